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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.hopx.client.HopxException;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.SandboxLifecycleEvent;
import ai.hopx.client.core.SandboxSpec;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the properties do on the wire, and what of the application does not get there.
 */
class HopxWireTests {

	@RegisterExtension
	static final WireMockExtension hopx = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class, HttpClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class));

	private ApplicationContextRunner application() {
		return this.contextRunner.withPropertyValues("hopx.api-key=hopx_live_test.test",
				"hopx.base-url=" + hopx.baseUrl());
	}

	@BeforeEach
	void serve() {
		hopx.stubFor(any(anyUrl()).willReturn(okJson("{}")));
		hopx.stubFor(post("/v1/sandboxes").willReturn(okJson("""
				{"id":"sb1","status":"running","public_host":"%s","auth_token":"token-1",\
				"token_expires_at":"2099-01-01T00:00:00Z"}""".formatted(hopx.baseUrl()))));
		hopx.stubFor(patch("/env").willReturn(okJson("{\"env_vars\":{\"A\":\"1\"}}")));
		hopx.stubFor(post("/execute").willReturn(okJson("""
				{"success":true,"stdout":"42\\n","stderr":"","exit_code":0,"execution_time":0.1}""")));
		hopx.stubFor(delete("/v1/sandboxes/sb1").willReturn(okJson("{\"id\":\"sb1\",\"status\":\"deleted\"}")));
	}

	@Test
	void startingMakesNoRequest() {
		application().run((context) -> assertThat(context).hasSingleBean(HopxTemplate.class));
		hopx.verify(0, anyRequestedFor(anyUrl()));
	}

	@Test
	void propertiesReachTheCreation() {
		application()
			.withPropertyValues("hopx.default-template=data-science", "hopx.region=eu-west", "hopx.sandbox.timeout=90s",
					"hopx.sandbox.internet-access=false", "hopx.sandbox.env.A=1", "hopx.run.timeout=7s")
			.run((context) -> context.getBean(HopxTemplate.class).runCode("print(6*7)"));
		hopx.verify(1, postRequestedFor(urlEqualTo("/v1/sandboxes"))
			.withHeader("X-API-Key", equalTo("hopx_live_test.test"))
			.withRequestBody(equalToJson("""
					{"template_name":"data-science","region":"eu-west","timeout_seconds":90,"internet_access":false,
					"env_vars":{"A":"1"}}""")));
		hopx.verify(1, patchRequestedFor(urlEqualTo("/env")));
		hopx.verify(1,
				postRequestedFor(urlEqualTo("/execute")).withHeader("X-API-Key", absent())
					.withHeader("Authorization", equalTo("Bearer token-1"))
					.withRequestBody(equalToJson("{\"timeout\":7}", true, true)));
	}

	@Test
	void theApplicationHearsOfItsSandboxes() {
		application().withBean(Audit.class).run((context) -> {
			context.getBean(HopxTemplate.class).runCode("print(6*7)");
			assertThat(context.getBean(Audit.class).events).containsExactly("sb1 CREATED", "sb1 KILLED");
		});
	}

	@Test
	void noLimitMeansThatNoneIsSent() {
		application().withPropertyValues("hopx.sandbox.timeout=none")
			.run((context) -> context.getBean(HopxTemplate.class).runCode("print(6*7)"));
		hopx.verify(1, postRequestedFor(urlEqualTo("/v1/sandboxes"))
			.withRequestBody(equalToJson("{\"template_name\":\"code-interpreter\"}")));
	}

	@Test
	void bearerSchemeSendsTheKeyAsToken() {
		application().withPropertyValues("hopx.auth-scheme=bearer")
			.run((context) -> context.getBean(HopxTemplate.class).create(SandboxSpec.defaults()).close());
		hopx.verify(1,
				postRequestedFor(urlEqualTo("/v1/sandboxes"))
					.withHeader("Authorization", equalTo("Bearer hopx_live_test.test"))
					.withHeader("X-API-Key", absent()));
	}

	@Test
	void customizersOfTheApplicationReachNeitherPlane() {
		application().withUserConfiguration(CorporateCustomizer.class).run((context) -> {
			// The customizer works where it is meant to
			context.getBean(WebClient.Builder.class)
				.build()
				.get()
				.uri(URI.create(hopx.baseUrl() + "/elsewhere"))
				.retrieve()
				.toBodilessEntity()
				.block(Duration.ofSeconds(10));
			context.getBean(HopxTemplate.class).runCode("print(6*7)");
		});
		hopx.verify(1, anyRequestedFor(anyUrl()).withHeader("X-Corporate-Token", equalTo("secret")));
		hopx.verify(0, anyRequestedFor(urlPathMatching("/(v1|execute|env).*")).withHeader("X-Corporate-Token",
				equalTo("secret")));
		hopx.verify(1, postRequestedFor(urlEqualTo("/execute")));
	}

	@Test
	void readTimeoutOfTheApplicationDoesNotCutARun() {
		hopx.stubFor(post("/execute").willReturn(okJson("""
				{"success":true,"stdout":"42\\n","stderr":"","exit_code":0}""").withFixedDelay(600)));
		application().withPropertyValues("spring.http.clients.read-timeout=100ms")
			.run((context) -> assertThat(context.getBean(HopxTemplate.class).runCode("print(6*7)").stdout())
				.isEqualTo("42\n"));
	}

	@Test
	void redirectsAreNotFollowedWhateverTheApplicationDoes() {
		hopx.stubFor(post("/execute").willReturn(temporaryRedirect(hopx.baseUrl() + "/elsewhere")));
		application().withPropertyValues("spring.http.clients.redirects=follow").run((context) -> {
			HopxTemplate template = context.getBean(HopxTemplate.class);
			assertThat(catchThrowable(() -> template.runCode("print(6*7)"))).isInstanceOf(HopxException.class);
		});
		hopx.verify(0, anyRequestedFor(urlEqualTo("/elsewhere")));
	}

	@Configuration(proxyBeanMethods = false)
	static class CorporateCustomizer {

		@Bean
		WebClientCustomizer corporateToken() {
			return (builder) -> builder.defaultHeader("X-Corporate-Token", "secret");
		}

	}

	/**
	 * Keeps account of what an application does with sandboxes.
	 */
	static class Audit {

		private final List<String> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(SandboxLifecycleEvent event) {
			this.events.add(event.sandboxId() + " " + event.type());
		}

	}

}
