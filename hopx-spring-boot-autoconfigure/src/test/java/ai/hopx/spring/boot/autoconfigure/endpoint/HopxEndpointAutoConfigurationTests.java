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

package ai.hopx.spring.boot.autoconfigure.endpoint;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.spring.boot.actuate.endpoint.HopxEndpoint;
import ai.hopx.spring.boot.actuate.endpoint.HopxEndpointWebExtension;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.monitor.SandboxMonitorAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When {@link HopxEndpointAutoConfiguration} shows an application's sandboxes.
 */
class HopxEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=hopx";

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class, SandboxPoolAutoConfiguration.class,
				SandboxMonitorAutoConfiguration.class, HopxEndpointAutoConfiguration.class))
		.withPropertyValues("hopx.api-key=hopx_live_test.test");

	@Test
	void isThereWhereExposed() {
		this.contextRunner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(HopxEndpoint.class)
				.hasSingleBean(HopxEndpointWebExtension.class));
	}

	@Test
	void isNotThereByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(SandboxMonitor.class)
			.doesNotHaveBean(HopxEndpoint.class)
			.doesNotHaveBean(HopxEndpointWebExtension.class));
	}

	@Test
	void isNotThereWithoutAccess() {
		this.contextRunner.withPropertyValues(EXPOSED, "management.endpoint.hopx.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HopxEndpoint.class));
	}

	@Test
	void stepsBackForAnother() {
		this.contextRunner.withPropertyValues(EXPOSED)
			.withBean("other", HopxEndpoint.class,
					() -> new HopxEndpoint(HopxClient.builder().apiKey(() -> "key").build(),
							SandboxMonitor.builder().build(), null))
			.run((context) -> assertThat(context).hasSingleBean(HopxEndpoint.class).hasBean("other"));
	}

	@Test
	void hasNothingToShowWhereAnotherTracksSandboxes() {
		this.contextRunner.withPropertyValues(EXPOSED)
			.withBean(SandboxTracker.class, SandboxTracker::none)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HopxEndpoint.class));
	}

	@Test
	void needsActuator() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class, SandboxMonitorAutoConfiguration.class,
					HopxEndpointAutoConfiguration.class))
			.withPropertyValues("hopx.api-key=hopx_live_test.test", EXPOSED)
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hopxEndpoint"));
	}

}
