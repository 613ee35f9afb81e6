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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.List;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.RichOutput;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Code and commands, really run.
 */
class RealCodeTests {

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	private static Sandbox sandbox;

	@BeforeAll
	static void create() {
		sandbox = server.blocking().create(SandboxSpec.defaults().env("GREETING", "hello"));
	}

	@AfterAll
	static void kill() {
		sandbox.close();
	}

	@Test
	void runsCodeInASandboxOfItsOwn() {
		RunResult result = server.blocking().runCode("print(6*7)");
		assertThat(result.stdout()).isEqualTo("42\n");
		assertThat(result.isSuccess()).isTrue();
		assertThat(server.blocking().sandboxes().list()).extracting(SandboxInfo::id).containsExactly(sandbox.id());
	}

	@Test
	void runsManyAtOnce() {
		Flux<String> results = Flux.range(0, 10)
			.flatMap((number) -> server.reactive().runCode(Language.BASH, "echo " + number))
			.map((result) -> result.stdout().strip());
		StepVerifier.create(results.collectList())
			.assertNext((all) -> assertThat(all).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6", "7", "8",
					"9"))
			.expectComplete()
			.verify(EmbeddedServer.LIMIT);
		assertThat(server.blocking().sandboxes().list()).extracting(SandboxInfo::id).containsExactly(sandbox.id());
	}

	@Test
	void failsAsCodeFails() {
		RunResult result = sandbox.runCode("1/0");
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.stderr()).contains("ZeroDivisionError");
		assertThat(result.isSuccess()).isFalse();
		assertThat(sandbox.runCode(Language.BASH, "exit 3").exitCode()).isEqualTo(3);
	}

	@Test
	void keepsVariablesFromRunToRun() {
		sandbox.runCode("kept = 41");
		assertThat(sandbox.runCode("print(kept + 1)").stdout()).isEqualTo("42\n");
	}

	@Test
	void handsOverTheEnvironment() {
		assertThat(sandbox.runCode("import os; print(os.environ['GREETING'])").stdout()).isEqualTo("hello\n");
		assertThat(sandbox.commands().run("echo $GREETING").stdout()).isEqualTo("hello\n");
		CodeRequest own = CodeRequest.of(Language.BASH, "echo $GREETING").env("GREETING", "bonjour");
		assertThat(sandbox.runCode(own).stdout()).isEqualTo("bonjour\n");
	}

	@Test
	void runsWhereItIsTold() {
		sandbox.files().mkdir("/workspace/elsewhere");
		CodeRequest request = CodeRequest.of(Language.BASH, "pwd; touch here").workingDirectory("/workspace/elsewhere");
		assertThat(sandbox.runCode(request).stdout()).endsWith("elsewhere\n");
		assertThat(sandbox.files().exists("/workspace/elsewhere/here")).isTrue();
		CommandRequest command = CommandRequest.of("ls").workingDirectory("/workspace/elsewhere");
		assertThat(sandbox.commands().run(command).stdout()).isEqualTo("here\n");
	}

	@Test
	void endsWhatTakesTooLong() {
		RunResult result = sandbox
			.runCode(CodeRequest.of(Language.BASH, "echo begun; sleep 60").timeout(Duration.ofSeconds(1)));
		assertThat(result.timedOut()).isTrue();
		assertThat(result.exitCode()).isEqualTo(124);
		assertThat(result.stdout()).isEqualTo("begun\n");
		assertThat(result.duration()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(20));
		CommandResult command = sandbox.commands().run(CommandRequest.of("sleep 60").timeout(Duration.ofSeconds(1)));
		assertThat(command.timedOut()).isTrue();
		assertThat(command.exitCode()).isEqualTo(124);
	}

	@Test
	void givesRichOutput() {
		String code = """
				class Page:
				    def _repr_html_(self):
				        return '<b>page</b>'
				Page()""";
		RunResult result = sandbox.runCode(CodeRequest.of(code).rich(true));
		assertThat(result.output(RichOutput.HTML)).get().extracting(RichOutput::asText).isEqualTo("<b>page</b>");
		assertThat(sandbox.runCode("20 + 22").text()).isEqualTo("42");
		assertThat(sandbox.runCode("x = 1").text()).isNull();
	}

	@Test
	void saysWhatCommandsSay() {
		CommandResult result = sandbox.commands().run("echo out; echo err >&2; exit 7");
		assertThat(result.stdout()).isEqualTo("out\n");
		assertThat(result.stderr()).isEqualTo("err\n");
		assertThat(result.exitCode()).isEqualTo(7);
		assertThat(result.isSuccess()).isFalse();
		assertThat(sandbox.commands().run("echo 'quotes \" and $HOME' | tr a-z A-Z").stdout())
			.isEqualTo("QUOTES \" AND $HOME\n");
	}

	@Test
	void passesTextThroughAsItIs() {
		String text = "ünïcödé \uD83D\uDC0D \"quotes\" \\backslash\\ \t tab";
		assertThat(sandbox.runCode("print(" + quoted(text) + ", end='')").stdout()).isEqualTo(text);
	}

	@Test
	void refusesALanguageThatItDoesNotHave() {
		assertThatExceptionOfType(HopxException.class)
			.isThrownBy(() -> sandbox.runCode(Language.of("klingon"), "Qapla'"))
			.isInstanceOf(HopxValidationException.class);
	}

	@Test
	void worksInSeveralSandboxesOfOneCallback() {
		List<String> results = server.blocking()
			.execute((first) -> server.blocking()
				.execute((second) -> List.of(first.runCode("print(1)").stdout(), second.runCode("print(2)").stdout())));
		assertThat(results).containsExactly("1\n", "2\n");
	}

	private static String quoted(String text) {
		return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
	}

}
