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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.PrematureCloseException;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBufferUtils;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is sent again, and above all what is not.
 */
class ReplayTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@EnumSource(names = { "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK",
			"RANDOM_DATA_THEN_CLOSE" })
	void neverRunsCodeTwiceAfterAFault(Fault fault) {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));
		StepVerifier.create(execute()).expectErrorSatisfies((failure) -> {
			assertThat(failure).isInstanceOf(HopxException.class);
			if (failure instanceof HopxTransportException transport) {
				assertThat(transport.isUnsent()).isFalse();
				assertThat(transport).hasMessageContaining("may have received it");
			}
		}).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void neverRunsCodeTwiceAfterAServerError(int status) {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
		StepVerifier.create(execute()).expectError(HopxServerException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void neverRunsCodeTwiceAfterATimeout() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(3000)));
		HopxRequest request = HopxRequest.to(Endpoint.EXECUTE).json("{}").timeout(Duration.ofMillis(150)).build();
		StepVerifier.create(wire.connection().send(request)).expectError(HopxTimeoutException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void neverCreatesASandboxTwice() {
		wire.control().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
		StepVerifier.create(wire.client().build().send(HopxRequest.to(Endpoint.CREATE_SANDBOX).json("{}").build()))
			.expectError(HopxServerException.class)
			.verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(1);
	}

	@Test
	void neverRunsCodeTwiceWhereAPooledConnectionHasGoneStale() throws IOException {
		// The connection is fine for one request and dies with the next one
		try (RawServer server = RawServer.start((connection) -> {
			if (connection.readRequest() != null) {
				connection.reply(200, "{\"status\":\"ok\"}");
			}
			if (connection.readRequest() != null) {
				connection.reset();
			}
		})) {
			SandboxConnection sandbox = connectionTo(server);
			sandbox.send(HopxRequest.to(Endpoint.AGENT_HEALTH).build()).block(LIMIT);
			StepVerifier.create(sandbox.send(HopxRequest.to(Endpoint.EXECUTE).json("{}").build()))
				.expectErrorSatisfies((failure) -> assertThat(failure)
					.isInstanceOfSatisfying(HopxTransportException.class, (ex) -> assertThat(ex.isUnsent()).isFalse()))
				.verify(LIMIT);
			assertThat(server.connections()).isEqualTo(1);
			assertThat(server.requests()).filteredOn((head) -> head.startsWith("POST")).hasSize(1);
		}
	}

	@Test
	void neverRunsCodeTwiceWhereAPooledConnectionIsClosedWithoutAWord() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.reply(200, "{\"status\":\"ok\"}");
			connection.readRequest();
			// Returning closes in good order: "prematurely closed before response"
		})) {
			SandboxConnection sandbox = connectionTo(server);
			sandbox.send(HopxRequest.to(Endpoint.AGENT_HEALTH).build()).block(LIMIT);
			StepVerifier.create(sandbox.send(HopxRequest.to(Endpoint.EXECUTE).json("{}").build()))
				.expectErrorSatisfies((failure) -> {
					assertThat(failure).isInstanceOfSatisfying(HopxTransportException.class,
							(ex) -> assertThat(ex.isUnsent()).isFalse());
					// Its name says "before", but the request was read
					assertThat(failure).hasCauseInstanceOf(PrematureCloseException.class);
				})
				.verify(LIMIT);
			assertThat(server.connections()).isEqualTo(1);
			assertThat(server.requests()).filteredOn((head) -> head.startsWith("POST")).hasSize(1);
		}
	}

	static Stream<Arguments> passing() {
		return Stream.of(500, 502, 503, 504)
			.map((status) -> Arguments.of("status " + status, aResponse().withStatus(status)))
			.flatMap(Stream::of);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("passing")
	void asksAgainAfterAServerErrorWhereTwiceIsTheSameAsOnce(String name, ResponseDefinitionBuilder failure) {
		failTwiceThenAnswer(failure);
		StepVerifier.create(health()).expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource(names = { "CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE" })
	void asksAgainAfterAResetWhereTwiceIsTheSameAsOnce(Fault fault) {
		failTwiceThenAnswer(aResponse().withFault(fault));
		StepVerifier.create(health()).expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(3);
	}

	@Test
	void asksAgainAfterATimeoutWhereTwiceIsTheSameAsOnce() {
		failTwiceThenAnswer(okJson("{}").withFixedDelay(1500));
		HopxRequest request = HopxRequest.to(Endpoint.AGENT_HEALTH).timeout(Duration.ofMillis(200)).build();
		StepVerifier.create(wire.connection().retrieve(request, JsonNode.class))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(3);
	}

	@Test
	void givesUpAfterTheLastAttempt() {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
		StepVerifier.create(health()).expectError(HopxServerException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404, 409, 410, 501 })
	void doesNotAskAgainWhereTheAnswerWillBeTheSame(int status) {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
		StepVerifier.create(health()).expectError(HopxException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void takesNotFoundForDoneWhereAnEarlierDeleteMayHaveWorked() {
		wire.control()
			.stubFor(any(anyUrl()).inScenario("delete")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
				.willSetStateTo("gone"));
		wire.control()
			.stubFor(any(anyUrl()).inScenario("delete")
				.whenScenarioStateIs("gone")
				.willReturn(
						aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"RESOURCE_NOT_FOUND\"}")));
		StepVerifier.create(wire.client().build().send(delete())).expectComplete().verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@Test
	void reportsNotFoundWhereTheFirstDeleteWasRefusedBeforeWork() {
		wire.control()
			.stubFor(any(anyUrl()).inScenario("delete")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(aResponse().withStatus(429).withHeader("Retry-After", "0"))
				.willSetStateTo("gone"));
		wire.control()
			.stubFor(any(anyUrl()).inScenario("delete")
				.whenScenarioStateIs("gone")
				.willReturn(
						aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"RESOURCE_NOT_FOUND\"}")));
		StepVerifier.create(wire.client().build().send(delete()))
			.expectError(SandboxNotFoundException.class)
			.verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@Test
	void sendsOneRequestForOneCall() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{\"stdout\":\"\"}")));
		execute().block(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void sendsNothingBeforeItIsAskedTo() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		Mono<JsonNode> call = health();
		assertThat(wire.agentRequests()).isEmpty();
		call.block(LIMIT);
		call.block(LIMIT);
		assertThat(wire.agentRequests()).hasSize(2);
	}

	private static void failTwiceThenAnswer(ResponseDefinitionBuilder failure) {
		wire.agent()
			.stubFor(any(anyUrl()).inScenario("retry")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(failure)
				.willSetStateTo("second"));
		wire.agent()
			.stubFor(any(anyUrl()).inScenario("retry")
				.whenScenarioStateIs("second")
				.willReturn(failure)
				.willSetStateTo("third"));
		wire.agent().stubFor(any(anyUrl()).inScenario("retry").whenScenarioStateIs("third").willReturn(okJson("{}")));
	}

	private static Mono<JsonNode> execute() {
		return wire.connection().retrieve(HopxRequest.to(Endpoint.EXECUTE).json("{}").build(), JsonNode.class);
	}

	private static Mono<JsonNode> health() {
		return wire.connection().retrieve(HopxRequest.to(Endpoint.AGENT_HEALTH).build(), JsonNode.class);
	}

	@Test
	void sendsOnceWhatItsCallerSendsAgainByItself() {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
		HopxRequest health = HopxRequest.to(Endpoint.AGENT_HEALTH).build();
		StepVerifier.create(SentOnce.of(wire.connection().send(health)))
			.expectError(HopxServerException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void doesNotStartOverWhatHasArrivedInPart() throws IOException {
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nhello");
			arrived.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
			connection.reset();
		})) {
			StepVerifier
				.create(connectionTo(server).stream(HopxRequest.to(Endpoint.DOWNLOAD_FILE).build()).map((piece) -> {
					String text = piece.toString(StandardCharsets.UTF_8);
					DataBufferUtils.release(piece);
					arrived.complete(null);
					return text;
				}))
				.expectNext("hello")
				.expectError(HopxTransportException.class)
				.verify(LIMIT);
			assertThat(server.requests()).hasSize(1);
		}
	}

	private static HopxRequest delete() {
		return HopxRequest.to(Endpoint.DELETE_SANDBOX).variable("id", HopxWire.SANDBOX_ID).build();
	}

	private static SandboxConnection connectionTo(RawServer server) {
		return wire.client()
			.clientConnector(wire.onlyConnector())
			.build()
			.connection(wire.sandbox("""
					{"id": "raw", "public_host": "%s", "auth_token": "%s"}""".formatted(server.url(), HopxWire.TOKEN)),
					true);
	}

}
