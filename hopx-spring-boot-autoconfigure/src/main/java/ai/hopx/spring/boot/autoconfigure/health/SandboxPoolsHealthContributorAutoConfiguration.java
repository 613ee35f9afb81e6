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

import java.util.function.Function;
import java.util.stream.Collectors;

import ai.hopx.client.pool.SandboxPools;
import ai.hopx.spring.boot.actuate.health.SandboxPoolHealthIndicator;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for a {@link SandboxPoolHealthIndicator}
 * of each pool.
 */
@AutoConfiguration(after = SandboxPoolAutoConfiguration.class)
@ConditionalOnClass({ SandboxPools.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(SandboxPools.class)
@ConditionalOnEnabledHealthIndicator("hopxpools")
public final class SandboxPoolsHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "hopxPoolsHealthIndicator", "hopxPoolsHealthContributor" })
	CompositeReactiveHealthContributor hopxPoolsHealthContributor(SandboxPools pools) {
		return CompositeReactiveHealthContributor.fromMap(pools.names()
			.stream()
			.collect(Collectors.toMap(Function.identity(),
					(name) -> new SandboxPoolHealthIndicator(pools.reactive(name)))));
	}

}
