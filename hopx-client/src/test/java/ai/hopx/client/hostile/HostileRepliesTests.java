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

package ai.hopx.client.hostile;

import java.io.IOException;
import java.time.Duration;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.model.AgentToken;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replies that no service should give, to every call: each ends in an exception of ours,
 * soon, and leaves no buffer behind.
 */
class HostileRepliesTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@EnumSource
	void endInAnExceptionOfOurs(Reply reply) throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			while (connection.readRequest() != null && reply.script.serve(connection)) {
				// The next request of a connection that is still good
			}
		})) {
			HopxClient client = wire.client()
				.baseUrl(server.url())
				.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
				.responseTimeout(Duration.ofSeconds(10))
				.maxInMemorySize(DataSize.ofKilobytes(256))
				.build();
			HopxExchange agent = client.connection(
					wire.sandbox("{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(server.url())),
					true);
			for (Endpoint endpoint : Endpoint.values()) {
				HopxExchange exchange = (endpoint.plane() == Endpoint.Plane.CONTROL) ? client : agent;
				StepVerifier.create(exchange.retrieve(request(endpoint), AgentToken.class))
					.expectErrorSatisfies((failure) -> assertThat(failure).as(endpoint.name())
						.isInstanceOf(HopxException.class)
						.message()
						.contains(endpoint.path())
						.hasSizeLessThan(10_000))
					.verify(LIMIT);
			}
			assertThat(server.requests()).hasSize(Endpoint.values().length);
		}
	}

	/**
	 * What is passed through as it comes must end too. A body that is no JSON is as good
	 * as any there.
	 */
	@ParameterizedTest
	@EnumSource(names = { "TRUNCATED", "HUGE_HEADER", "NO_HTTP" })
	void endStreamsInAnExceptionOfOurs(Reply reply) throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			reply.script.serve(connection);
		})) {
			HopxExchange agent = agent(server);
			StepVerifier.create(agent.stream(request(Endpoint.DOWNLOAD_FILE)).doOnNext(DataBufferUtils::release).then())
				.expectError(HopxException.class)
				.verify(LIMIT);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "ENDLESS", "TRUNCATED", "HUGE_HEADER", "NO_HTTP" })
	void doNotHoldUpWhoeverWantsNoReply(Reply reply) throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			reply.script.serve(connection);
		})) {
			StepVerifier.create(agent(server).send(request(Endpoint.PING_AGENT)).onErrorComplete(HopxException.class))
				.expectComplete()
				.verify(LIMIT);
		}
	}

	private static HopxExchange agent(RawServer server) {
		return wire.client()
			.baseUrl(server.url())
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
			.responseTimeout(Duration.ofSeconds(10))
			.build()
			.connection(
					wire.sandbox("{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(server.url())),
					true);
	}

	private static HopxRequest request(Endpoint endpoint) {
		return HopxRequest.to(endpoint).variable("id", "s1").variable("key", "A").variable("name", "a").build();
	}

	enum Reply {

		MALFORMED(json("{\"auth_token\":")),

		EMPTY(json("")),

		STUB(json("{\"agent\":\"vm\",\"status\":\"running\",\"message\":\"success\"}")),

		HTML(json("<html><body>Welcome</body></html>")),

		LABELLED_AS_TEXT((connection) -> {
			connection.write("HTTP/1.1 200 X\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nfine");
			return true;
		}),

		NOT_A_NUMBER(json("NaN")),

		DEEP(json("[".repeat(100_000))),

		DEEP_FIELD(json("{\"x\":" + "[".repeat(100_000))),

		LARGE(json("{\"x\":\"" + "x".repeat(300_000) + "\"}")),

		TRUNCATED((connection) -> {
			connection.write("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n{\"auth_token\":");
			return false;
		}),

		ENDLESS((connection) -> {
			connection.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
			while (true) {
				connection.write("4000\r\n" + "x".repeat(0x4000) + "\r\n");
			}
		}),

		HUGE_HEADER((connection) -> {
			connection.write("HTTP/1.1 200 X\r\nX-Large: " + "x".repeat(1_000_000) + "\r\n\r\n");
			return false;
		}),

		NO_HTTP((connection) -> {
			connection.write("220 mail.example ESMTP\r\n\r\n");
			return false;
		});

		private final Script script;

		Reply(Script script) {
			this.script = script;
		}

		private static Script json(String body) {
			return (connection) -> {
				connection.reply(200, body);
				return true;
			};
		}

	}

	/**
	 * Writes a reply and tells whether the connection goes on.
	 */
	@FunctionalInterface
	interface Script {

		boolean serve(RawServer.Connection connection) throws IOException;

	}

}
