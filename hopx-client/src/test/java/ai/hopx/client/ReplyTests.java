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
import java.time.Duration;

import ai.hopx.client.model.AgentToken;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.util.unit.DataSize;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers are checked, bounded, and read whatever they are labelled.
 */
class ReplyTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final HopxRequest EXECUTE = HopxRequest.to(Endpoint.EXECUTE).json("{}").build();

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "application/octet-stream", "text/html;charset=utf-8" })
	void readsJsonWhateverItIsLabelled(String contentType) {
		wire.agent()
			.stubFor(any(anyUrl())
				.willReturn(aResponse().withBody("{\"stdout\":\"\u00e4\"}").withHeader("Content-Type", contentType)));
		assertThat(execute().block(LIMIT).get("stdout").asString()).isEqualTo("\u00e4");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204 })
	void refusesAnEmptyAnswerWhereOneIsNeeded(int status) {
		wire.agent()
			.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("X-Request-ID", "req_1")));
		StepVerifier.create(execute())
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(UnexpectedResponseException.class, (ex) -> {
						assertThat(ex.getStatus()).isEqualTo(status);
						assertThat(ex.getRequestId()).isEqualTo("req_1");
						assertThat(ex.getBody()).isNull();
						assertThat(ex).hasMessageContaining("without a body");
					}))
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204 })
	void takesAnyAnswerWhereNoneIsNeeded(int status) {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
		StepVerifier.create(wire.connection().send(EXECUTE)).expectComplete().verify(LIMIT);
	}

	@Test
	void tellsAStubFromAnAnswer() {
		wire.control()
			.stubFor(any(anyUrl()).willReturn(okJson(
					"{\"agent\":\"vm\",\"status\":\"running\",\"message\":\"success\",\"vm_token\":\"hunter2\"}")));
		HopxRequest refresh = HopxRequest.to(Endpoint.REFRESH_TOKEN).variable("id", "s1").build();
		StepVerifier.create(wire.client().build().retrieve(refresh, AgentToken.class))
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(UnexpectedResponseException.class, (ex) -> {
						assertThat(ex).hasMessageContaining("without 'auth_token'");
						assertThat(ex.getSandboxId()).isEqualTo("s1");
						assertThat(ex.getBody()).isEqualTo(
								"{\"agent\":\"vm\",\"status\":\"running\",\"message\":\"success\",\"vm_token\":\"***\"}");
					}))
			.verify(LIMIT);
		// It will answer the same the next time
		assertThat(wire.controlRequests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<html>welcome</html>", "{\"stdout\":", "\u0000\u0001", "not json" })
	void refusesWhatIsNoJson(String body) {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withBody(body)));
		StepVerifier.create(execute()).expectError(UnexpectedResponseException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void refusesTheValueNull() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("null")));
		StepVerifier.create(wire.connection().retrieve(EXECUTE, AgentToken.class))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("without a value"))
			.verify(LIMIT);
	}

	@Test
	void showsNothingOfAnEnvironment() {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withBody("{\"SOME_NAME\":\"hunter2\"")));
		StepVerifier
			.create(wire.connection().retrieve(HopxRequest.to(Endpoint.GET_ENVIRONMENT).build(), JsonNode.class))
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(UnexpectedResponseException.class, (ex) -> {
						assertThat(ex.getBody()).isNull();
						assertThat(ex.getMessage()).doesNotContain("hunter2");
					}))
			.verify(LIMIT);
	}

	@Test
	void readsUpToTheLimitAndNamesItBeyond() {
		HopxClient client = wire.client().maxInMemorySize(DataSize.ofKilobytes(64)).build();
		SandboxConnection connection = client.connection(wire.sandbox(), true);
		String fits = "{\"stdout\":\"" + "x".repeat(64 * 1024 - 13) + "\"}";
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withBody(fits)));
		StepVerifier.create(connection.retrieve(EXECUTE, JsonNode.class))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withBody(fits + " ")));
		StepVerifier.create(connection.retrieve(EXECUTE, JsonNode.class))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("'hopx.http.max-in-memory-size'"))
			.verify(LIMIT);
	}

	@Test
	void holdsAPlot() {
		String plot = "{\"png\":\"" + "A".repeat(5_000_000) + "\"}";
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withBody(plot)));
		assertThat(execute().block(LIMIT).get("png").asString()).hasSize(5_000_000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "200", "500" })
	void readsNoAnswerWithoutAnEnd(String status) throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n");
			byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes();
			while (true) {
				connection.write(chunk);
			}
		})) {
			SandboxConnection connection = wire.client()
				.maxInMemorySize(DataSize.ofMegabytes(1))
				.build()
				.connection(
						wire.sandbox(
								"{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(server.url())),
						true);
			StepVerifier.create(connection.retrieve(EXECUTE, JsonNode.class))
				.expectError(HopxException.class)
				.verify(LIMIT);
			StepVerifier.create(connection.send(EXECUTE).onErrorComplete(HopxServerException.class))
				.expectComplete()
				.verify(LIMIT);
		}
	}

	@Test
	void callsAnAnswerThatBreaksOffAFailureOfTransport() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{\"stdout\":");
		})) {
			SandboxConnection connection = wire.client()
				.build()
				.connection(
						wire.sandbox(
								"{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(server.url())),
						true);
			StepVerifier.create(connection.retrieve(EXECUTE, JsonNode.class))
				.expectErrorSatisfies((failure) -> assertThat(failure)
					.isInstanceOfSatisfying(HopxTransportException.class, (ex) -> assertThat(ex.isUnsent()).isFalse()))
				.verify(LIMIT);
			assertThat(server.requests()).hasSize(1);
		}
	}

	private static Mono<JsonNode> execute() {
		return wire.connection().retrieve(EXECUTE, JsonNode.class);
	}

}
