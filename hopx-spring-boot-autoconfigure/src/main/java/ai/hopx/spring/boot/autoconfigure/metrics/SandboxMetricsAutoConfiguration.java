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

import ai.hopx.client.HopxClient;
import ai.hopx.client.monitor.SandboxMetricsRecorder;
import ai.hopx.spring.boot.actuate.metrics.MicrometerSandboxMetricsRecorder;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for meters of what sandboxes measure.
 */
@AutoConfiguration(after = HopxAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ SandboxMetricsRecorder.class, MeterRegistry.class })
@ConditionalOnBean({ HopxClient.class, MeterRegistry.class })
@ConditionalOnBooleanProperty(name = "hopx.metrics.sandbox.enabled", matchIfMissing = true)
public final class SandboxMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(SandboxMetricsRecorder.class)
	MicrometerSandboxMetricsRecorder hopxSandboxMetricsRecorder(MeterRegistry registry) {
		return new MicrometerSandboxMetricsRecorder(registry);
	}

}
