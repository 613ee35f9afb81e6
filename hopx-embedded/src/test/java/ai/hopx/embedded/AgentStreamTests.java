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

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.TestSocket.Frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

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

	@ParameterizedTest
	@CsvSource({ "/execute/stream,execute", "/stream,execute", "/stream,", "/execute/stream," })
	void takesTheBareFormToo(String path, @Nullable String type) {
		Map<String, Object> request = new HashMap<>(Map.of("code", "print(6*7)"));
		if (type != null) {
			request.put("type", type);
		}
		List<Frame> frames = stream(path, request);
		assertThat(TestSocket.text(frames, "stdout")).isEqualTo("42\n");
		assertThat(TestSocket.types(frames)).containsExactly("stdout", "result", "complete");
	}

	@Test
	void ipythonSharesTheInterpreterAndShowsRichOutput() {
		this.sandbox.run("python", "class Page:\n  def _repr_html_(self): return '<b>hi</b>'\n"
				+ "  def __repr__(self): return 'Page'\npage = Page()");
		List<Frame> frames = stream("/stream/ipython", Map.of("code", "display(page)\npage"));
		assertThat(TestSocket.types(frames)).containsExactly("display", "display", "result", "complete");
		JsonNode display = frames.get(0).json();
		assertThat(display.path("html").stringValue()).isEqualTo("<b>hi</b>");
		assertThat(display.path("rich_outputs").path(0).path("type").stringValue()).isEqualTo("text/html");
		assertThat(frames.get(2).json().path("result").stringValue()).isEqualTo("Page");
		assertThat(this.sandbox.run("python", "_").text("result")).isEqualTo("Page");
	}

	@Test
	void runsCommands() {
		this.sandbox.agent().post("/files/mkdir", Map.of("path", "/workspace/deep"));
		List<Frame> line = stream("/commands/stream", Map.of("type", "run", "command", "basename $PWD; echo $A",
				"working_dir", "/workspace/deep", "env", Map.of("A", "b")));
		assertThat(TestSocket.text(line, "stdout")).isEqualTo("deep\nb\n");
		List<Frame> program = stream("/commands/stream",
				Map.of("command", "printf", "args", List.of("%s|%s", "a b", "$HOME")));
		assertThat(TestSocket.text(program, "stdout")).isEqualTo("a b|$HOME");
		List<Frame> unknown = stream("/commands/stream", Map.of("command", "no-such-program", "args", List.of()));
		assertThat(TestSocket.text(unknown, "stderr")).contains("no-such-program");
		assertThat(end(unknown).path("exit_code").intValue()).isEqualTo(127);
	}

	@Test
	void failureOfTheCodeIsAResult() {
		List<Frame> frames = stream("/execute/stream", Map.of("code", "1/0"));
		assertThat(TestSocket.text(frames, "stderr")).contains("ZeroDivisionError");
		assertThat(TestSocket.types(frames)).containsOnlyOnce("result", "complete").endsWith("result", "complete");
		assertThat(end(frames).path("success").booleanValue()).isFalse();
		assertThat(end(frames).path("exit_code").intValue()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "python", "bash" })
	void timeoutIsAResult(String language) {
		String code = "python".equals(language) ? "import time\nprint('on')\ntime.sleep(60)" : "echo on; sleep 60";
		List<Frame> frames = stream("/execute/stream", Map.of("language", language, "code", code, "timeout", 1));
		assertThat(TestSocket.text(frames, "stdout")).isEqualTo("on\n");
		assertThat(TestSocket.text(frames, "stderr")).contains("Timed out after 1 s.");
		JsonNode result = frames.get(frames.size() - 2).json();
		assertThat(result.path("type").stringValue()).isEqualTo("result");
		assertThat(result.path("exit_code").intValue()).isEqualTo(124);
		assertThat(end(frames).path("success").booleanValue()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			/execute/stream  ~ {"code"                           ~ INVALID_JSON
			/execute/stream  ~ hello                             ~ INVALID_JSON
			/execute/stream  ~ [1]                               ~ INVALID_REQUEST
			/execute/stream  ~ {"language":"python"}             ~ MISSING_PARAMETER
			/execute/stream  ~ {"code":"1","language":"cobol"}   ~ INVALID_REQUEST
			/execute/stream  ~ {"code":"1","timeout":-1}         ~ INVALID_REQUEST
			/execute/stream  ~ {"code":"1","type":"input"}       ~ INVALID_REQUEST
			/execute/stream  ~ {"code":"1","workdir":"/workspace/nowhere"} ~ INVALID_PATH
			/stream/ipython  ~ {}                                ~ MISSING_PARAMETER
			/commands/stream ~ {"command":" "}                   ~ MISSING_PARAMETER
			""")
	void mistakeIsAnErrorAndTheEnd(String path, String frame, String code) {
		try (TestSocket socket = TestSocket.open(this.sandbox, path)) {
			List<Frame> frames = socket.send(frame).all();
			assertThat(TestSocket.types(frames)).containsExactly("error", "complete");
			assertThat(frames.get(0).json().path("code").stringValue()).isEqualTo(code);
			assertThat(frames.get(0).json().path("error").stringValue()).isNotBlank();
			assertThat(end(frames).path("success").booleanValue()).isFalse();
		}
	}

	@Test
	void languageThatThisMachineLacksIsAnErrorAndTheEnd() {
		List<String> languages = new ArrayList<>();
		this.sandbox.agent()
			.get("/health")
			.json()
			.path("features")
			.path("languages")
			.forEach((each) -> languages.add(each.stringValue()));
		assumeThat(languages).doesNotContain("go");
		List<Frame> frames = stream("/execute/stream", Map.of("code", "package main", "language", "go"));
		assertThat(TestSocket.types(frames)).containsExactly("error", "complete");
		assertThat(frames.get(0).json().path("code").stringValue()).isEqualTo("LANGUAGE_NOT_AVAILABLE");
	}

	@Test
	void blankFramesAndLaterFramesMeanNothing() {
		try (TestSocket socket = TestSocket.open(this.sandbox, "/execute/stream")) {
			socket.send("").send(" \n").send(Map.of("code", "print(1)")).send(Map.of("code", "print(2)")).send("{");
			List<Frame> frames = socket.all();
			assertThat(TestSocket.text(frames, "stdout")).isEqualTo("1\n");
			assertThat(socket.isQuiet()).isTrue();
		}
	}

	@Test
	void framesKeepTheirDistance() {
		List<Frame> frames = stream("/execute/stream", Map.of("code", "for i in range(2000): print(i, flush=True)"));
		assertThat(TestSocket.text(frames, "stdout").lines()).hasSize(2000).endsWith("1999");
		// Far fewer frames than lines: what is written meanwhile travels together
		assertThat(frames).hasSizeLessThan(200);
		List<Double> gaps = new ArrayList<>();
		for (int i = 1; i < frames.size(); i++) {
			gaps.add((frames.get(i).nanos() - frames.get(i - 1).nanos()) / 1e6);
		}
		// Measured where they arrive, where one may be late and the next one in time
		assertThat(gaps.stream().sorted().skip(gaps.size() / 4).findFirst().orElseThrow()).isGreaterThan(4);
	}

	@Test
	void clientThatDoesNotReadStopsTheProducer() {
		int size = 20 << 20;
		try (TestSocket socket = TestSocket.openUnread(this.sandbox, "/commands/stream")) {
			socket.send(Map.of("command",
					"for i in $(seq 200); do head -c 104857 /dev/zero | tr '\\0' x; echo $i > progress; done; head -c 120 /dev/zero | tr '\\0' x",
					"timeout", 100));
			List<String> seen = new ArrayList<>(List.of("-", ""));
			await().pollInterval(Duration.ofMillis(300)).atMost(TestSocket.PATIENCE).until(() -> {
				seen.add(this.sandbox.agent().get("/files/read?path=progress").text("content"));
				return !seen.get(seen.size() - 1).isEmpty()
						&& seen.get(seen.size() - 1).equals(seen.get(seen.size() - 2));
			});
			// The connection's own buffers hold some of it
			assertThat(Integer.parseInt(seen.get(seen.size() - 1).strip())).isBetween(1, 150);
			socket.read(Long.MAX_VALUE);
			List<Frame> frames = socket.all();
			assertThat(TestSocket.text(frames, "stdout")).hasSize(size);
			assertThat(end(frames).path("success").booleanValue()).isTrue();
		}
	}

	@Test
	void charactersStayWhole() {
		List<Frame> frames = stream("/execute/stream", Map.of("code", "print('ä€😀' * 100000)"));
		assertThat(TestSocket.text(frames, "stdout")).isEqualTo("ä€😀".repeat(100000) + "\n");
		List<Frame> slow = stream("/execute/stream", Map.of("language", "bash", "code",
				"printf '\\xe2'; sleep 0.1; printf '\\x82'; sleep 0.1; printf '\\xac\\xe2'"));
		assertThat(TestSocket.text(slow, "stdout")).isEqualTo("€\uFFFD");
	}

	@Test
	void clientClosesAndTheStreamIsGone() {
		try (TestSocket socket = TestSocket.open(this.sandbox, "/execute/stream")) {
			socket.send(Map.of("code", "1")).all();
			assertThat(this.sandbox.agent().get("/health").json().path("active_streams").intValue()).isOne();
			assertThat(socket.isClosed()).isFalse();
		}
		await().untilAsserted(
				() -> assertThat(this.sandbox.agent().get("/health").json().path("active_streams").intValue())
					.isZero());
		assertThat(
				this.sandbox.agent().get("/health").json().path("features").path("websocket_streaming").booleanValue())
			.isTrue();
	}

	private static JsonNode end(List<Frame> frames) {
		return frames.get(frames.size() - 1).json();
	}

}
