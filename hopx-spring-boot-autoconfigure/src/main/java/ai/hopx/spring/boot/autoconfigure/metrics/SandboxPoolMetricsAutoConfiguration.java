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

package ai.hopx.spring.boot.autoconfigure.metrics;

import ai.hopx.client.pool.SandboxPools;
import ai.hopx.spring.boot.actuate.metrics.MicrometerPoolMetricsRecorder;
import ai.hopx.spring.boot.actuate.metrics.SandboxPoolMetrics;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolCustomizer;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AutoConfiguration Auto-configuration} for meters of pools.
 */
@AutoConfiguration(after = SandboxPoolAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ SandboxPools.class, MeterRegistry.class })
@ConditionalOnBean({ SandboxPools.class, MeterRegistry.class })
public final class SandboxPoolMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SandboxPoolMetrics hopxSandboxPoolMetrics(SandboxPools pools) {
		return new SandboxPoolMetrics(pools);
	}

	/**
	 * First, so that another customizer's recorder replaces this one.
	 */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	SandboxPoolCustomizer hopxSandboxPoolMetricsCustomizer(MeterRegistry registry) {
		return (name, builder) -> builder.recorder(new MicrometerPoolMetricsRecorder(registry, name));
	}

}
