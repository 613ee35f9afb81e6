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

package ai.hopx.spring.boot.autoconfigure.pool;

import java.util.List;
import java.util.Map;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.SandboxPools;
import ai.hopx.client.pool.SandboxPreparer;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} for {@link SandboxPools}, and for a
 * {@link SandboxPool} of each name below {@code hopx.pools}.
 */
@AutoConfiguration(after = HopxAutoConfiguration.class)
@ConditionalOnClass(SandboxPools.class)
@ConditionalOnBean({ HopxClient.class, SandboxDefaults.class })
@EnableConfigurationProperties(SandboxPoolProperties.class)
public final class SandboxPoolAutoConfiguration {

	@Bean
	@ConditionalOnBean(SandboxPools.class)
	SandboxPoolsLifecycle hopxSandboxPoolsLifecycle(SandboxPools pools) {
		return new SandboxPoolsLifecycle(pools);
	}

	@Bean
	@ConditionalOnBean(SandboxPools.class)
	SandboxPoolsWarmUp hopxSandboxPoolsWarmUp(SandboxPools pools, SandboxPoolProperties properties) {
		List<String> names = properties.pools()
			.entrySet()
			.stream()
			.filter((pool) -> pool.getValue().waitForWarmUp() && pools.names().contains(pool.getKey()))
			.map(Map.Entry::getKey)
			.toList();
		return new SandboxPoolsWarmUp(pools, names);
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnSandboxPoolsCondition.class)
	@ConditionalOnMissingBean(SandboxPools.class)
	@Import(SandboxPoolRegistrar.class)
	static class PoolsConfiguration {

		@Bean(SandboxPoolRegistrar.POOLS)
		SandboxPools hopxSandboxPools(SandboxPoolProperties properties, HopxClient client, SandboxDefaults defaults,
				ObjectProvider<SandboxPreparer> preparers, ObjectProvider<SandboxPoolCustomizer> customizers,
				ApplicationEventPublisher publisher, ObjectProvider<SandboxTracker> tracker,
				ObjectProvider<LifecycleProperties> lifecycle) {
			LifecycleProperties phase = lifecycle.getIfAvailable(LifecycleProperties::new);
			SandboxPoolsFactory factory = new SandboxPoolsFactory(properties, client, defaults, publisher::publishEvent,
					tracker.getIfAvailable(SandboxTracker::none), preparers.orderedStream().toList(),
					customizers.orderedStream().toList());
			return factory.create(phase.getTimeoutPerShutdownPhase());
		}

	}

}
