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

package ai.hopx.embedded;

import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import ai.hopx.embedded.Http.Reply;
import ai.hopx.embedded.TestSocket.Frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * How streams are refused, and how they end other than by the end of what they show.
 */
class AgentStreamEndTests {

	private static final String[] PATHS = { "/execute/stream", "/stream", "/stream/ipython", "/commands/stream" };

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	@Test
	void requestWithoutUpgradeIsToldToAskForOne() {
		for (String path : PATHS) {
			Reply reply = this.sandbox.agent().get(path);
			assertThat(reply.status()).isEqualTo(400);
			assertThat(reply.header("Upgrade")).isEqualTo("websocket");
			assertThat(reply.text("code")).isEqualTo("UPGRADE_REQUIRED");
			assertThat(reply.text("error")).contains(path, "WebSocket");
			assertThat(this.sandbox.agent().post(path, Map.of("code", "1")).status()).isEqualTo(405);
		}
	}

	@Test
	void handshakeNeedsTheToken() {
		for (String path : PATHS) {
			WebSocketHandshakeException refusal = refusal(this.sandbox, path, "no-token");
			assertThat(refusal.getResponse().statusCode()).isEqualTo(401);
			assertThat(refusal.getResponse().headers().firstValue("Content-Type")).hasValue("application/json");
		}
	}

	@ParameterizedTest
	@CsvSource({ "pause,503", "stop,503" })
	void handshakeNeedsASandboxThatRuns(String action, int status) {
		this.sandbox.control().post(this.sandbox.path() + "/" + action);
		assertThat(handshake(this.sandbox, "/execute/stream")).isEqualTo(status);
	}

	private static int handshake(TestSandbox sandbox, String path) {
		return refusal(sandbox, path, sandbox.created().text("auth_token")).getResponse().statusCode();
	}

	private static WebSocketHandshakeException refusal(TestSandbox sandbox, String path, String token) {
		CompletionException refusal = catchThrowableOfType(CompletionException.class,
				() -> TestSocket.open(sandbox, path, token));
		assertThat(refusal).hasCauseInstanceOf(WebSocketHandshakeException.class);
		return (WebSocketHandshakeException) refusal.getCause();
	}

	@Test
	void streamsAreBounded() {
		List<TestSocket> open = new ArrayList<>();
		try {
			for (int i = 0; i < 64; i++) {
				open.add(TestSocket.open(this.sandbox, "/execute/stream"));
			}
			// Each is counted a moment after its handshake
			await().untilAsserted(() -> assertThat(activeStreams()).isEqualTo(64));
			assertThat(handshake(this.sandbox, "/execute/stream")).isEqualTo(429);
			open.remove(0).close();
			await().untilAsserted(() -> assertThat(activeStreams()).isEqualTo(63));
			open.add(TestSocket.open(this.sandbox, "/execute/stream"));
		}
		finally {
			open.forEach(TestSocket::close);
		}
		await().untilAsserted(() -> assertThat(activeStreams()).isZero());
	}

	private int activeStreams() {
		return this.sandbox.agent().get("/health").json().path("active_streams").intValue();
	}

	@ParameterizedTest
	@CsvSource({ "python,true", "python,false", "bash,true", "bash,false" })
	void runEndsWithItsClient(String language, boolean politely) {
		try (TestSocket socket = TestSocket.open(this.sandbox, "/execute/stream")) {
			String code = "python".equals(language) ? "import os\nprint('on')\nos.system('sleep 77')"
					: "echo on; sleep 77 & sleep 77";
			socket.send(Map.of("language", language, "code", code));
			assertThat(socket.next().path("data").stringValue()).isEqualTo("on\n");
			assertThat(sleepers()).isNotEmpty();
			if (politely) {
				socket.close();
			}
			else {
				socket.abort();
			}
			await().untilAsserted(() -> assertThat(sleepers()).isEmpty());
		}
		await().untilAsserted(() -> assertThat(activeStreams()).isZero());
	}

	private List<String> sleepers() {
		Reply reply = this.sandbox.run("bash", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '");
		return reply.text("stdout").contains("sleep 77") ? List.of(reply.text("stdout")) : List.of();
	}

	@ParameterizedTest
	@ValueSource(strings = { "pause", "stop", "kill" })
	void runEndsWithItsSandbox(String action) {
		this.sandbox.run("python", "x = 5");
		try (TestSocket socket = TestSocket.open(this.sandbox, "/execute/stream")) {
			socket.send(Map.of("code", "import time\nprint('on')\ntime.sleep(77)"));
			assertThat(socket.next().path("data").stringValue()).isEqualTo("on\n");
			if ("kill".equals(action)) {
				this.sandbox.close();
			}
			else {
				this.sandbox.control().post(this.sandbox.path() + "/" + action);
			}
			List<Frame> frames = socket.all();
			assertThat(TestSocket.types(frames)).containsExactly("error", "complete");
			assertThat(frames.get(0).json().path("code").stringValue()).isEqualTo(switch (action) {
				case "pause" -> "SERVICE_UNAVAILABLE";
				case "stop" -> "SANDBOX_STOPPED";
				default -> "SANDBOX_NOT_FOUND";
			});
			assertThat(frames.get(1).json().path("success").booleanValue()).isFalse();
			assertThat(socket.awaitClose()).isEqualTo(1000);
		}
	}

	@Test
	void pauseThatEndsARunCostsNoVariables() {
		this.sandbox.run("python", "x = 5");
		try (TestSocket socket = TestSocket.open(this.sandbox, "/execute/stream")) {
			socket.send(Map.of("code", "import time\nprint('on')\ntime.sleep(77)"));
			socket.next();
			this.sandbox.control().post(this.sandbox.path() + "/pause");
			socket.awaitClose();
		}
		// Longer than an interpreter may take to stop when it is interrupted
		await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
		assertThat(this.sandbox.control().post(this.sandbox.path() + "/resume").text("status")).isEqualTo("running");
		assertThat(this.sandbox.run("python", "x").text("result")).isEqualTo("5");
	}

	@Test
	void frameThatIsTooLongEndsTheConnection() {
		EmbeddedHopx hopx = EmbeddedHopx
			.create(EmbeddedHopxSettings.builder().maxRequestBodySize(DataSize.ofKilobytes(100)).build());
		hopx.start();
		try (TestSandbox other = TestSandbox.create(hopx);
				TestSocket socket = TestSocket.open(other, "/execute/stream")) {
			socket.sendInVain("{\"code\":\"" + "#".repeat(200_000));
			assertThat(socket.awaitClose()).isEqualTo(1009);
		}
		finally {
			hopx.stop();
		}
	}

}
