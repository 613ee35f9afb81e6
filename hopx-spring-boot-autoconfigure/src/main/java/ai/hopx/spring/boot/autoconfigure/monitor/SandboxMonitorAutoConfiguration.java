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

package ai.hopx.spring.boot.autoconfigure.monitor;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.monitor.SandboxMetricsRecorder;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for {@link SandboxMonitor}. It asks
 * sandboxes for what they measure only where there is a {@link SandboxMetricsRecorder}.
 */
@AutoConfiguration(after = HopxAutoConfiguration.class)
@ConditionalOnClass(SandboxMonitor.class)
@ConditionalOnBean(HopxClient.class)
@EnableConfigurationProperties(SandboxMetricsProperties.class)
public final class SandboxMonitorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(SandboxTracker.class)
	SandboxMonitor hopxSandboxMonitor(SandboxMetricsProperties properties,
			ObjectProvider<SandboxMetricsRecorder> recorder) {
		SandboxMonitor.Builder builder = SandboxMonitor.builder().finalSnapshot(properties.finalSnapshot());
		if (properties.enabled()) {
			recorder.ifAvailable((found) -> builder.recorder(found).interval(properties.interval()));
		}
		return builder.build();
	}

}
