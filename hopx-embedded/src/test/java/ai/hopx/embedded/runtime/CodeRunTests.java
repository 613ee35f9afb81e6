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

package ai.hopx.embedded.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs of code and commands: what goes in, what comes out.
 */
@ParameterizedClass
@MethodSource("isolations")
class CodeRunTests extends SandboxTestBase {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			python     | print(6*7)
			bash       | echo $((6*7))
			javascript | console.log(6*7)
			""")
	void runsEachLanguage(String language, String code) {
		RunOutcome outcome = run(code(language, code));
		assertThat(outcome.stdout()).isEqualTo("42\n");
		assertThat(outcome.stderr()).isEmpty();
		assertThat(outcome.exitCode()).isZero();
		assertThat(outcome.timedOut()).isFalse();
		assertThat(outcome.duration()).isPositive().isLessThan(PATIENCE);
		assertThat(outcome.pid()).isNotNull().isPositive();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			python     | import sys; print('no', file=sys.stderr); sys.exit(4)
			bash       | echo no >&2; exit 4
			javascript | console.error('no'); process.exit(4)
			""")
	void reportsTheExitCode(String language, String code) {
		RunOutcome outcome = run(code(language, code));
		assertThat(outcome.stderr()).isEqualTo("no\n");
		assertThat(outcome.exitCode()).isEqualTo(4);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			python     | import os; print(os.environ['COLOUR'], os.path.basename(os.getcwd()))
			bash       | echo $COLOUR $(basename $PWD)
			javascript | console.log(process.env.COLOUR, require('path').basename(process.cwd()))
			""")
	void givesTheRunItsVariablesAndFolder(String language, String code) {
		get(this.sandbox.files().mkdir("/workspace/deep/down"));
		for (String folder : List.of("/workspace/deep/down", "deep/down")) {
			RunOutcome outcome = run(new CodeRun(language, code, PATIENCE, folder, Map.of("COLOUR", "grün")));
			assertThat(outcome.stdout()).isEqualTo("grün down\n");
		}
	}

	@ParameterizedTest
	@CsvSource({ "python", "bash", "javascript" })
	void refusesAFolderThatDoesNotExist(String language) {
		CodeRun run = new CodeRun(language, "", PATIENCE, "/workspace/nowhere", Map.of());
		assertThat(failure(this.sandbox.run(run)).getReason()).isEqualTo(RuntimeFailure.Reason.DIRECTORY_NOT_FOUND);
		assertThat(this.sandbox.activeRuns()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "python,#", "bash,#", "javascript,//" })
	void takesCodeLongerThanAnArgumentMayBe(String language, String comment) {
		String code = (comment + " " + "x".repeat(100) + "\n").repeat(4000) + (language.equals("javascript")
				? "console.log('end')" : language.equals("bash") ? "echo end" : "print('end')");
		assertThat(run(code(language, code)).stdout()).isEqualTo("end\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			python     | import sys; print(repr(sys.stdin.read()))
			bash       | cat; echo "''"
			javascript | process.stdin.on('data', d => console.log('data')).on('end', () => console.log("''"))
			""")
	void givesNoInput(String language, String code) {
		assertThat(run(code(language, code)).stdout()).isEqualTo("''\n");
	}

	@ParameterizedTest
	@CsvSource({ "python,-1,-1", "bash,--version,''", "javascript,-1,''", "bash,'',''", "javascript,'',''",
			"python,'',''" })
	void takesCodeThatLooksLikeAnOption(String language, String code, String text) {
		RunOutcome outcome = run(code(language, code));
		assertThat(outcome.stdout()).isEmpty();
		assertThat(outcome.text()).isEqualTo(text.isEmpty() ? null : text);
		assertThat(outcome.exitCode()).isEqualTo(code.equals("--version") ? 127 : 0);
	}

	@Test
	void saysWhatToInstallForALanguageThatIsNotThere() {
		String missing = factory(this.isolation).languages().contains("go") ? "cobol" : "go";
		RuntimeFailure failure = failure(this.sandbox.run(code(missing, "package main")));
		assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.LANGUAGE_UNAVAILABLE);
		assertThat(failure).hasMessageContaining(missing + " is not available on this machine");
	}

	@Test
	void runsACommandWithItsArgumentsAsTheyAre() {
		RunOutcome outcome = run(
				new CommandRun("printf", List.of("%s|", "a b", "$HOME", "*", ""), PATIENCE, null, Map.of()));
		assertThat(outcome.stdout()).isEqualTo("a b|$HOME|*||");
	}

	@Test
	void saysThatACommandIsNotThere() {
		RuntimeFailure failure = failure(
				this.sandbox.run(new CommandRun("no-such-program", List.of(), PATIENCE, null, Map.of())));
		assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.COMMAND_NOT_FOUND);
		assertThat(failure).hasMessageContaining("no-such-program");
	}

	@Test
	void refusesAFileThatCannotBeRun() {
		write("/workspace/data", "no program");
		RuntimeFailure failure = failure(
				this.sandbox.run(new CommandRun("./data", List.of(), PATIENCE, null, Map.of())));
		assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.PERMISSION_DENIED);
	}

	@Test
	void reportsASignalAsAShellDoes() {
		assertThat(run(shell("kill -TERM $$")).exitCode()).isEqualTo(128 + 15);
		assertThat(run(shell("kill -KILL $$")).exitCode()).isEqualTo(128 + 9);
	}

	@Test
	void keepsNothingOfTheServersEnvironment() {
		RunOutcome outcome = run(shell("env | cut -d= -f1 | sort | tr '\\n' ' '"));
		assertThat(outcome.stdout().split(" ")).contains("HOME", "PATH", "LANG")
			.isSubsetOf("HOME", "HOPX_RUN", "HOPX_SANDBOX", "LANG", "PATH", "PWD", "SHLVL", "TMPDIR", "USER", "_");
	}

	@Test
	void doesNotWaitForABackgroundProcessThatHoldsThePipes() {
		RunOutcome outcome = run(shell("(sleep 30; echo late) & echo done"));
		assertThat(outcome.stdout()).isEqualTo("done\n");
		assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(5));
		assertThat(get(this.sandbox.processes())).anyMatch((process) -> process.command().contains("sleep 30"));
	}

	@Test
	void lastingBackgroundProcessMayGoOnWriting() {
		run(shell("(for i in $(seq 1 100000); do echo $i; done; echo written > /workspace/end 2>/dev/null"
				+ " || echo written > end) &"));
		org.awaitility.Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> get(this.sandbox.files().exists("/workspace/end")));
	}

	@Test
	void runsSideBySide() {
		// Each waits for the other: one after the other they would never end
		RunOutcome[] outcomes = Flux
			.just(shell("mkfifo a 2>/dev/null; echo ping > a; cat b"),
					shell("mkfifo b 2>/dev/null; until [ -p a ]; do :; done; cat a; echo pong > b"))
			.flatMap(this.sandbox::run)
			.collectList()
			.map((list) -> list.toArray(RunOutcome[]::new))
			.block(PATIENCE);
		assertThat(outcomes).extracting(RunOutcome::stdout).containsExactlyInAnyOrder("ping\n", "pong\n");
	}

	@Test
	void countsTheRunsInProgress() {
		Flux<RunOutcome> runs = Flux.range(0, 3)
			.flatMap((i) -> this.sandbox.run(shell("until [ -e go ]; do sleep 0.01; done")));
		var waiting = runs.collectList().toFuture();
		org.awaitility.Awaitility.await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 3);
		write("go", "");
		assertThat(waiting).succeedsWithin(PATIENCE);
		assertThat(this.sandbox.activeRuns()).isZero();
	}

}
