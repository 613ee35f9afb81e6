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

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code /terminal}.
 */
class AgentTerminalTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private TestSocket open() {
		return TestSocket.open(this.sandbox, "/terminal");
	}

	private static String awaitOutput(TestSocket socket, String text) {
		StringBuilder shown = new StringBuilder();
		while (shown.indexOf(text) < 0) {
			JsonNode frame = socket.next();
			assertThat(frame.path("type").stringValue()).isEqualTo("output");
			assertThat(frame.path("timestamp").isString()).isTrue();
			shown.append(frame.path("data").stringValue());
		}
		return shown.toString();
	}

	private static Map<String, Object> input(String data) {
		return Map.of("type", "input", "data", data);
	}

	@Test
	void typesAndShows() {
		this.sandbox.agent().patch("/env", Map.of("env_vars", Map.of("A", "b"), "merge", true));
		try (TestSocket socket = open()) {
			socket.send(input("stty size; basename $PWD; echo $TERM $A\n"));
			assertThat(awaitOutput(socket, "xterm-256color b\r\n")).contains("24 80\r\nworkspace\r\n");
			socket.send(Map.of("type", "resize", "cols", 132, "rows", 50)).send(input("stty size\n"));
			awaitOutput(socket, "50 132\r\n");
		}
	}

	@Test
	void exitHasBothNamesAndTheClientCloses() {
		try (TestSocket socket = open()) {
			socket.send(input("exit 7\n"));
			List<TestSocket.Frame> frames = socket.until("exit");
			JsonNode exit = frames.get(frames.size() - 1).json();
			assertThat(exit.path("code").intValue()).isEqualTo(7);
			assertThat(exit.path("exitCode").intValue()).isEqualTo(7);
			assertThat(socket.isClosed()).isFalse();
		}
	}

	@Test
	void showsItselfToAClientThatOnlyWaits() {
		try (TestSocket socket = open()) {
			awaitOutput(socket, "$ ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "echo $((6*7))\r", "echo $((6*7))\n" })
	void takesWhatIsNoJsonAsTyped(String line) {
		try (TestSocket socket = open()) {
			for (String key : line.split("")) {
				socket.send(key);
			}
			awaitOutput(socket, "42\r\n");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			{"type":"resize","cols":0,"rows":1}   ~ INVALID_REQUEST
			{"type":"resize","cols":80}           ~ MISSING_PARAMETER
			{"type":"resize","cols":"a","rows":1} ~ INVALID_REQUEST
			{"type":"input"}                      ~ MISSING_PARAMETER
			{"type":"dance"}                      ~ INVALID_REQUEST
			{}                                    ~ MISSING_PARAMETER
			""")
	void mistakeIsAnErrorAndTheTerminalGoesOn(String frame, String code) {
		try (TestSocket socket = open()) {
			socket.send(frame);
			List<TestSocket.Frame> frames = socket.until("error");
			assertThat(frames.get(frames.size() - 1).json().path("code").stringValue()).isEqualTo(code);
			socket.send(input("echo $((6*7))\n"));
			awaitOutput(socket, "42\r\n");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void processesEndWithTheSocket(boolean politely) {
		try (TestSocket socket = open()) {
			socket.send(input("sleep 77 & echo begun; trap '' HUP; sleep 77\n"));
			awaitOutput(socket, "begun\r\n");
			await().until(this::sleeps);
			if (politely) {
				socket.close();
			}
			else {
				socket.abort();
			}
			await().until(() -> !sleeps());
		}
	}

	@Test
	void processesEndWithASocketThatTypedMoreThanWasRead() {
		try (TestSocket socket = open()) {
			socket.send(input("stty raw -echo; echo begun; sleep 77\n"));
			// Not its echo: the program has to run before more is typed
			awaitOutput(socket, "begun\n");
			for (int i = 0; i < 20; i++) {
				socket.sendInVain(Http.JSON.writeValueAsString(input("x".repeat(10_000))));
			}
			await().until(this::sleeps);
			socket.abort();
			await().until(() -> !sleeps());
		}
	}

	private boolean sleeps() {
		Reply reply = this.sandbox.run("bash", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '");
		return reply.text("stdout").contains("sleep 77");
	}

	@Test
	void pauseStopsTheTerminalAndNoMore() {
		try (TestSocket socket = open()) {
			socket.send(input("x=5; echo begun\n"));
			awaitOutput(socket, "begun\r\n");
			this.sandbox.control().post(this.sandbox.path() + "/pause");
			socket.send(input("echo $((x + 1))!\n"));
			this.sandbox.control().post(this.sandbox.path() + "/resume");
			awaitOutput(socket, "6!\r\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "stop,SANDBOX_STOPPED", "kill,SANDBOX_NOT_FOUND" })
	void endsWithItsSandbox(String action, String code) {
		try (TestSocket socket = open()) {
			socket.send(input("echo begun\n"));
			awaitOutput(socket, "begun\r\n");
			if ("kill".equals(action)) {
				this.sandbox.close();
			}
			else {
				this.sandbox.control().post(this.sandbox.path() + "/" + action);
			}
			List<TestSocket.Frame> frames = socket.until("error");
			assertThat(frames.get(frames.size() - 1).json().path("code").stringValue()).isEqualTo(code);
			assertThat(socket.awaitClose()).isEqualTo(1000);
		}
	}

}
