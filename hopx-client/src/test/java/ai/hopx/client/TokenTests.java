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

package ai.hopx.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.model.AgentToken;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox's token: asked for once, renewed in time, renewed once where refused.
 */
class TokenTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final HopxRequest EXECUTE = HopxRequest.to(Endpoint.EXECUTE).json("{}").build();

	private static final String REFRESH = "/v1/sandboxes/" + HopxWire.SANDBOX_ID + "/token/refresh";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

	private final Clock clock = new Clock() {

		@Override
		public Instant instant() {
			return TokenTests.this.now.get();
		}

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	};

	@Test
	void asksForATokenWhereItHasNone() {
		acceptOnly("second");
		refreshAnswers(token("second", NOW.plus(Duration.ofDays(1))));
		SandboxConnection connection = connection(null, null);
		connection.send(EXECUTE).block(LIMIT);
		connection.send(EXECUTE).block(LIMIT);
		assertThat(refreshes()).isEqualTo(1);
		assertThat(wire.agentRequests()).hasSize(2);
		LoggedRequest refresh = wire.controlRequests().get(0);
		assertThat(refresh.getHeader("X-API-Key")).isEqualTo(HopxWire.API_KEY);
		assertThat(refresh.getBody()).isEmpty();
	}

	@Test
	void renewsARefusedTokenOnceAndRunsTheCodeOnce() {
		acceptOnly("second");
		refreshAnswers(token("second", NOW.plus(Duration.ofDays(1))));
		SandboxConnection connection = connection("first", NOW.plus(Duration.ofDays(1)));
		connection.send(EXECUTE).block(LIMIT);
		assertThat(tokensShown()).containsExactly("Bearer first", "Bearer second");
		connection.send(EXECUTE).block(LIMIT);
		assertThat(tokensShown()).containsExactly("Bearer first", "Bearer second", "Bearer second");
		assertThat(refreshes()).isEqualTo(1);
	}

	@Test
	void givesUpWhereTheNewTokenIsRefusedToo() {
		acceptOnly("none");
		refreshAnswers(token("second", NOW.plus(Duration.ofDays(1))));
		StepVerifier.create(connection("first", null).send(EXECUTE))
			.expectError(HopxAuthenticationException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(2);
		assertThat(refreshes()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 405, 501 })
	void reportsTheRefusalWhereThereIsNoCallForANewToken(int status) {
		acceptOnly("none");
		refreshAnswers(aResponse().withStatus(status));
		StepVerifier.create(connection("first", null).send(EXECUTE))
			.expectError(HopxAuthenticationException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void saysThatTheSandboxIsGoneWhereThatIsWhyTheTokenWasRefused() {
		acceptOnly("none");
		refreshAnswers(aResponse().withStatus(404).withBody("{\"error\":\"x\",\"code\":\"SANDBOX_NOT_FOUND\"}"));
		StepVerifier.create(connection("first", null).send(EXECUTE))
			.expectError(SandboxNotFoundException.class)
			.verify(LIMIT);
	}

	@Test
	void neverSendsAgainBecauseTheRefreshFailed() {
		acceptOnly("none");
		refreshAnswers(aResponse().withStatus(503));
		StepVerifier.create(connection("first", null).send(HopxRequest.to(Endpoint.AGENT_HEALTH).build()))
			.expectError(HopxServerException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
		// Its own three attempts, not three times three
		assertThat(refreshes()).isEqualTo(3);
	}

	@Test
	void asksOnceForAllCallsThatAreRefusedTogether() {
		acceptOnly("second");
		refreshAnswers(okJson(json("second", NOW.plus(Duration.ofDays(1)))).withFixedDelay(300));
		SandboxConnection connection = connection("first", null);
		StepVerifier.create(Flux.range(0, 12).flatMap((i) -> connection.send(EXECUTE), 12).then())
			.expectComplete()
			.verify(LIMIT);
		assertThat(refreshes()).isEqualTo(1);
		assertThat(tokensShown()).filteredOn("Bearer second"::equals).hasSize(12);
	}

	@Test
	void goesOnForTheOthersWhereTheFirstToAskGivesUp() {
		acceptOnly("second");
		refreshAnswers(okJson(json("second", NOW.plus(Duration.ofDays(1)))).withFixedDelay(400));
		SandboxConnection connection = connection(null, null);
		Disposable first = connection.send(EXECUTE).subscribe();
		Awaitility.await().until(() -> refreshes() == 1);
		first.dispose();
		StepVerifier.create(connection.send(EXECUTE)).expectComplete().verify(LIMIT);
		assertThat(refreshes()).isEqualTo(1);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "PT10H,PT8H59M,0", "PT10H,PT9H1M,1", "PT24H,PT22H59M,0", "PT24H,PT23H1M,1", "PT10M,PT8M59S,0",
			"PT10M,PT9M1S,1", "PT10M,PT20M,1" })
	void renewsATenthOfItsLifeBeforeItsEndButNoMoreThanAnHour(Duration life, Duration age, int refreshes) {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		refreshAnswers(token("second", NOW.plus(Duration.ofDays(9))));
		SandboxConnection connection = connection("first", NOW.plus(life));
		this.now.set(NOW.plus(age));
		connection.send(EXECUTE).block(LIMIT);
		assertThat(refreshes()).isEqualTo(refreshes);
		assertThat(tokensShown()).containsExactly((refreshes > 0) ? "Bearer second" : "Bearer first");
	}

	@Test
	void goesOnWithATokenThatIsStillGoodWhereItsRenewalFails() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		refreshAnswers(aResponse().withStatus(500));
		SandboxConnection connection = connection("first", NOW.plus(Duration.ofHours(10)));
		this.now.set(NOW.plus(Duration.ofMinutes(599)));
		connection.send(EXECUTE).block(LIMIT);
		int refreshes = refreshes();
		connection.send(EXECUTE).block(LIMIT);
		assertThat(tokensShown()).containsExactly("Bearer first", "Bearer first");
		assertThat(refreshes()).as("left alone for a while").isEqualTo(refreshes);
		this.now.set(NOW.plus(Duration.ofHours(11)));
		StepVerifier.create(connection.send(EXECUTE)).expectError(HopxServerException.class).verify(LIMIT);
	}

	@Test
	void trustsATokenMoreThanAClockThatCallsItOver() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		SandboxConnection connection = connection("first", NOW.minus(Duration.ofHours(3)));
		connection.send(EXECUTE).block(LIMIT);
		connection.send(EXECUTE).block(LIMIT);
		assertThat(wire.controlRequests()).isEmpty();
		assertThat(wire.agentRequests()).hasSize(2);
	}

	@Test
	void renewsOnDemand() {
		acceptOnly("second");
		refreshAnswers(token("second", NOW.plus(Duration.ofDays(1))));
		SandboxConnection connection = connection("first", NOW.plus(Duration.ofDays(1)));
		connection.refreshToken().block(LIMIT);
		connection.send(EXECUTE).block(LIMIT);
		assertThat(tokensShown()).containsExactly("Bearer second");
	}

	@Test
	void renewsARefusedTokenOnceACallHoweverOftenItIsSent() {
		List<Integer> statuses = List.of(401, 503, 401, 200);
		for (int i = 0; i < statuses.size(); i++) {
			wire.agent()
				.stubFor(any(anyUrl()).inScenario("calls")
					.whenScenarioStateIs((i > 0) ? "call " + i : Scenario.STARTED)
					.willSetStateTo("call " + (i + 1))
					.willReturn(aResponse().withStatus(statuses.get(i))));
		}
		refreshAnswers(token("second", NOW.plus(Duration.ofDays(1))));
		StepVerifier.create(connection("first", null).send(HopxRequest.to(Endpoint.AGENT_HEALTH).build()))
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(HopxAuthenticationException.class,
							(ex) -> assertThat(ex.getSandboxId()).isEqualTo(HopxWire.SANDBOX_ID)))
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(3);
		assertThat(refreshes()).isEqualTo(1);
	}

	@Test
	void renewsEachTimeThatItIsTime() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		SandboxConnection connection = connection("first", NOW.plus(Duration.ofHours(10)));
		this.now.set(NOW.plus(Duration.ofHours(10)));
		refreshAnswers(token("second", NOW.plus(Duration.ofHours(20))));
		connection.send(EXECUTE).block(LIMIT);
		this.now.set(NOW.plus(Duration.ofHours(20)));
		refreshAnswers(token("third", NOW.plus(Duration.ofHours(30))));
		connection.send(EXECUTE).block(LIMIT);
		assertThat(tokensShown()).containsExactly("Bearer second", "Bearer third");
	}

	@Test
	void asksAgainWhereItHasBeenToldThatThereIsNone() {
		acceptOnly("second");
		refreshAnswers(aResponse().withStatus(400));
		SandboxConnection connection = connection(null, null);
		StepVerifier.create(connection.send(EXECUTE)).expectError(HopxValidationException.class).verify(LIMIT);
		refreshAnswers(token("second", NOW.plus(Duration.ofDays(1))));
		connection.send(EXECUTE).block(LIMIT);
		assertThat(refreshes()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 405, 501 })
	void keepsItsTokenWhereThereIsNoCallForANewOneButNeedsOneToKeep(int status) {
		refreshAnswers(aResponse().withStatus(status));
		connection("first", null).refreshToken().block(LIMIT);
		assertThat(refreshes()).isEqualTo(1);
		StepVerifier.create(connection(null, null).refreshToken())
			.expectError(HopxAuthenticationException.class)
			.verify(LIMIT);
	}

	@Test
	void showsTheTokenThatAnotherCallHasGotMeanwhile() {
		refreshAnswers(token("third", NOW.plus(Duration.ofDays(1))));
		SandboxCredentials credentials = new SandboxCredentials(
				wire.sandbox("{\"id\": \"s1\", \"auth_token\": \"first\"}"), false, wire.client().build(),
				DataPlaneAccess.of(DataPlaneAuth.TOKEN, new ApiKey(() -> HopxWire.API_KEY)), this.clock);
		Credentials first = credentials.current().block(LIMIT);
		credentials.accept(new AgentToken("second", null));
		Credentials second = credentials.renewed(first).block(LIMIT);
		assertThat(second.isSameAs(Credentials.bearer("second"))).isTrue();
		assertThat(refreshes()).isZero();
	}

	@Test
	void movesWithItsSandbox() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		SandboxConnection connection = wire.client().build().connection(wire.sandbox("""
				{"id": "s1", "public_host": "http://127.0.0.1:1", "auth_token": "first"}"""), true);
		connection.update(wire.sandbox("{\"id\": \"s1\", \"public_host\": \"" + wire.agentUrl() + "/\"}"));
		connection.update(wire.sandbox("{\"id\": \"s1\"}"));
		assertThat(connection.origin().block(LIMIT)).isEqualTo(wire.agentUrl());
		connection.send(EXECUTE).block(LIMIT);
		connection.update(wire.sandbox("{\"id\": \"s1\", \"auth_token\": \"other\"}"));
		connection.send(EXECUTE).block(LIMIT);
		assertThat(tokensShown()).containsExactly("Bearer first", "Bearer other");
	}

	@Test
	void refusesATokenThatCouldEndItsHeader() {
		refreshAnswers(okJson("{\"auth_token\": \"hunter2\\r\\nX-Evil: 1\"}"));
		StepVerifier.create(connection(null, null).send(EXECUTE))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(UnexpectedResponseException.class)
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hunter2")))
			.verify(LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
	}

	private SandboxConnection connection(String token, Instant expiresAt) {
		String json = (token == null)
				? "{\"id\": \"%s\", \"public_host\": \"%s\"}".formatted(HopxWire.SANDBOX_ID, wire.agentUrl())
				: "{\"id\": \"%s\", \"public_host\": \"%s\", \"auth_token\": \"%s\", \"token_expires_at\": %s}"
					.formatted(HopxWire.SANDBOX_ID, wire.agentUrl(), token,
							(expiresAt != null) ? "\"" + expiresAt + "\"" : "null");
		return wire.client().clock(this.clock).build().connection(wire.sandbox(json), false);
	}

	private static void acceptOnly(String token) {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
		wire.agent()
			.stubFor(any(anyUrl()).withHeader("Authorization", equalTo("Bearer " + token)).willReturn(okJson("{}")));
	}

	private static void refreshAnswers(ResponseDefinitionBuilder answer) {
		wire.control().stubFor(post(urlEqualTo(REFRESH)).willReturn(answer));
	}

	private static ResponseDefinitionBuilder token(String token, Instant expiresAt) {
		return okJson(json(token, expiresAt));
	}

	private static String json(String token, Instant expiresAt) {
		return "{\"auth_token\": \"%s\", \"token_expires_at\": \"%s\"}".formatted(token, expiresAt);
	}

	private static int refreshes() {
		return wire.controlRequests().size();
	}

	private static List<String> tokensShown() {
		return wire.agentRequests().stream().map((request) -> request.getHeader("Authorization")).toList();
	}

}
