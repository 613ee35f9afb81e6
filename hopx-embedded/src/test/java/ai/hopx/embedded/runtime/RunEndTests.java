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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of runs that do not end by themselves: time-outs and cancellation.
 */
@ParameterizedClass
@MethodSource("isolations")
class RunEndTests extends SandboxTestBase {

	private static final Duration SHORT = Duration.ofMillis(700);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			python     | print('begun'); import time; time.sleep(60)
			python     | print('begun'); import os; os.system('sleep 60')
			python     | print('begun'); import subprocess; subprocess.run(['sleep', '60'])
			bash       | echo begun; sleep 60
			javascript | console.log('begun'); setInterval(() => {}, 1000)
			""")
	void endsInTime(String language, String code) {
		// Node.js takes its time to start; the interpreter is there already
		Duration timeout = language.equals("javascript") ? Duration.ofSeconds(3) : SHORT;
		python("import os, subprocess, time");
		RunOutcome outcome = run(code(language, code, timeout));
		assertThat(outcome.timedOut()).isTrue();
		assertThat(outcome.exitCode()).isEqualTo(124);
		assertThat(outcome.stdout()).isEqualTo("begun\n");
		assertThat(outcome.stderr()).contains("hopx: Timed out after ");
		assertThat(outcome.duration()).isBetween(timeout, timeout.plusSeconds(4));
		assertNothingRuns("sleep");
	}

	@ParameterizedTest
	@ValueSource(strings = { "sleep 77 & sleep 77", "setsid sleep 77 & wait", "(setsid sleep 77 &) & sleep 77",
			"nohup setsid bash -c 'sleep 77; true' >/dev/null 2>&1 & sleep 77", "exec -a sh sleep 77",
			"trap '' TERM INT HUP; sleep 77; sleep 77" })
	void endsEverythingThatTheRunStarted(String line) {
		assertThat(run(shell(line, SHORT)).timedOut()).isTrue();
		assertNothingRuns("77");
	}

	@ParameterizedTest
	@ValueSource(strings = { "subprocess.Popen(['sleep', '77'])", "subprocess.Popen(['setsid', 'sleep', '77'])",
			"os.system('setsid sleep 77 &')", "os.system('(sleep 77 &) &')", "daemon()" })
	void endsEverythingThatAPythonRunStarted(String start) {
		python("import os, subprocess, time\n" + "def daemon():\n    if os.fork() == 0:\n        os.setsid()\n"
				+ "        if os.fork() == 0:\n            time.sleep(77)\n        os._exit(0)\n");
		assertThat(run(code("python", start + "\ntime.sleep(60)", SHORT)).timedOut()).isTrue();
		// The interpreter itself stays; what it never waited for stays as a zombie
		assertThat(get(this.sandbox.processes())).filteredOn((process) -> !process.status().equals("zombie"))
			.singleElement()
			.satisfies((process) -> assertThat(process.command()).contains("kernel.py"));
	}

	@Test
	void sparesWhatOtherRunsStarted() {
		run(shell("sleep 55 >/dev/null 2>&1 &"));
		python("import subprocess, time\nkept = subprocess.Popen(['sleep', '56'])\ntime.sleep(0.05)");
		assertThat(run(shell("sleep 77", SHORT)).timedOut()).isTrue();
		assertThat(run(code("python", "time.sleep(60)", SHORT)).timedOut()).isTrue();
		assertThat(get(this.sandbox.processes())).extracting(ProcessEntry::command).contains("sleep 55", "sleep 56");
		assertThat(python("kept.poll()").text()).isNull();
	}

	@Test
	void keepsVariablesWhereTheInterpreterCouldBeInterrupted() {
		python("x = 5");
		RunOutcome outcome = run(code("python", "while True: pass", SHORT));
		assertThat(outcome.stderr()).contains("KeyboardInterrupt").doesNotContain("kernel.py");
		RunOutcome next = python("x");
		assertThat(next.text()).isEqualTo("5");
		assertThat(next.stderr()).isEmpty();
	}

	@Test
	void losesVariablesWhereItCouldNot() {
		python("x = 5");
		RunOutcome outcome = run(code("python",
				"import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])\nwhile True: pass", SHORT));
		assertThat(outcome.exitCode()).isEqualTo(124);
		assertThat(outcome.stderr()).contains("did not stop when it was interrupted");
		RunOutcome next = python("'x' in globals()");
		assertThat(next.text()).isEqualTo("False");
		assertThat(next.stderr())
			.isEqualTo("hopx: The Python interpreter was restarted; variables of earlier runs are lost.\n");
	}

	@Test
	void interruptsCodeThatCatchesTheInterrupt() {
		RunOutcome outcome = run(code("python",
				"import time\nfor i in range(3):\n    try:\n        time.sleep(60)\n    except KeyboardInterrupt:\n        print(i)",
				SHORT));
		assertThat(outcome.timedOut()).isTrue();
		assertThat(outcome.stdout()).startsWith("0\n");
		assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void endsARunThatWaitsForTheInterpreter() {
		List<RunOutcome> outcomes = Flux
			.just(code("python", "import time\ntime.sleep(1)\nx = 1"), code("python", "x = 2", SHORT))
			.flatMapSequential(this.sandbox::run)
			.collectList()
			.block(PATIENCE);
		assertThat(outcomes).extracting(RunOutcome::timedOut).containsExactly(false, true);
		assertThat(outcomes.get(1).stderr()).contains("It had not started");
		assertThat(python("x").text()).isEqualTo("1");
	}

	@Test
	void endsACommandThatIsCancelled() {
		Disposable run = this.sandbox.run(shell("touch begun; (setsid sleep 77 &); sleep 77")).subscribe();
		awaitFile("begun");
		run.dispose();
		Awaitility.await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 0);
		assertNothingRuns("77");
	}

	@Test
	void interruptsAPythonRunThatIsCancelled() {
		python("x = 5");
		Disposable run = this.sandbox.run(code("python", "open('begun', 'w')\nwhile True: pass")).subscribe();
		awaitFile("begun");
		run.dispose();
		Awaitility.await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 0);
		assertThat(python("x").text()).isEqualTo("5");
	}

	@Test
	void neverStartsAQueuedRunThatIsCancelled() {
		Disposable first = this.sandbox.run(code("python", "open('begun', 'w')\nwhile True: pass")).subscribe();
		awaitFile("begun");
		Disposable second = this.sandbox.run(code("python", "open('second', 'w')")).subscribe();
		Awaitility.await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 2);
		second.dispose();
		first.dispose();
		Awaitility.await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 0);
		python("1");
		assertThat(get(this.sandbox.files().exists("second"))).isFalse();
	}

	private void awaitFile(String name) {
		Awaitility.await().atMost(PATIENCE).until(() -> get(this.sandbox.files().exists(name)));
	}

	private void assertNothingRuns(String part) {
		assertThat(get(this.sandbox.processes())).filteredOn((process) -> !process.status().equals("zombie"))
			.extracting(ProcessEntry::command)
			.noneMatch((command) -> command.contains(part));
	}

}
