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

package ai.hopx.spring.boot.autoconfigure.health;

import ai.hopx.client.HopxClient;
import ai.hopx.spring.boot.actuate.health.HopxHealthIndicator;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for {@link HopxHealthIndicator}.
 */
@AutoConfiguration(after = HopxAutoConfiguration.class)
@ConditionalOnClass({ HopxClient.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(HopxClient.class)
@ConditionalOnEnabledHealthIndicator("hopx")
@EnableConfigurationProperties(HopxHealthProperties.class)
public final class HopxHealthContributorAutoConfiguration
		extends CompositeReactiveHealthContributorConfiguration<HopxHealthIndicator, HopxClient> {

	HopxHealthContributorAutoConfiguration(HopxHealthProperties properties) {
		super((client) -> new HopxHealthIndicator(client, properties.timeout()));
	}

	@Bean
	@ConditionalOnMissingBean(name = { "hopxHealthIndicator", "hopxHealthContributor" })
	ReactiveHealthContributor hopxHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		return createContributor(beanFactory, HopxClient.class);
	}

}
