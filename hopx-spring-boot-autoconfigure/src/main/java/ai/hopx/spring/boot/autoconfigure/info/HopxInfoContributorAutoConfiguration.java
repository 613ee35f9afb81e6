/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package ai.hopx.spring.boot.autoconfigure.info;

import ai.hopx.client.HopxClient;
import ai.hopx.spring.boot.actuate.info.HopxInfoContributor;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for {@link HopxInfoContributor}.
 */
@AutoConfiguration(after = HopxAutoConfiguration.class)
@ConditionalOnClass({ HopxClient.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnSingleCandidate(HopxClient.class)
@ConditionalOnEnabledInfoContributor("hopx")
public final class HopxInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "hopxInfoContributor")
	HopxInfoContributor hopxInfoContributor(HopxClient client) {
		return new HopxInfoContributor(client);
	}

}
