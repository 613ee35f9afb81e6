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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code /files/watch}.
 */
class AgentWatchTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private TestSocket watch(String path) {
		TestSocket socket = TestSocket.open(this.sandbox, "/files/watch");
		JsonNode status = socket.send(Map.of("action", "watch", "path", path)).next();
		assertThat(status.path("type").stringValue()).isEqualTo("status");
		assertThat(status.path("status").stringValue()).isEqualTo("Watching " + path);
		assertThat(status.path("timestamp").isString()).isTrue();
		return socket;
	}

	private static void assertChange(JsonNode frame, String event, String path) {
		assertThat(frame.path("type").stringValue()).isEqualTo("change");
		assertThat(frame.path("event").stringValue()).isEqualTo(event);
		assertThat(frame.path("path").stringValue()).isEqualTo(path);
		assertThat(frame.path("timestamp").isString()).isTrue();
	}

	@Test
	void showsChanges() {
		try (TestSocket socket = watch("/workspace")) {
			this.sandbox.run("bash", "mkdir -p a/b; echo 1 > a/b/c");
			assertChange(socket.next(), "created", "/workspace/a");
			assertChange(socket.next(), "created", "/workspace/a/b");
			assertChange(socket.next(), "created", "/workspace/a/b/c");
			this.sandbox.run("bash", "mv a/b/c a/b/d");
			JsonNode renamed = socket.nextMatching((frame) -> !"modified".equals(frame.path("event").stringValue()));
			assertChange(renamed, "renamed", "/workspace/a/b/d");
			assertThat(renamed.path("old_path").stringValue()).isEqualTo("/workspace/a/b/c");
			this.sandbox.run("bash", "rm a/b/d");
			assertChange(socket.next(), "deleted", "/workspace/a/b/d");
		}
	}

	@Test
	void twoWatchTheSame() {
		try (TestSocket one = watch("/workspace")) {
			try (TestSocket two = watch("/workspace")) {
				this.sandbox.run("bash", "touch a");
				assertChange(one.next(), "created", "/workspace/a");
				assertChange(two.next(), "created", "/workspace/a");
			}
			await().until(() -> this.sandbox.agent().get("/health").json().path("active_streams").intValue() == 1);
			this.sandbox.run("bash", "touch b");
			assertChange(one.nextMatching((frame) -> frame.path("path").stringValue().endsWith("b")), "created",
					"/workspace/b");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			{"action":"watch","path":"/etc"}                ~ PATH_NOT_ALLOWED
			{"action":"watch","path":"/workspace/../etc"}   ~ PATH_NOT_ALLOWED
			{"action":"watch","path":"/workspace/nothing"}  ~ FILE_NOT_FOUND
			{"action":"watch"}                              ~ MISSING_PARAMETER
			{"action":"dance","path":"/workspace"}          ~ INVALID_REQUEST
			nonsense                                        ~ INVALID_JSON
			""")
	void mistakeIsAnError(String frame, String code) {
		try (TestSocket socket = TestSocket.open(this.sandbox, "/files/watch")) {
			JsonNode error = socket.send(frame).next();
			assertThat(error.path("type").stringValue()).isEqualTo("error");
			assertThat(error.path("code").stringValue()).isEqualTo(code);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stop", "kill" })
	void endsWithItsSandbox(String action) {
		try (TestSocket socket = watch("/workspace")) {
			if ("kill".equals(action)) {
				this.sandbox.close();
			}
			else {
				this.sandbox.control().post(this.sandbox.path() + "/" + action);
			}
			List<TestSocket.Frame> frames = socket.until("error");
			assertThat(frames.get(frames.size() - 1).json().path("code").stringValue())
				.isEqualTo("kill".equals(action) ? "SANDBOX_NOT_FOUND" : "SANDBOX_STOPPED");
			assertThat(socket.awaitClose()).isEqualTo(1000);
		}
	}

	@Test
	void oneThreadWatchesForAll() {
		try (TestSocket one = watch("/workspace"); TestSocket two = watch("/tmp")) {
			assertThat(watchers()).isOne();
			assertThat(one.isClosed() || two.isClosed()).isFalse();
		}
	}

	private static long watchers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("hopx-embedded-watch"))
			.count();
	}

}
