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
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AgentExecutionTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	@Test
	void runsPython() {
		Reply reply = this.sandbox.run("python", "print(6*7)");
		assertThat(reply.status()).isEqualTo(200);
		JsonNode json = reply.json();
		assertThat(json.path("success").booleanValue()).isTrue();
		assertThat(json.path("stdout").stringValue()).isEqualTo("42\n");
		assertThat(json.path("stderr").stringValue()).isEmpty();
		assertThat(json.path("exit_code").intValue()).isZero();
		assertThat(json.path("execution_time").doubleValue()).isPositive().isLessThan(30);
		assertThat(json.path("language").stringValue()).isEqualTo("python");
		assertThat(json.path("timestamp").stringValue()).endsWith("Z");
		assertThat(json.path("rich_outputs").isArray()).isTrue();
	}

	@Test
	void runsPythonWhereNoLanguageIsNamed() {
		Reply reply = this.sandbox.agent().post("/execute", Map.of("code", "import sys; print(sys.version_info[0])"));
		assertThat(reply.text("stdout")).isEqualTo("3\n");
	}

	@Test
	void keepsPythonVariablesBetweenRuns() {
		this.sandbox.run("python", "answer = 42");
		assertThat(this.sandbox.run("python3", "answer").text("result")).isEqualTo("42");
	}

	@Test
	void failureOfTheCodeIsAnAnswer() {
		Reply reply = this.sandbox.run("python", "1/0");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().path("success").booleanValue()).isFalse();
		assertThat(reply.json().path("exit_code").intValue()).isEqualTo(1);
		assertThat(reply.text("stderr")).contains("ZeroDivisionError");
	}

	@ParameterizedTest
	@CsvSource({ "bash,echo $((6*7)),bash", "sh,echo $((6*7)),bash", "SHELL,echo $((6*7)),bash",
			"javascript,console.log(6*7),javascript", "node,console.log(6*7),javascript" })
	void runsOtherLanguagesThatThisMachineHas(String name, String code, String canonical) {
		assertRunsOrSaysWhy(this.sandbox.run(name, code), canonical, "42\n");
	}

	@Test
	void runsGoOrSaysThatThisMachineHasNone() {
		String code = "package main\nimport \"fmt\"\nfunc main() { fmt.Println(6*7) }";
		assertRunsOrSaysWhy(this.sandbox.run("go", code), "go", "42\n");
	}

	private void assertRunsOrSaysWhy(Reply reply, String language, String stdout) {
		if (languages().contains(language)) {
			assertThat(reply.text("stdout")).as(reply::toString).isEqualTo(stdout);
			assertThat(reply.text("language")).isEqualTo(language);
		}
		else {
			assertThat(reply.status()).isEqualTo(400);
			assertThat(reply.text("code")).isEqualTo("LANGUAGE_NOT_AVAILABLE");
			assertThat(reply.text("error")).isNotBlank();
		}
	}

	private List<String> languages() {
		JsonNode languages = this.sandbox.agent().get("/health").json().path("features").path("languages");
		return StreamSupport.stream(languages.spliterator(), false).map(JsonNode::stringValue).toList();
	}

	@Test
	void unknownLanguageIsRefusedWithTheKnownOnes() {
		Reply reply = this.sandbox.run("cobol", "DISPLAY 1");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("INVALID_REQUEST");
		assertThat(reply.text("error")).contains("cobol", "bash, go, javascript, python");
	}

	@Test
	void codeMustBeThere() {
		Reply reply = this.sandbox.agent().post("/execute", Map.of("language", "python"));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("MISSING_PARAMETER");
	}

	@ParameterizedTest
	@ValueSource(strings = { "python", "bash" })
	void timeoutIsAnAnswer(String language) {
		String code = "python".equals(language) ? "import time\nprint('on', flush=True)\ntime.sleep(60)"
				: "echo on; sleep 60";
		Reply reply = this.sandbox.agent().post("/execute", Map.of("language", language, "code", code, "timeout", 0.5));
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().path("success").booleanValue()).isFalse();
		assertThat(reply.json().path("exit_code").intValue()).isEqualTo(124);
		assertThat(reply.text("stdout")).isEqualTo("on\n");
		assertThat(reply.text("stderr")).isNotBlank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "\"5\"", "true" })
	void timeoutMustBeAPositiveNumber(String timeout) {
		Reply reply = this.sandbox.agent().post("/execute", "{\"code\":\"1\",\"timeout\":" + timeout + "}");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("error")).contains("timeout");
	}

	@Test
	void variablesOfTheRunWinOverGlobalOnes() {
		this.sandbox.agent().patch("/env", Map.of("env_vars", Map.of("A", "global", "B", "global"), "merge", true));
		Reply reply = this.sandbox.agent()
			.post("/execute",
					Map.of("code", "import os\nprint(os.environ['A'], os.environ['B'])", "env", Map.of("B", "run")));
		assertThat(reply.text("stdout")).isEqualTo("global run\n");
		Reply command = this.sandbox.agent()
			.post("/commands/run", Map.of("command", "echo $A $B", "env", Map.of("B", "run")));
		assertThat(command.text("stdout")).isEqualTo("global run\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "workdir", "working_dir" })
	void runsWhereItIsTold(String field) {
		this.sandbox.agent().post("/files/mkdir", Map.of("path", "/workspace/deep/down"));
		Reply reply = this.sandbox.agent()
			.post("/execute", Map.of("language", "bash", "code", "basename $PWD", field, "/workspace/deep/down"));
		assertThat(reply.text("stdout")).isEqualTo("down\n");
	}

	@Test
	void missingWorkdirIsNoMissingRoute() {
		Reply reply = this.sandbox.agent()
			.post("/execute", Map.of("language", "bash", "code", "pwd", "workdir", "/workspace/nowhere"));
		assertThat(reply.status()).as(reply::toString).isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/execute", "/execute/rich" })
	void richOutputHasBothForms(String path) {
		String code = "class Page:\n  def _repr_html_(self): return '<b>hi</b>'\n  def __repr__(self): return 'Page'\nPage()";
		JsonNode json = this.sandbox.agent().post(path, Map.of("code", code)).json();
		assertThat(json.path("result").stringValue()).isEqualTo("Page");
		assertThat(json.path("html").stringValue()).isEqualTo("<b>hi</b>");
		JsonNode output = json.path("rich_outputs").path(0);
		assertThat(output.path("type").stringValue()).isEqualTo("text/html");
		assertThat(output.path("format").stringValue()).isEqualTo("html");
		assertThat(output.path("data").stringValue()).isEqualTo("<b>hi</b>");
	}

	@Test
	void halfACharacterBreaksNothing() {
		String code = "class Half:\n  def _repr_html_(self): return 'a\\ud800b'\n  def __repr__(self): return 'Half'\nHalf()";
		Reply reply = this.sandbox.agent().post("/execute", Map.of("code", code));
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		assertThat(reply.text("html")).isEqualTo("a?b");
	}

	@Test
	void halfACharacterInAPathIsAnAnswer() {
		Reply reply = this.sandbox.agent().post("/files/write", "{\"path\":\"/workspace/a\\ud800b\",\"content\":\"\"}");
		assertThat(reply.status()).as(reply::toString).isLessThan(500);
		assertThat(reply.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void runsACommandLine() {
		JsonNode json = this.sandbox.agent()
			.post("/commands/run", Map.of("command", "echo out; echo err >&2; exit 3"))
			.json();
		assertThat(json.path("success").booleanValue()).isFalse();
		assertThat(json.path("stdout").stringValue()).isEqualTo("out\n");
		assertThat(json.path("stderr").stringValue()).isEqualTo("err\n");
		assertThat(json.path("exit_code").intValue()).isEqualTo(3);
		assertThat(json.path("command").stringValue()).isEqualTo("echo out; echo err >&2; exit 3");
		assertThat(json.path("pid").isIntegralNumber()).isTrue();
	}

	@Test
	void runsACommandWithArguments() {
		Reply reply = this.sandbox.agent()
			.post("/commands/run", Map.of("command", "printf", "args", List.of("%s|%s", "a b", "$HOME")));
		assertThat(reply.text("stdout")).isEqualTo("a b|$HOME");
	}

	@Test
	void unknownCommandIsAnAnswer() {
		Reply reply = this.sandbox.agent()
			.post("/commands/run", Map.of("command", "no-such-program", "args", List.of()));
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().path("exit_code").intValue()).isEqualTo(127);
		assertThat(reply.text("stderr")).contains("no-such-program");
	}

	@Test
	void commandMustBeThere() {
		assertThat(this.sandbox.agent().post("/commands/run", Map.of()).text("code")).isEqualTo("MISSING_PARAMETER");
		assertThat(this.sandbox.agent().post("/commands/run", "{\"command\":\"ls\",\"args\":[1]}").status())
			.isEqualTo(400);
	}

	@Test
	void variablesGivenAtCreationReachTheCode() {
		TestSandbox other = TestSandbox.create(server.hopx(), Map.of("env_vars", Map.of("GREETING", "hello")));
		assertThat(other.run("bash", "echo $GREETING").text("stdout")).isEqualTo("hello\n");
		assertThat(this.sandbox.run("bash", "echo $GREETING").text("stdout")).isEqualTo("\n");
	}

}
