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

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class IpythonTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private final Http agent = this.sandbox.agent();

	@Test
	void cellsAreAnsweredAsCodeIs() {
		JsonNode json = cell("print('out')\n6 * 7").json();
		assertThat(json.path("success").booleanValue()).isTrue();
		assertThat(json.path("stdout").stringValue()).isEqualTo("out\n");
		assertThat(json.path("stderr").stringValue()).isEmpty();
		assertThat(json.path("exit_code").intValue()).isZero();
		assertThat(json.path("execution_time").doubleValue()).isPositive();
		assertThat(json.path("language").stringValue()).isEqualTo("python");
		assertThat(json.path("timestamp").stringValue()).endsWith("Z");
		assertThat(json.path("result").stringValue()).isEqualTo("42");
		assertThat(json.path("execution_count").intValue()).isEqualTo(1);
		assertThat(json.path("rich_outputs").isArray()).isTrue();
	}

	@Test
	void cellsAreNumberedAndTheirResultsKept() {
		cell("6 * 7");
		assertThat(cell("_ + 1").text("result")).isEqualTo("43");
		assertThat(cell("(_, __, Out[1], In[1])").text("result")).isEqualTo("(43, 42, 42, '6 * 7')");
		Reply failed = cell("1 / 0");
		assertThat(failed.json().path("execution_count").intValue()).isEqualTo(4);
		assertThat(failed.text("stderr")).contains("ZeroDivisionError").doesNotContain("hopx_ipython", "kernel.py");
		assertThat(cell("None").json().path("execution_count").intValue()).isEqualTo(5);
	}

	@Test
	void variablesAreSharedWithCode() {
		this.sandbox.run("python", "shared = 'from code'");
		assertThat(cell("shared").text("result")).isEqualTo("'from code'");
		cell("back = 'from a cell'");
		assertThat(this.sandbox.run("python", "back").text("result")).isEqualTo("'from a cell'");
		assertThat(this.sandbox.run("python", "!ls").json().path("exit_code").intValue()).isEqualTo(1);
	}

	@Test
	void commandsRun() {
		cell("name = 'me'");
		assertThat(cell("!echo hello $name {1 + 1}; echo bad >&2").text("stdout")).isEqualTo("hello me 2\n");
		assertThat(cell("lines = !printf 'a\\nb\\n'\nlines").text("result")).isEqualTo("['a', 'b']");
		assertThat(cell("!exit 3").json().path("exit_code").intValue()).isZero();
		assertThat(cell("_exit_code").text("result")).isEqualTo("3");
		assertThat(cell("for i in range(2):\n    !echo $i").text("stdout")).isEqualTo("0\n1\n");
	}

	@Test
	void magicsDoWhatTheySay() {
		cell("!mkdir deep");
		assertThat(cell("%cd deep\n%pwd").text("result")).endsWith("/deep'");
		assertThat(cell("%cd -").text("stdout")).doesNotContain("deep");
		assertThat(cell("%env SOME=value").text("stdout")).isEqualTo("env: SOME=value\n");
		assertThat(cell("!echo $SOME").text("stdout")).isEqualTo("value\n");
		assertThat(cell("x = 1; %who").json().path("exit_code").intValue()).isEqualTo(1);
		assertThat(cell("first, second = 1, 2\n%who").text("stdout")).isEqualTo("first\tsecond\n");
		Reply timed = cell("%time 6 * 7");
		assertThat(timed.text("result")).isEqualTo("42");
		assertThat(timed.text("stdout")).contains("CPU times: user", "Wall time: ");
		assertThat(cell("%timeit -n 10 -r 3 1 + 1").text("stdout")).contains(" per loop (mean",
				"3 runs, 10 loops each");
		assertThat(cell("%matplotlib inline").text("stderr")).isEmpty();
	}

	@Test
	void cellMagicsTakeTheCell() {
		assertThat(cell("%%bash\nfor i in 1 2; do\n  echo $i\ndone").text("stdout")).isEqualTo("1\n2\n");
		Reply failed = cell("%%bash\nexit 4");
		assertThat(failed.json().path("exit_code").intValue()).isEqualTo(1);
		assertThat(failed.text("stderr")).isEqualTo("UsageError: bash ended with exit code 4\n");
		Reply timed = cell("%%time\nx = 6\nx * 7");
		assertThat(timed.text("result")).isEqualTo("42");
		assertThat(timed.text("stdout")).contains("Wall time: ");
		cell("%%writefile note.txt\nwritten\n");
		assertThat(this.agent.get("/files/read?path=/workspace/note.txt").text("content")).isEqualTo("written\n");
	}

	@Test
	void helpIsPrinted() {
		cell("def greet(name):\n    'Say hello.'\n    return name");
		assertThat(cell("greet?").text("stdout")).contains("greet(name)", "function", "Say hello.")
			.doesNotContain("return");
		assertThat(cell("?greet").text("stdout")).contains("Say hello.");
		assertThat(cell("greet??").text("stdout")).contains("return name");
		assertThat(cell("%cd?").text("stdout")).contains("working directory");
		assertThat(cell("nothing?").text("stdout")).contains("not found");
	}

	@ParameterizedTest
	@CsvSource({ "%nonsense, no magic %nonsense", "%%nonsense, no magic %%nonsense", "%cd nowhere, Cannot change to" })
	void mistakesAreSaidInOneLine(String code, String message) {
		Reply reply = cell(code);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().path("success").booleanValue()).isFalse();
		assertThat(reply.text("stderr")).startsWith("UsageError: ").contains(message).hasLineCount(1);
	}

	@Test
	void aSemicolonHidesTheResult() {
		assertThat(cell("6 * 7;").json().has("result")).isFalse();
	}

	@Test
	void richResultsAreRich() {
		Reply reply = cell("class V:\n    def _repr_html_(self): return '<b>x</b>'\nV()");
		assertThat(reply.text("html")).isEqualTo("<b>x</b>");
		assertThat(reply.json().path("rich_outputs").path(0).path("type").stringValue()).isEqualTo("text/html");
	}

	@Test
	void aCellEndsAfterItsTimeout() {
		cell("kept = 1");
		Reply reply = this.agent.post("/execute/ipython", Map.of("code", "!sleep 60", "timeout", 1));
		assertThat(reply.json().path("exit_code").intValue()).isEqualTo(124);
		assertThat(cell("kept").text("result")).isEqualTo("1");
	}

	@Test
	void codeIsNeeded() {
		assertThat(this.agent.post("/execute/ipython", Map.of()).text("code")).isEqualTo("MISSING_PARAMETER");
	}

	@Test
	void theKernelIsASession() {
		assertThat(sessions().isArray()).isTrue();
		assertThat(sessions().isEmpty()).isTrue();
		cell("1");
		JsonNode idle = sessions().path(0);
		assertThat(idle.path("execution_state").stringValue()).isEqualTo("idle");
		assertThat(idle.path("connections").intValue()).isZero();
		assertThat(idle.path("last_activity").stringValue()).endsWith("Z");
		CompletableFuture<Reply> run = this.agent.postLater("/execute",
				Map.of("code", "import time; time.sleep(60)", "timeout", 60));
		Awaitility.await().until(() -> "busy".equals(sessions().path(0).path("execution_state").asString()));
		assertThat(sessions().path(0).path("kernel_id")).isEqualTo(idle.path("kernel_id"));
		assertThat(sessions().path(0).path("connections").intValue()).isEqualTo(1);
		assertThat(run).isNotDone();
		this.sandbox.control().post(this.sandbox.path() + "/stop");
		this.sandbox.control().post(this.sandbox.path() + "/start");
		assertThat(sessions().isEmpty()).isTrue();
		cell("1");
		assertThat(sessions().path(0).path("kernel_id")).isNotEqualTo(idle.path("kernel_id"));
		assertThat(this.agent.get("/jupyter/status").json().path("sessions").size()).isEqualTo(1);
	}

	private JsonNode sessions() {
		return this.agent.get("/jupyter/sessions").json().path("sessions");
	}

	private Reply cell(String code) {
		return this.agent.post("/execute/ipython", Map.of("code", code));
	}

}
