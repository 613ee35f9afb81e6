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
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pause, resume, reset, the end.
 */
@ParameterizedClass
@MethodSource("isolations")
class SandboxLifeTests extends SandboxTestBase {

	private static final String COUNTER = "i=0; while :; do i=$((i+1)); echo $i > counter.new; mv counter.new counter; sleep 0.005; done";

	@Test
	void stopsEverythingAndLetsItGoOn() {
		CompletableFuture<RunOutcome> run = this.sandbox.run(shell("setsid -w bash -c '" + COUNTER + "'")).toFuture();
		awaitCount(3);
		this.sandbox.pause().block(PATIENCE);
		int stopped = count();
		assertThat(get(this.sandbox.processes())).extracting(ProcessEntry::status)
			.contains("stopped")
			.isSubsetOf("stopped", "zombie");
		// What is stopped does not count on, however often one looks
		for (int i = 0; i < 200; i++) {
			assertThat(count()).isEqualTo(stopped);
		}
		this.sandbox.resume().block(PATIENCE);
		awaitCount(stopped + 3);
		assertThat(run).isNotDone();
	}

	@Test
	void takesNoRunsWhilePaused() {
		this.sandbox.pause().block(PATIENCE);
		this.sandbox.pause().block(PATIENCE);
		for (RuntimeFailure failure : List.of(failure(this.sandbox.run(shell("true"))),
				failure(this.sandbox.run(code("python", "1"))))) {
			assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.SANDBOX_PAUSED);
		}
		write("file", "files can be worked on");
		this.sandbox.resume().block(PATIENCE);
		this.sandbox.resume().block(PATIENCE);
		assertThat(run(shell("cat file")).stdout()).isEqualTo("files can be worked on");
	}

	@Test
	void stopsTheClockOfARunAsWell() {
		CompletableFuture<RunOutcome> run = this.sandbox
			.run(shell("touch begun; until [ -e go ]; do sleep 0.01; done; echo in time", Duration.ofSeconds(2)))
			.toFuture();
		Awaitility.await().atMost(PATIENCE).until(() -> get(this.sandbox.files().exists("begun")));
		this.sandbox.pause().block(PATIENCE);
		write("go", "");
		Awaitility.await().pollDelay(Duration.ofMillis(2500)).until(() -> !run.isDone());
		this.sandbox.resume().block(PATIENCE);
		assertThat(run).succeedsWithin(PATIENCE).satisfies((outcome) -> {
			assertThat(outcome.stdout()).isEqualTo("in time\n");
			assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(2));
		});
	}

	@Test
	void cancelsARunThatIsPaused() {
		var run = this.sandbox.run(shell("touch begun; sleep 77")).subscribe();
		Awaitility.await().atMost(PATIENCE).until(() -> get(this.sandbox.files().exists("begun")));
		this.sandbox.pause().block(PATIENCE);
		run.dispose();
		Awaitility.await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 0);
		assertThat(get(this.sandbox.processes())).isEmpty();
	}

	@Test
	void forgetsEverythingButTheFilesWhenReset() {
		python("x = 1");
		write("file", "kept");
		run(shell("setsid sleep 77 >/dev/null 2>&1 &"));
		CompletableFuture<RunOutcome> run = this.sandbox.run(shell("touch begun; sleep 77")).toFuture();
		Awaitility.await().atMost(PATIENCE).until(() -> get(this.sandbox.files().exists("begun")));
		this.sandbox.reset().block(PATIENCE);
		assertThat(run).succeedsWithin(PATIENCE).extracting(RunOutcome::exitCode).isEqualTo(128 + 9);
		assertThat(get(this.sandbox.processes())).isEmpty();
		RunOutcome outcome = python("'x' in globals()");
		assertThat(outcome.text()).isEqualTo("False");
		assertThat(outcome.stderr()).isEmpty();
		assertThat(read("file")).isEqualTo("kept");
	}

	@Test
	void endsPythonRunsWhenReset() {
		CompletableFuture<RunOutcome> first = this.sandbox.run(code("python", "open('begun', 'w')\nwhile True: pass"))
			.toFuture();
		Awaitility.await().atMost(PATIENCE).until(() -> get(this.sandbox.files().exists("begun")));
		CompletableFuture<RunOutcome> second = this.sandbox.run(code("python", "1")).toFuture();
		this.sandbox.reset().block(PATIENCE);
		assertThat(first).succeedsWithin(PATIENCE).extracting(RunOutcome::exitCode).isEqualTo(128 + 9);
		assertThat(second).succeedsWithin(PATIENCE);
		assertThat(python("2").text()).isEqualTo("2");
	}

	@Test
	void resetsWhatIsPaused() {
		python("x = 1");
		this.sandbox.pause().block(PATIENCE);
		this.sandbox.reset().block(PATIENCE);
		assertThat(python("'x' in globals()").text()).isEqualTo("False");
	}

	@Test
	void listsProcesses() {
		run(shell("sleep 77 >/dev/null 2>&1 &"));
		// A shell that has just forked is not yet what it is going to be
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> get(this.sandbox.processes()).stream().allMatch((process) -> process.name().equals("sleep")));
		assertThat(get(this.sandbox.processes())).singleElement().satisfies((process) -> {
			assertThat(process.command()).isEqualTo("sleep 77");
			assertThat(process.status()).isEqualTo("sleeping");
			assertThat(process.user()).isNotEmpty();
			assertThat(process.pid()).isPositive();
			assertThat(process.memoryBytes()).isPositive();
			assertThat(process.cpuPercent()).isBetween(0.0, 100.0);
		});
	}

	@Test
	void measuresWhatIsUsed() {
		run(shell("sleep 77 >/dev/null 2>&1 & head -c 3000000 /dev/zero > data; ln data again"));
		// A program that has just been started runs for a moment
		Awaitility.await().atMost(PATIENCE).until(() -> get(this.sandbox.usage()).running() == 0);
		ResourceUsage usage = get(this.sandbox.usage());
		assertThat(usage.processes()).isEqualTo(1);
		assertThat(usage.memoryBytes()).isPositive();
		assertThat(usage.diskBytes()).isBetween(3_000_000L, 3_100_000L);
	}

	@Test
	void leavesNoProcessWhenDestroyed() {
		String mark = "life-" + System.nanoTime();
		run(shell("export LIFE=" + mark + "; sleep 77 >/dev/null 2>&1 & setsid sleep 77 >/dev/null 2>&1 &"
				+ " (setsid nohup bash -c 'sleep 77; true' >/dev/null 2>&1 &)"));
		CompletableFuture<RunOutcome> run = this.sandbox.run(code("python",
				"import os, time\nos.environ['LIFE'] = '%s'\nos.system('sleep 77 &')\nopen('begun', 'w')\ntime.sleep(77)"
					.formatted(mark)))
			.toFuture();
		Awaitility.await().atMost(PATIENCE).until(() -> get(this.sandbox.files().exists("begun")));
		assertThat(HostProcesses.withVariable("LIFE", mark)).hasSizeGreaterThanOrEqualTo(4);
		StepVerifier.create(this.sandbox.destroy()).expectComplete().verify(PATIENCE);
		assertThat(HostProcesses.withVariable("LIFE", mark)).isEmpty();
		assertThat(run).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(RuntimeFailure.class);
		assertThat(this.sandbox.activeRuns()).isZero();
		StepVerifier.create(this.sandbox.destroy()).expectComplete().verify(PATIENCE);
		StepVerifier.create(this.sandbox.whenGone()).expectComplete().verify(PATIENCE);
	}

	@Test
	void refusesEverythingAfterTheEnd() {
		this.sandbox.destroy().block(PATIENCE);
		for (var each : List.of(this.sandbox.run(shell("true")), this.sandbox.pause(), this.sandbox.usage(),
				this.sandbox.files().stat("x"), this.sandbox.files().read("x").then(),
				this.sandbox.files().write("x", Flux.just(bytes("x")), null, true))) {
			assertThat(failure(each).getReason()).isEqualTo(RuntimeFailure.Reason.SANDBOX_GONE);
		}
	}

	@Test
	void destroysWhatIsPaused() {
		run(shell("sleep 77 >/dev/null 2>&1 &"));
		this.sandbox.pause().block(PATIENCE);
		StepVerifier.create(this.sandbox.destroy()).expectComplete().verify(PATIENCE);
	}

	@Test
	void saysThatItIsGoneWhenTheDiskIsFull() {
		SandboxRuntime small = get(factory(this.isolation).start(new RuntimeSpec("small", false, 1024, 20)));
		CompletableFuture<String> gone = small.whenGone().toFuture();
		CompletableFuture<RunOutcome> run = small
			.run(shell("for i in $(seq 1000); do head -c 1000000 /dev/zero > file-$i; sleep 0.02; done"))
			.toFuture();
		assertThat(gone).succeedsWithin(PATIENCE).asString().contains("MiB of files, its limit is 20 MiB");
		assertThat(run).failsWithin(PATIENCE)
			.withThrowableThat()
			.satisfies((ex) -> assertThat(ex.getCause()).isInstanceOfSatisfying(RuntimeFailure.class,
					(failure) -> assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.SANDBOX_GONE)));
		StepVerifier.create(small.destroy()).expectComplete().verify(PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/dev/shm/", "/run/", "/home/user/", "/var/tmp/" })
	void countsWhatIsHiddenElsewhere(String folder) {
		if (factory(this.isolation).isolation().mode() == IsolationReport.Mode.PLAIN) {
			folder = "../home/";
		}
		long before = get(this.sandbox.usage()).diskBytes();
		assertThat(run(shell("head -c 3000000 /dev/zero > " + folder + "hidden")).exitCode()).isZero();
		assertThat(get(this.sandbox.usage()).diskBytes() - before).isBetween(3_000_000L, 3_100_000L);
		run(shell("rm " + folder + "hidden"));
	}

	@Test
	void limitsOneFile() {
		SandboxRuntime small = get(factory(this.isolation).start(new RuntimeSpec("small", false, 1024, 20)));
		RunOutcome outcome = get(small.run(code("python", "open('big', 'wb').write(bytes(30_000_000))")));
		assertThat(outcome.stderr()).contains("File too large");
		small.destroy().block(PATIENCE);
	}

	@Test
	void limitsTheMemoryOfAProcess() {
		SandboxRuntime small = get(factory(this.isolation).start(new RuntimeSpec("small", false, 256, 20)));
		RunOutcome outcome = get(small.run(code("python", "x = bytearray(400 << 20)")));
		assertThat(outcome.stderr()).endsWith("MemoryError\n");
		assertThat(get(small.run(code("javascript", "new WebAssembly.Memory({initial: 1}); console.log('fits')")))
			.stdout()).isEqualTo("fits\n");
		small.destroy().block(PATIENCE);
	}

	private int count() {
		return Integer.parseInt(read("counter").strip());
	}

	private void awaitCount(int atLeast) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> get(this.sandbox.files().exists("counter")) && count() >= atLeast);
	}

}
