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

import ai.hopx.client.pool.SandboxPools;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * When {@link SandboxPoolsHealthContributorAutoConfiguration} has pools among the health
 * of an application.
 */
class SandboxPoolsHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner withoutPools = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class, SandboxPoolAutoConfiguration.class,
				SandboxPoolsHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class))
		.withPropertyValues("hopx.api-key=hopx_live_test.test");

	private final ApplicationContextRunner contextRunner = this.withoutPools
		.withPropertyValues("hopx.pools.python.auto-startup=false", "hopx.pools.node.auto-startup=false");

	@Test
	void hasAnEntryOfEachPool() {
		this.contextRunner.run((context) -> assertThat(
				context.getBean("hopxPoolsHealthContributor", CompositeReactiveHealthContributor.class))
			.extracting(ReactiveHealthContributors.Entry::name)
			.containsExactlyInAnyOrder("python", "node"));
	}

	@Test
	void hasNoneWithoutPools() {
		this.withoutPools
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hopxPoolsHealthContributor"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hopxPoolsHealthContributor", "hopxPoolsHealthIndicator" })
	void stepsBackForAnother(String name) {
		this.contextRunner.withBean(name, ReactiveHealthIndicator.class, () -> mock(ReactiveHealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean(name)
				.hasSingleBean(ReactiveHealthContributor.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.hopxpools.enabled=false", "management.health.defaults.enabled=false",
			"hopx.enabled=false" })
	void hasNoneWhenDisabled(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hopxPoolsHealthContributor"));
	}

	@ParameterizedTest
	@ValueSource(classes = { SandboxPools.class, ConditionalOnEnabledHealthIndicator.class })
	void hasNoneWithoutTheClass(Class<?> missing) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hopxPoolsHealthContributor"));
	}

}
