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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.Map;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.TemplateNotFoundException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a create sends, and that it leaves no sandbox behind that nobody has.
 */
class CreateTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String CREATE = "POST /v1/sandboxes";

	private static final String GET = "GET /v1/sandboxes/" + Wire.ID;

	private static final String KILL = "DELETE /v1/sandboxes/" + Wire.ID;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void sendsTheDefaults() {
		running();
		creates(SandboxSpec.defaults());
		sent("{\"template_name\":\"code-interpreter\",\"timeout_seconds\":3600}");
	}

	@Test
	void sendsTheDefaultsThatAreSet() {
		running();
		Wire.answer(wire.agent(), "{}");
		SandboxDefaults defaults = new SandboxDefaults("base", "eu", Duration.ofMillis(90_500), Duration.ofSeconds(5),
				true, Map.of("A", "default", "B", "default"), Duration.ofSeconds(10));
		StepVerifier.create(Wire.reactive(wire, defaults).create(SandboxSpec.defaults().env("A", "own")))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		sent("""
				{"template_name":"base","region":"eu","timeout_seconds":91,"internet_access":true,
				"env_vars":{"A":"own","B":"default"}}""");
		assertThat(Wire.requests(wire.agentRequests())).containsExactly(
				Wire.normalize("PATCH /env {\"env_vars\":{\"A\":\"own\",\"B\":\"default\"},\"merge\":true}"));
	}

	@Test
	void sendsWhatTheSpecSays() {
		running();
		creates(SandboxSpec.template("data-science")
			.region("us-east")
			.timeout(Duration.ofMinutes(5))
			.internetAccess(false)
			.resources(2, 4096, 10));
		sent("""
				{"template_name":"data-science","region":"us-east","timeout_seconds":300,"internet_access":false,
				"vcpu":2,"memory_mb":4096,"disk_gb":10}""");
	}

	@Test
	void takesDigitsForTheIdOfATemplate() {
		running();
		creates(SandboxSpec.template("73").withoutTimeout());
		sent("{\"template_id\":\"73\"}");
	}

	@Test
	void asksOnceWhereTheReplySaysThatItRuns() {
		running();
		ReactiveSandbox sandbox = creates(SandboxSpec.defaults());
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE);
		assertThat(sandbox.id()).isEqualTo(Wire.ID);
		assertThat(sandbox.acquisition().source()).isEqualTo(Acquisition.Source.CREATED);
		assertThat(sandbox.acquisition().duration()).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "creating", "pending", "resuming" })
	void waitsUntilItRuns(String status) {
		Wire.answer(wire.control(), CREATE, "{\"id\":\"%s\",\"status\":\"%s\"}".formatted(Wire.ID, status));
		inTurn("creating", "creating", "running");
		ReactiveSandbox sandbox = creates(SandboxSpec.defaults());
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, GET, GET, GET);
		Wire.answer(wire.agent(), "{\"status\":\"healthy\"}");
		Wire.answer(wire.control(), "POST /v1/sandboxes/" + Wire.ID + "/token/refresh", "{\"auth_token\":\"eyJ.x.y\"}");
		// The reply to create named no host, the description did
		assertThat(sandbox.health().block(LIMIT)).isNotNull();
	}

	@Test
	void killsWhatDoesNotStart() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "creating"));
		inTurn("creating", "error");
		Wire.answer(wire.control(), KILL, "{}");
		fails(HopxServerException.class);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, GET, GET, KILL);
	}

	@Test
	void killsWhatWasNeverThere() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "error"));
		Wire.answer(wire.control(), KILL, "{}");
		fails(HopxServerException.class);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, KILL);
	}

	@Test
	void killsWhatDisappears() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "creating"));
		Wire.answer(wire.control(), GET, "{\"id\":\"%s\",\"status\":\"deleted\"}".formatted(Wire.ID));
		Wire.answer(wire.control(), KILL, "{}");
		fails(SandboxNotFoundException.class);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, GET, KILL);
	}

	@Test
	void killsWhatGetsNoEnvironment() {
		running();
		Wire.answer(wire.agent(), aResponse().withStatus(400).withBody("{\"error\":\"no\"}"));
		Wire.answer(wire.control(), KILL, "{}");
		StepVerifier.create(Wire.reactive(wire).create(SandboxSpec.defaults().env("A", "secret-value")))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxException.class)
				.hasMessageNotContaining("secret-value"))
			.verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, KILL);
	}

	@Test
	void killsWhatMayNotBeSpokenTo() {
		Wire.answer(wire.control(), CREATE,
				"{\"id\":\"%s\",\"status\":\"running\",\"public_host\":\"https://elsewhere.example.com\"}"
					.formatted(Wire.ID));
		Wire.answer(wire.control(), KILL, "{}");
		fails(UnexpectedResponseException.class);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, KILL);
	}

	@Test
	void keepsTheErrorWhereTheKillFailsToo() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "error"));
		Wire.answer(wire.control(), KILL, aResponse().withStatus(403).withBody("{\"error\":\"kill refused\"}"));
		StepVerifier.create(Wire.reactive(wire).create()).expectErrorSatisfies((error) -> {
			assertThat(error).hasMessageContaining("'error'");
			assertThat(error.getSuppressed()).hasSize(1);
			assertThat(error.getSuppressed()[0]).hasMessageContaining("kill refused");
		}).verify(LIMIT);
	}

	@Test
	void killsWhatIsNotReadyInTime() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "creating"));
		Wire.answer(wire.control(), GET, Wire.created(wire, "creating"));
		Wire.answer(wire.control(), KILL, "{}");
		StepVerifier.create(Wire.reactive(wire, readyWithin(Duration.ofMillis(400))).create())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxTimeoutException.class)
				.hasMessageContaining("hopx.sandbox.ready-timeout"))
			.verify(LIMIT);
		await().untilAsserted(() -> assertThat(Wire.lines(wire.controlRequests())).startsWith(CREATE)
			.endsWith(KILL)
			.containsOnlyOnce(KILL));
	}

	@Test
	void killsWhatComesAfterItsCallerLeft() {
		Wire.answer(wire.control(), CREATE, okJson(Wire.created(wire, "running")).withFixedDelay(600));
		Wire.answer(wire.control(), KILL, "{}");
		Disposable caller = Wire.reactive(wire).create().subscribe();
		await().untilAsserted(() -> assertThat(wire.controlRequests()).hasSize(1));
		caller.dispose();
		await().untilAsserted(() -> assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, KILL));
	}

	@Test
	void killsWhatComesAfterTheTimeout() {
		Wire.answer(wire.control(), CREATE, okJson(Wire.created(wire, "running")).withFixedDelay(700));
		Wire.answer(wire.control(), KILL, "{}");
		StepVerifier.create(Wire.reactive(wire, readyWithin(Duration.ofMillis(200))).create())
			.expectError(HopxTimeoutException.class)
			.verify(LIMIT);
		await().untilAsserted(() -> assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, KILL));
	}

	@Test
	void killsAtOnceWhatIsNotReadyWhenItsCallerLeaves() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "creating"));
		Wire.answer(wire.control(), GET, Wire.created(wire, "creating"));
		Wire.answer(wire.control(), KILL, "{}");
		Disposable caller = Wire.reactive(wire).create().subscribe();
		await().untilAsserted(() -> assertThat(Wire.lines(wire.controlRequests())).contains(GET));
		caller.dispose();
		await().untilAsserted(() -> assertThat(Wire.lines(wire.controlRequests())).endsWith(KILL));
	}

	@Test
	void neverCreatesTwice() {
		Wire.answer(wire.control(), CREATE, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
		fails(HopxTransportException.class);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE);
	}

	@Test
	void saysThatThereIsNoSuchTemplate() {
		Wire.answer(wire.control(), CREATE, aResponse().withStatus(404)
			.withBody("{\"error\":\"Template not found\",\"code\":\"RESOURCE_NOT_FOUND\"}"));
		fails(TemplateNotFoundException.class);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE);
	}

	@Test
	void refusesAReplyWithoutId() {
		Wire.answer(wire.control(), CREATE, "{\"agent\":\"x\",\"status\":\"running\"}");
		fails(UnexpectedResponseException.class);
	}

	private static void running() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "running"));
		Wire.answer(wire.control(), KILL, "{}");
	}

	/** The descriptions that the service gives, one after the other. */
	private static void inTurn(String... states) {
		for (int i = 0; i < states.length; i++) {
			wire.control()
				.stubFor(get(urlEqualTo("/v1/sandboxes/" + Wire.ID)).inScenario("states")
					.whenScenarioStateIs((i == 0) ? Scenario.STARTED : "state " + i)
					.willReturn(okJson("{\"id\":\"%s\",\"status\":\"%s\",\"public_host\":\"%s\"}".formatted(Wire.ID,
							states[i], wire.agentUrl())))
					.willSetStateTo("state " + Math.min(i + 1, states.length - 1)));
		}
	}

	private static SandboxDefaults readyWithin(Duration readyTimeout) {
		return new SandboxDefaults("base", null, Duration.ofHours(1), readyTimeout, null, Map.of(),
				Duration.ofSeconds(10));
	}

	private static ReactiveSandbox creates(SandboxSpec spec) {
		return Wire.reactive(wire).create(spec).block(LIMIT);
	}

	private static void fails(Class<? extends Throwable> type) {
		StepVerifier.create(Wire.reactive(wire).create()).expectError(type).verify(LIMIT);
	}

	private static void sent(String body) {
		assertThat(Wire.requests(wire.controlRequests()))
			.containsExactly(Wire.normalize(CREATE + " " + body.replace("\n", "")));
	}

}
