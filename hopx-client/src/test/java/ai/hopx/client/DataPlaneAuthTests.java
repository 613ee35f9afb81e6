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

import java.time.Duration;

import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.LogLines;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * When a sandbox is shown the API key without the setting saying so: only where the
 * service shows that it has no tokens.
 */
class DataPlaneAuthTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final HopxRequest EXECUTE = HopxRequest.to(Endpoint.EXECUTE).json("{}").build();

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@ValueSource(ints = { 405, 501 })
	void showsTheKeyWhereThereIsNoCallForATokenAndSaysSoOnce(int status) {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(status));
		HopxClient client = wire.client().build();
		assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.AUTO);
		try (LogLines log = LogLines.of("ai.hopx.client")) {
			SandboxConnection created = client.connection(tokenless(), true);
			created.send(EXECUTE).block(LIMIT);
			created.send(EXECUTE).block(LIMIT);
			client.connection(tokenless(), true).send(EXECUTE).block(LIMIT);
			// Connected to, not created: the decision holds for it too
			client.connection(tokenless(), false).send(EXECUTE).block(LIMIT);
			assertThat(log.warnings()).singleElement().asString().contains("'hopx.data-plane.auth'");
		}
		assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.API_KEY);
		assertThat(wire.agentRequests()).hasSize(4)
			.allSatisfy((request) -> assertThat(request.getHeader("X-API-Key")).isEqualTo(HopxWire.API_KEY));
		assertThat(wire.controlRequests()).hasSize(1);
	}

	@Test
	void doesNotFallBackToTheKeyOnceAnotherSandboxWasGivenAToken() {
		DataPlaneAccess access = DataPlaneAccess.of(DataPlaneAuth.AUTO, new ApiKey(() -> HopxWire.API_KEY));
		access.tokenSeen();
		try (LogLines log = LogLines.of("ai.hopx.client.DataPlaneAccess")) {
			assertThat(access.fallBackToApiKey()).isFalse();
			assertThat(log.warnings()).isEmpty();
		}
		assertThat(access.showsApiKey(false)).isFalse();
		assertThat(access.inForce()).isEqualTo(DataPlaneAuth.TOKEN);
	}

	@Test
	void asksForNoTokenWhereASandboxRefusesTheKey() {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
		DataPlaneSettings defaults = DataPlaneSettings.defaults();
		HopxClient client = wire.client()
			.dataPlane(new DataPlaneSettings(defaults.urlTemplate(), defaults.allowedHosts(), DataPlaneAuth.API_KEY))
			.build();
		StepVerifier.create(client.connection(tokenless(), false).send(EXECUTE))
			.expectError(HopxAuthenticationException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void hasNoKeyWhereSandboxesAreShownTokensOnly() {
		DataPlaneAccess access = DataPlaneAccess.of(DataPlaneAuth.TOKEN, new ApiKey(() -> HopxWire.API_KEY));
		assertThatIllegalStateException().isThrownBy(access::apiKey).withMessageContaining("no API key");
	}

	@Test
	void showsTheKeyWhereTheCallIsNotFoundAndTheSandboxIs() {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(404));
		wire.control()
			.stubFor(get(urlEqualTo("/v1/sandboxes/" + HopxWire.SANDBOX_ID))
				.willReturn(okJson("{\"id\": \"" + HopxWire.SANDBOX_ID + "\"}")));
		HopxClient client = wire.client().build();
		client.connection(tokenless(), true).send(EXECUTE).block(LIMIT);
		assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.API_KEY);
	}

	@Test
	void doesNotWhereTheSandboxIsNotFoundEither() {
		agentAnswers();
		wire.control().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404).withBody("{\"error\":\"no\"}")));
		assertRefused(wire.client().build(), true, SandboxNotFoundException.class);
	}

	@Test
	void doesNotWhereAnotherSandboxIsFoundInItsPlace() {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(404));
		wire.control()
			.stubFor(get(urlEqualTo("/v1/sandboxes/" + HopxWire.SANDBOX_ID))
				.willReturn(okJson("{\"id\": \"other\", \"status\": \"running\"}")));
		assertRefused(wire.client().build(), true, HopxNotFoundException.class);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 409, 410, 500, 502, 503 })
	void doesNotWhereTheCallMerelyFailed(int status) {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(status));
		assertRefused(wire.client().build(), true, HopxException.class);
	}

	@Test
	void doesNotWhereTheAnswerHasNoTokenInIt() {
		agentAnswers();
		refreshAnswers(okJson("{\"status\":\"running\",\"message\":\"success\"}"));
		assertRefused(wire.client().build(), true, UnexpectedResponseException.class);
	}

	@Test
	void doesNotForASandboxThatItDidNotCreate() {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(405));
		assertRefused(wire.client().build(), false, HopxAuthenticationException.class);
	}

	@Test
	void doesNotOnceTheServiceHasGivenAToken() {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(405));
		HopxClient client = wire.client().build();
		client.connection(wire.sandbox(), true);
		assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.TOKEN);
		assertRefused(client, true, HopxAuthenticationException.class);
	}

	@Test
	void doesNotWhereTheSettingForbidsIt() {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(405));
		DataPlaneSettings defaults = DataPlaneSettings.defaults();
		HopxClient client = wire.client()
			.dataPlane(new DataPlaneSettings(defaults.urlTemplate(), defaults.allowedHosts(), DataPlaneAuth.TOKEN))
			.build();
		assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.TOKEN);
		assertRefused(client, true, HopxAuthenticationException.class);
	}

	@Test
	void decidesForTokensWhereTheServiceGivesThem() {
		agentAnswers();
		refreshAnswers(okJson("{\"auth_token\": \"tok\"}"));
		HopxClient client = wire.client().build();
		client.connection(tokenless(), true).send(EXECUTE).block(LIMIT);
		assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.TOKEN);
		assertThat(wire.agentRequests().get(0).getHeader("Authorization")).isEqualTo("Bearer tok");
	}

	@Test
	void prefersATokenToTheKeyEvenThen() {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(405));
		HopxClient client = wire.client().build();
		client.connection(tokenless(), true).send(EXECUTE).block(LIMIT);
		client.connection(wire.sandbox(), true).send(EXECUTE).block(LIMIT);
		assertThat(wire.agentRequests().get(1).getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
		assertThat(wire.agentRequests().get(1).containsHeader("X-API-Key")).isFalse();
	}

	@Test
	void hasNothingToRefreshWhereTheKeyIsShown() {
		agentAnswers();
		refreshAnswers(aResponse().withStatus(405));
		HopxClient client = wire.client().build();
		SandboxConnection connection = client.connection(tokenless(), true);
		connection.send(EXECUTE).block(LIMIT);
		StepVerifier.create(connection.refreshToken()).expectComplete().verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(1);
	}

	@Test
	void doesNotRenewAKeyThatIsRefused() {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
		refreshAnswers(aResponse().withStatus(405));
		StepVerifier.create(wire.client().build().connection(tokenless(), true).send(EXECUTE))
			.expectError(HopxAuthenticationException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	private static void assertRefused(HopxClient client, boolean justCreated, Class<? extends Throwable> type) {
		DataPlaneAuth before = client.dataPlaneAuth();
		StepVerifier.create(client.connection(tokenless(), justCreated).send(EXECUTE))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(type))
			.verify(LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
		assertThat(client.dataPlaneAuth()).isEqualTo(before);
	}

	private static SandboxInfo tokenless() {
		return wire.sandbox("{\"id\": \"%s\", \"status\": \"running\", \"public_host\": \"%s\"}"
			.formatted(HopxWire.SANDBOX_ID, wire.agentUrl()));
	}

	private static void agentAnswers() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
	}

	private static void refreshAnswers(ResponseDefinitionBuilder answer) {
		wire.control()
			.stubFor(post(urlEqualTo("/v1/sandboxes/" + HopxWire.SANDBOX_ID + "/token/refresh")).willReturn(answer));
	}

}
