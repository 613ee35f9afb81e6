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

import java.time.Duration;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.spring.boot.actuate.health.HopxHealthIndicator;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
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
 * When {@link HopxHealthContributorAutoConfiguration} has Hopx among the health of an
 * application.
 */
class HopxHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class,
				HopxHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class))
		.withPropertyValues("hopx.api-key=hopx_live_test.test");

	@Test
	void hasAnIndicator() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(HopxHealthIndicator.class).hasBean("hopxHealthContributor");
			assertThat(context.getBean(HopxHealthProperties.class).timeout()).isEqualTo(Duration.ofSeconds(2));
		});
	}

	@Test
	void hasOneOfEachClient() {
		this.contextRunner.withBean("one", HopxClient.class, HopxHealthContributorAutoConfigurationTests::client)
			.withBean("two", HopxClient.class, HopxHealthContributorAutoConfigurationTests::client,
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(context.getBean(CompositeReactiveHealthContributor.class))
				.extracting(ReactiveHealthContributors.Entry::name)
				.containsExactlyInAnyOrder("one", "two"));
	}

	@Test
	void refusesATimeoutOfNothing() {
		this.contextRunner.withPropertyValues("hopx.health.timeout=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(HopxConfigurationException.class)
				.hasMessageContaining("'hopx.health.timeout'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "hopxHealthContributor", "hopxHealthIndicator" })
	void stepsBackForAnother(String name) {
		this.contextRunner.withBean(name, ReactiveHealthIndicator.class, () -> mock(ReactiveHealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean(name)
				.hasSingleBean(ReactiveHealthContributor.class)
				.doesNotHaveBean(HopxHealthIndicator.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.hopx.enabled=false", "management.health.defaults.enabled=false",
			"hopx.enabled=false" })
	void hasNoneWhenDisabled(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("hopxHealthContributor")
				.doesNotHaveBean(HopxHealthProperties.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { HopxClient.class, ConditionalOnEnabledHealthIndicator.class })
	void hasNoneWithoutTheClass(Class<?> missing) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hopxHealthContributor"));
	}

	private static HopxClient client() {
		return HopxClient.builder().apiKey(() -> "hopx_live_test.test").build();
	}

}
