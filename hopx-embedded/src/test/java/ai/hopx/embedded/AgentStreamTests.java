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

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.TestSocket.Frame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs that show their output while they last.
 */
class AgentStreamTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private List<Frame> stream(String path, Map<String, ?> request) {
		try (TestSocket socket = TestSocket.open(this.sandbox, path)) {
			return socket.send(request).all();
		}
	}

	@Test
	void showsOutputThenTheResultThenThatItIsComplete() {
		List<Frame> frames = stream("/execute/stream", Map.of("type", "execute", "language", "python", "code",
				"import sys\nprint('out')\nsys.stdout.flush()\nprint('err', file=sys.stderr)"));
		assertThat(TestSocket.types(frames)).containsExactlyInAnyOrder("stdout", "stderr", "result", "complete")
			.endsWith("result", "complete");
		assertThat(TestSocket.text(frames, "stdout")).isEqualTo("out\n");
		assertThat(TestSocket.text(frames, "stderr")).isEqualTo("err\n");
		assertThat(frames).allSatisfy(
				(frame) -> assertThat(OffsetDateTime.parse(frame.json().path("timestamp").stringValue())).isNotNull());
		JsonNode result = frames.get(2).json();
		assertThat(result.path("exit_code").intValue()).isZero();
		assertThat(result.path("execution_time").doubleValue()).isPositive().isLessThan(20);
		JsonNode complete = frames.get(3).json();
		assertThat(complete.path("success").booleanValue()).isTrue();
		assertThat(complete.path("exit_code").intValue()).isZero();
	}

	@Test
	void showsOutputWhileTheRunLasts() {
		try (TestSocket socket = TestSocket.open(this.sandbox, "/execute/stream")) {
			socket.send(
					Map.of("language", "bash", "code", "echo ready; until [ -e go ]; do sleep 0.01; done; echo done"));
			assertThat(socket.next().path("data").stringValue()).isEqualTo("ready\n");
			this.sandbox.agent().post("/files/write", Map.of("path", "/workspace/go", "content", ""));
			assertThat(socket.next().path("data").stringValue()).isEqualTo("done\n");
			assertThat(TestSocket.types(socket.all())).containsExactly("result", "complete");
		}
	}

}
