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

package ai.hopx.spring.boot.test;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.ledger.SandboxEntry;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.HopxConnectionDetails;
import ai.hopx.spring.boot.autoconfigure.embedded.EmbeddedHopxAutoConfiguration;
import jakarta.annotation.PreDestroy;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.MergedContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a context gets, next to what the application brings itself.
 */
class EmbeddedHopxContextCustomizerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withInitializer(EmbeddedHopxContextCustomizerTests::customize)
		.withConfiguration(AutoConfigurations.of(EmbeddedHopxAutoConfiguration.class, HopxAutoConfiguration.class));

	@Test
	void needsNoKey() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(HopxTemplate.class).runCode("print(6*7)").stdout()).isEqualTo("42\n");
			assertUsesItsServer(context);
		});
	}

	@Test
	void winsOverTheKeyAndTheUrlOfTheApplication() {
		this.contextRunner
			.withPropertyValues("hopx.api-key=hopx_live_test.test", "hopx.base-url=https://elsewhere.example.com")
			.run(EmbeddedHopxContextCustomizerTests::assertUsesItsServer);
	}

	@Test
	void takesThePlaceOfTheServerOfTheApplication() {
		this.contextRunner.withPropertyValues("hopx.embedded.enabled=true", "hopx.embedded.boot-delay=1h")
			.run((context) -> {
				assertThat(context).hasSingleBean(EmbeddedHopx.class).hasSingleBean(HopxConnectionDetails.class);
				assertUsesItsServer(context);
			});
	}

	@Test
	void winsOverConnectionDetailsOfTheApplication() {
		this.contextRunner.withUserConfiguration(OwnConnectionDetails.class).run((context) -> {
			assertThat(context.getBeansOfType(HopxConnectionDetails.class)).hasSize(2);
			assertUsesItsServer(context);
		});
	}

	@Test
	void doesNotWinSilentlyOverPrimaryConnectionDetails() {
		this.contextRunner.withUserConfiguration(OwnConnectionDetails.class)
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor((beans) -> beans.getBeanDefinition("secretsStore").setPrimary(true)))
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
	}

	@Test
	void leavesNothingBehindWhereHopxIsDisabled() {
		this.contextRunner.withPropertyValues("hopx.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedHopx.class)
				.doesNotHaveBean(HopxConnectionDetails.class));
	}

	@Test
	void isAServerAndNoMoreWithoutTheAutoConfiguration() {
		new ApplicationContextRunner()
			.withClassLoader(new FilteredClassLoader("ai.hopx.client", "ai.hopx.spring.boot.autoconfigure"))
			.withInitializer(EmbeddedHopxContextCustomizerTests::customize)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(EmbeddedHopx.class));
	}

	@Test
	void isSharedWithTheParentContext() {
		this.contextRunner.run((parent) -> this.contextRunner.withParent(parent).run((child) -> {
			assertThat(child.getBean(EmbeddedHopx.class)).isSameAs(parent.getBean(EmbeddedHopx.class));
			assertThat(child.getBeanFactory().getBeanNamesForType(EmbeddedHopx.class)).isEmpty();
			assertUsesItsServer(child);
		}));
	}

	@Test
	void stopsAfterTheBeansThatUseIt() {
		List<String> outputs = new ArrayList<>();
		this.contextRunner.withBean(RunsCodeAtTheEnd.class, () -> new RunsCodeAtTheEnd(outputs::add)).run((context) -> {
			EmbeddedHopx server = context.getBean(EmbeddedHopx.class);
			context.close();
			assertThat(outputs).containsExactly("42\n");
			assertThat(server.isRunning()).isFalse();
		});
	}

	@Test
	void startsBeforeBeansThatUseItAtTheStart() {
		this.contextRunner.withUserConfiguration(CreatesSandboxAtTheStart.class)
			.run((context) -> assertThat(context.getBean(Sandbox.class).id())
				.isIn(context.getBean(EmbeddedHopx.class).ledger().alive().stream().map(SandboxEntry::id).toList()));
	}

	private static void customize(ConfigurableApplicationContext context) {
		@AutoConfigureEmbeddedHopx
		class Annotated {

		}
		new EmbeddedHopxContextCustomizerFactory().createContextCustomizer(Annotated.class, List.of())
			.customizeContext(context, new MergedContextConfiguration(Annotated.class, null, null, null, null));
	}

	private static void assertUsesItsServer(AssertableApplicationContext context) {
		assertThat(context.getBean(HopxClient.class).baseUrl())
			.isEqualTo(context.getBean(EmbeddedHopx.class).baseUrl());
		assertThat(context.getBean(HopxTemplate.class).sandboxes().list()).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnectionDetails {

		@Bean
		HopxConnectionDetails secretsStore() {
			return new HopxConnectionDetails() {

				@Override
				public String getApiKey() {
					return "hopx_live_test.test";
				}

				@Override
				public URI getBaseUrl() {
					return URI.create("https://elsewhere.example.com");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CreatesSandboxAtTheStart {

		@Bean
		Sandbox sandbox(HopxTemplate hopx) {
			return hopx.create();
		}

	}

	static class RunsCodeAtTheEnd {

		private final Consumer<String> outputs;

		private HopxTemplate hopx;

		RunsCodeAtTheEnd(Consumer<String> outputs) {
			this.outputs = outputs;
		}

		@Autowired
		void use(HopxTemplate hopx) {
			this.hopx = hopx;
		}

		@PreDestroy
		void runCode() {
			this.outputs.accept(this.hopx.runCode("print(6*7)").stdout());
		}

	}

}
