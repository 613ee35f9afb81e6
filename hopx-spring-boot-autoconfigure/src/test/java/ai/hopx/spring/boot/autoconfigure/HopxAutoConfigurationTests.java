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

package ai.hopx.spring.boot.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.HopxConnections;
import ai.hopx.client.core.HopxOperations;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxOperations;
import ai.hopx.client.core.ReactiveHopxTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What {@link HopxAutoConfiguration} creates, when it steps back, and what it refuses.
 */
class HopxAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class));

	private final ApplicationContextRunner withKey = this.contextRunner
		.withPropertyValues("hopx.api-key=hopx_live_test.test");

	@Test
	void createsBothTemplates() {
		this.withKey.run((context) -> assertThat(context).hasSingleBean(HopxTemplate.class)
			.hasSingleBean(ReactiveHopxTemplate.class)
			.hasSingleBean(HopxClient.class));
	}

	@Test
	void leavesNothingBehindWhenDisabled() {
		this.withKey.withPropertyValues("hopx.enabled=false").run(HopxAutoConfigurationTests::hasNothingOfHopx);
	}

	@ParameterizedTest
	@ValueSource(classes = { HopxTemplate.class, WebClient.class })
	void leavesNothingBehindWithoutTheClass(Class<?> missing) {
		this.withKey.withClassLoader(new FilteredClassLoader(missing))
			.run(HopxAutoConfigurationTests::hasNothingOfHopx);
	}

	@Test
	void stepsBackForAnotherClient() {
		this.contextRunner.withUserConfiguration(OtherClient.class)
			.run((context) -> assertThat(context).hasSingleBean(HopxTemplate.class)
				.getBean(HopxClient.class)
				.isSameAs(context.getBean(OtherClient.class).client));
	}

	@Test
	void stepsBackForOtherTemplates() {
		this.withKey.withUserConfiguration(OtherTemplates.class)
			.run((context) -> assertThat(context).doesNotHaveBean(HopxTemplate.class)
				.hasSingleBean(HopxOperations.class)
				.doesNotHaveBean(ReactiveHopxTemplate.class)
				.hasSingleBean(ReactiveHopxOperations.class));
	}

	@Test
	void hasNoBlockingTemplateOfItsOwnOverAnotherReactiveOne() {
		this.withKey.withBean(ReactiveHopxOperations.class, () -> mock(ReactiveHopxOperations.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ReactiveHopxOperations.class)
				.doesNotHaveBean(HopxTemplate.class));
	}

	@Test
	void connectionDetailsReplaceTheProperties() {
		this.contextRunner.withPropertyValues("hopx.base-url=https://properties.example.com")
			.withUserConfiguration(OtherConnectionDetails.class)
			.run((context) -> {
				assertThat(context).doesNotHaveBean(PropertiesHopxConnectionDetails.class);
				assertThat(context.getBean(HopxClient.class).baseUrl())
					.isEqualTo(URI.create("https://details.example.com"));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void failsWithoutAKey(String key) {
		this.contextRunner.withPropertyValues("hopx.api-key=" + key)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(MissingHopxApiKeyException.class));
	}

	@ParameterizedTest
	@CsvSource({ "hopx.base-url, http://api.example.com", "hopx.base-url, ftp://127.0.0.1",
			"hopx.base-url, api.example.com", "hopx.http.max-connections, 0", "hopx.retry.max-attempts, 0",
			"hopx.retry.initial-backoff, -1s", "hopx.http.response-timeout, 0s", "hopx.http.max-in-memory-size, 0B",
			"hopx.http.connect-timeout, 0s", "hopx.sandbox.ready-timeout, 0s", "hopx.run.timeout, 0s" })
	void refusesSettingsThatCannotWorkByTheirName(String property, String value) {
		this.withKey.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(HopxConfigurationException.class,
						(ex) -> assertThat(ex.getProperty()).isEqualTo(property)));
	}

	@Test
	void customizersHaveTheLastWordInTheirOrder() {
		this.withKey.withUserConfiguration(Customizers.class).run((context) -> {
			assertThat(context.getBean(Customizers.class).calls).containsExactly("first", "second");
			assertThat(context.getBean(HopxClient.class).baseUrl()).isEqualTo(URI.create("https://second.example.com"));
		});
	}

	@Test
	void secretsAreNotPrinted() {
		this.withKey
			.withPropertyValues("hopx.sandbox.env.TOKEN=very-secret", "hopx.http.proxy.host=proxy.example.com",
					"hopx.http.proxy.username=user", "hopx.http.proxy.password=very-secret")
			.run((context) -> assertThat(
					context.getBean(HopxProperties.class).toString() + context.getBean(HopxProperties.class).http()
							+ context.getBean(HopxProperties.class).sandbox() + context.getBean(HopxClient.class)
							+ context.getBean(HopxTemplate.class) + context.getBean(HopxConnectionDetails.class))
				.doesNotContain("very-secret", "hopx_live_test.test"));
	}

	@Test
	void closesItsConnectionsWithTheContext() {
		this.withKey.run((context) -> {
			HopxConnections connections = context.getBean(HopxConnections.class);
			context.close();
			assertThat(connections.httpClient().configuration().connectionProvider().isDisposed()).isTrue();
		});
	}

	private static void hasNothingOfHopx(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBeanDefinitionNames()).noneMatch((name) -> name.toLowerCase().contains("hopx"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OtherClient {

		final HopxClient client = HopxClient.builder().apiKey(() -> "hopx_live_test.test").build();

		@Bean
		HopxClient otherClient() {
			return this.client;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherTemplates {

		@Bean
		HopxOperations otherTemplate() {
			return mock();
		}

		@Bean
		ReactiveHopxOperations otherReactiveTemplate() {
			return mock();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherConnectionDetails {

		@Bean
		HopxConnectionDetails connectionDetails() {
			return new HopxConnectionDetails() {

				@Override
				public @Nullable String getApiKey() {
					return "hopx_live_test.test";
				}

				@Override
				public URI getBaseUrl() {
					return URI.create("https://details.example.com");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		final List<String> calls = new CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		HopxClientCustomizer second() {
			return (builder) -> {
				this.calls.add("second");
				builder.baseUrl(URI.create("https://second.example.com"));
			};
		}

		@Bean
		@Order(1)
		HopxClientCustomizer first() {
			return (builder) -> {
				this.calls.add("first");
				builder.baseUrl(URI.create("https://first.example.com"));
			};
		}

	}

}
