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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import ai.hopx.embedded.runtime.RuntimeFailure.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs that nobody waits for, and killing by process id.
 */
@ParameterizedClass
@MethodSource("isolations")
class DetachedRunTests extends SandboxTestBase {

	@Test
	void pythonHasAProcessOfItsOwn() {
		python("shared = 1");
		DetachedRun run = get(this.sandbox.start(code("python", "print('shared' in globals())\nprint(__name__)")));
		RunOutcome outcome = get(run.outcome());
		assertThat(outcome.stdout()).isEqualTo("False\n__main__\n");
		assertThat(outcome.exitCode()).isZero();
		assertThat(outcome.pid()).isEqualTo(run.pid()).isPositive();
		assertThat(this.sandbox.activeRuns()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "python, print('''%s''')", "bash, echo '%s'", "javascript, console.log(`%s`)" })
	void codeMayBeLong(String language, String code) {
		Assumptions.assumeTrue(factory(this.isolation).languages().contains(language), language + " is not installed");
		String text = "x".repeat(200_000);
		RunOutcome outcome = get(get(this.sandbox.start(code(language, code.formatted(text)))).outcome());
		assertThat(outcome.stdout()).isEqualTo(text + "\n");
		assertThat(outcome.stderr()).isEmpty();
	}

	@Test
	void outputIsSeenAsItComes() {
		DetachedRun run = get(this.sandbox.start(code("python", "import time\nprint('first')\ntime.sleep(60)")));
		Awaitility.await().until(() -> run.stdout().equals("first\n"));
		run.kill();
		assertThat(get(run.outcome()).exitCode()).isEqualTo(137);
	}

	@Test
	void theEndOfLongOutputIsKept() {
		DetachedRun run = get(this.sandbox.start(shell("head -c 12000000 /dev/zero | tr '\\0' x; echo end")));
		String stdout = get(run.outcome()).stdout();
		assertThat(stdout).hasSize(DetachedExchange.MAX_OUTPUT).endsWith("xend\n");
	}

	@Test
	void theTimeoutEndsIt() {
		RunOutcome outcome = get(
				get(this.sandbox.start(shell("echo begun; sleep 60", Duration.ofSeconds(1)))).outcome());
		assertThat(outcome.timedOut()).isTrue();
		assertThat(outcome.exitCode()).isEqualTo(124);
		assertThat(outcome.stdout()).isEqualTo("begun\n");
		assertThat(outcome.stderr()).contains("Timed out");
	}

	@Test
	void whatCannotStartIsRefused() {
		CommandRun missing = new CommandRun("no-such-program", List.of(), PATIENCE, null, Map.of());
		assertThat(failure(this.sandbox.start(missing)).getReason()).isEqualTo(Reason.COMMAND_NOT_FOUND);
		CommandRun nowhere = new CommandRun("true", List.of(), PATIENCE, "/workspace/nowhere", Map.of());
		assertThat(failure(this.sandbox.start(nowhere)).getReason()).isEqualTo(Reason.DIRECTORY_NOT_FOUND);
		assertThat(this.sandbox.activeRuns()).isZero();
	}

	@Test
	void theEndOfTheSandboxIsAFailure() {
		DetachedRun run = get(this.sandbox.start(shell("sleep 60")));
		this.sandbox.destroy().block(PATIENCE);
		assertThat(failure(run.outcome()).getReason()).isEqualTo(Reason.SANDBOX_GONE);
	}

	@Test
	void killEndsAProcessAndItsDescendants() {
		DetachedRun run = get(this.sandbox.start(shell("sleep 987 & setsid sleep 987 & wait")));
		Awaitility.await().until(() -> sleepers() == 2);
		this.sandbox.kill(run.pid()).block(PATIENCE);
		assertThat(sleepers()).isZero();
		assertThat(get(run.outcome()).exitCode()).isEqualTo(137);
	}

	@Test
	void killSparesAllElse() {
		DetachedRun run = get(this.sandbox.start(shell("sleep 987 & sleep 987; wait; echo spared")));
		Awaitility.await().until(() -> sleepers() == 2);
		for (int left = 1; left >= 0; left--) {
			this.sandbox.kill(sleeper()).block(PATIENCE);
			assertThat(sleepers()).isEqualTo(left);
		}
		assertThat(get(run.outcome()).stdout()).isEqualTo("spared\n");
	}

	@Test
	void killRefusesWhatIsNotTheSandboxs() {
		long interpreter = Long.parseLong(String.valueOf(python("import os\nos.getpid()").text()));
		assertThat(failure(this.sandbox.kill(interpreter)).getReason()).isEqualTo(Reason.PERMISSION_DENIED);
		assertThat(failure(this.sandbox.kill(1)).getReason()).isEqualTo(Reason.PROCESS_NOT_FOUND);
		long supervisor = Long.parseLong(run(shell("echo $PPID")).stdout().strip());
		assertThat(failure(this.sandbox.kill(supervisor)).getReason()).isEqualTo(Reason.PROCESS_NOT_FOUND);
		assertThat(failure(this.sandbox.kill(ProcessHandle.current().pid())).getReason())
			.isEqualTo(Reason.PROCESS_NOT_FOUND);
	}

	private long sleepers() {
		return get(this.sandbox.processes()).stream().filter(DetachedRunTests::isSleeper).count();
	}

	private long sleeper() {
		return get(this.sandbox.processes()).stream()
			.filter(DetachedRunTests::isSleeper)
			.findFirst()
			.orElseThrow()
			.pid();
	}

	private static boolean isSleeper(ProcessEntry process) {
		return process.command().equals("sleep 987") && !process.status().equals("zombie");
	}

}
