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
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.Disposables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A shell on a terminal.
 */
@ParameterizedClass
@MethodSource("isolations")
class TerminalTests extends SandboxTestBase {

	private final StringBuffer shown = new StringBuffer();

	private final AtomicReference<@Nullable RunOutcome> outcome = new AtomicReference<>();

	private Disposable subscription = Disposables.disposed();

	private TerminalSession open() {
		TerminalSession terminal = this.sandbox.openTerminal(new TerminalSpec(80, 24, Map.of("PS1", "$ ", "A", "b")));
		this.subscription = terminal.events().subscribe((event) -> {
			if (event instanceof RunEvent.Output output) {
				this.shown.append(output.text());
			}
			else {
				this.outcome.set(((RunEvent.Ended) event).outcome());
			}
		});
		return terminal;
	}

	@AfterEach
	void close() {
		this.subscription.dispose();
	}

	private void type(TerminalSession terminal, String text) {
		terminal.write(text).block(PATIENCE);
	}

	/**
	 * Only what has the terminal can be sure to be hit by a key: the shell says nothing
	 * of when it hands it over, so the program itself has to.
	 */
	private void sleep(TerminalSession terminal) {
		type(terminal, "sh -c 'echo begun; exec sleep 77'\r");
		awaitShown("begun\r\n");
	}

	private void awaitShown(String text) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.shown).contains(text));
	}

	private RunOutcome awaitEnd() {
		await().atMost(PATIENCE).until(() -> this.outcome.get() != null);
		RunOutcome outcome = this.outcome.get();
		assertThat(outcome).isNotNull();
		return outcome;
	}

	@Test
	void isATerminal() {
		TerminalSession terminal = open();
		type(terminal, "tty; stty size; echo $TERM.$LANG.$A.ä\r");
		awaitShown("24 80\r\nxterm-256color.C.UTF-8.b.ä\r\n");
		assertThat(this.shown).contains("/dev/pts/").contains("echo $TERM");
	}

	@Test
	void changesItsSize() {
		TerminalSession terminal = open();
		type(terminal, "trap 'echo changed' WINCH; read x\r");
		awaitShown("read x");
		terminal.resize(132, 50).block(PATIENCE);
		type(terminal, "\rstty size\r");
		awaitShown("50 132\r\n");
	}

	@Test
	void turnsControlCIntoASignal() {
		TerminalSession terminal = open();
		sleep(terminal);
		type(terminal, "\003");
		type(terminal, "echo status $?\r");
		awaitShown("status 130\r\n");
	}

	@Test
	void hasJobControl() {
		TerminalSession terminal = open();
		sleep(terminal);
		type(terminal, "\032");
		awaitShown("Stopped");
		type(terminal, "kill %1; wait; exit 3\r");
		awaitShown("exit 3");
	}

	@Test
	void endsWithItsShell() {
		TerminalSession terminal = open();
		type(terminal, "exit 7\r");
		assertThat(awaitEnd().exitCode()).isEqualTo(7);
		// What comes too late is taken and means nothing
		type(terminal, "echo late\r");
		assertThat(this.sandbox.activeRuns()).isZero();
	}

	@Test
	void endsThoughSomethingHoldsIt() {
		TerminalSession terminal = open();
		type(terminal, "(trap '' HUP; sleep 78) & exit 5\r");
		assertThat(awaitEnd().exitCode()).isEqualTo(5);
	}

	@Test
	void takesAllProcessesAlongWhenItIsClosed() {
		TerminalSession terminal = open();
		type(terminal, "sleep 77 & nohup setsid sleep 77 & trap '' HUP; sleep 77\r");
		await().atMost(PATIENCE).until(() -> sleepers() == 3);
		this.subscription.dispose();
		await().atMost(PATIENCE).until(() -> sleepers() == 0);
		await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 0);
	}

	private long sleepers() {
		return get(this.sandbox.processes()).stream()
			.filter((process) -> process.command().equals("sleep 77") && !process.status().equals("zombie"))
			.count();
	}

	@Test
	void standsStillInAPause() {
		TerminalSession terminal = open();
		type(terminal, "for i in $(seq 1000000); do echo n$i; sleep 0.01; done\r");
		awaitShown("n5\r\n");
		this.sandbox.pause().block(PATIENCE);
		await().pollInterval(Duration.ofMillis(200)).until(() -> {
			int length = this.shown.length();
			return await().pollDelay(Duration.ofMillis(150)).until(this.shown::length, (now) -> true) == length;
		});
		int length = this.shown.length();
		this.sandbox.resume().block(PATIENCE);
		await().atMost(PATIENCE).until(() -> this.shown.length() > length + 20);
		assertThat(this.shown).doesNotContain("Stopped");
	}

	@Test
	void endsWithASandboxThatIsReset() {
		TerminalSession terminal = open();
		type(terminal, "echo begun\r");
		awaitShown("begun\r\n");
		this.sandbox.reset().block(PATIENCE);
		assertThat(awaitEnd().exitCode()).isEqualTo(137);
	}

	@Test
	void inputThatNobodyReadsWaits() {
		TerminalSession terminal = open();
		type(terminal, "stty raw -echo; echo ready; sleep 77\r");
		// Not its echo: nobody is to read what comes next
		awaitShown("ready\n");
		Disposable writing = terminal.write("x".repeat(1 << 20)).subscribe();
		assertThat(python("1+1").text()).isEqualTo("2");
		assertThat(writing.isDisposed()).isFalse();
		this.subscription.dispose();
		await().atMost(PATIENCE).until(writing::isDisposed);
	}

}
