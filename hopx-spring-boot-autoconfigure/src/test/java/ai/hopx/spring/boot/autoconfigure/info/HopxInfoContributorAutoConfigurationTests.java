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

import java.util.Map;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxVersion;
import ai.hopx.spring.boot.actuate.info.HopxInfoContributor;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link HopxInfoContributorAutoConfiguration} adds to an application's info.
 */
class HopxInfoContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(HopxAutoConfiguration.class, HopxInfoContributorAutoConfiguration.class))
		.withPropertyValues("hopx.api-key=hopx_live_test.test", "hopx.base-url=https://hopx.example.com");

	@Test
	void addsVersionAndUrl() {
		this.contextRunner.run((context) -> {
			Info.Builder builder = new Info.Builder();
			context.getBean("hopxInfoContributor", HopxInfoContributor.class).contribute(builder);
			assertThat(builder.build().getDetails()).containsExactly(
					Map.entry("hopx", Map.of("version", HopxVersion.get(), "baseUrl", "https://hopx.example.com")));
		});
	}

	@Test
	void stepsBackForAnother() {
		InfoContributor other = (builder) -> builder.withDetail("hopx", "other");
		this.contextRunner.withBean("hopxInfoContributor", InfoContributor.class, () -> other)
			.run((context) -> assertThat(context).hasNotFailed().getBean("hopxInfoContributor").isSameAs(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.info.hopx.enabled=false", "management.info.defaults.enabled=false",
			"hopx.enabled=false" })
	void addsNothingWhenDisabled(String property) {
		this.contextRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hopxInfoContributor"));
	}

	@ParameterizedTest
	@ValueSource(classes = { HopxClient.class, ConditionalOnEnabledInfoContributor.class })
	void addsNothingWithoutTheClass(Class<?> missing) {
		this.contextRunner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("hopxInfoContributor"));
	}

}
