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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The factory: what it finds, many sandboxes at once, and its end.
 */
class LocalSandboxRuntimesTests {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	static Stream<Isolation> isolations() {
		return SandboxTestBase.isolations();
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void keepsManySandboxesApart(Isolation isolation) {
		try (SandboxRuntimes factory = create(isolation)) {
			List<String> outputs = Flux.range(0, 50)
				.flatMap((i) -> factory.start(new RuntimeSpec("many", false, 512, 64))
					.flatMap((sandbox) -> sandbox
						.run(SandboxTestBase.shell("echo " + i + " > mine; sleep 0.1; cat mine"))
						.map((outcome) -> outcome.stdout().equals(i + "\n") ? "own" : outcome.toString())
						.flatMap((output) -> sandbox.destroy().thenReturn(output))), 50)
				.collectList()
				.block(PATIENCE);
			assertThat(outputs).hasSize(50).containsOnly("own");
			assertThat(folder(factory)).isDirectoryNotContaining("glob:**/many-*");
		}
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void leavesNothingWhenItIsClosed(Isolation isolation) throws IOException {
		SandboxRuntimes factory = create(isolation);
		Path folder = folder(factory);
		for (int i = 0; i < 3; i++) {
			SandboxRuntime sandbox = get(factory.start(spec()));
			get(sandbox
				.run(SandboxTestBase.shell("setsid sleep 77 >/dev/null 2>&1 & mkdir -m 000 closed; ln -s / all")));
			sandbox.run(SandboxTestBase.code("python", "while True: pass")).subscribe((outcome) -> {
			}, (ex) -> {
			});
		}
		assertThat(HostProcesses.withVariable("HOPX_SANDBOX", folder.getFileName().toString())).isNotEmpty();
		factory.close();
		assertThat(HostProcesses.withVariable("HOPX_SANDBOX", folder.getFileName().toString())).isEmpty();
		assertThat(folder).doesNotExist();
		factory.close();
		StepVerifier.create(factory.start(spec()))
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOf(RuntimeFailure.class).hasMessageContaining("closed"))
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void leavesNothingOfStartsThatTheEndOvertakes(Isolation isolation) {
		SandboxRuntimes factory = create(isolation);
		Path folder = folder(factory);
		Flux.range(0, 10).flatMap((i) -> factory.start(spec()), 10).subscribe((sandbox) -> {
		}, (ex) -> {
		});
		factory.close();
		assertThat(HostProcesses.withVariable("HOPX_SANDBOX", folder.getFileName().toString())).isEmpty();
		assertThat(folder).doesNotExist();
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void leavesNothingOfAStartThatIsCancelled(Isolation isolation) {
		try (SandboxRuntimes factory = create(isolation)) {
			Path folder = folder(factory);
			for (int i = 0; i < 10; i++) {
				// One that was quicker than the cancellation is the caller's to destroy
				Disposable start = factory.start(spec()).flatMap(SandboxRuntime::destroy).subscribe();
				if (i % 2 == 0) {
					Awaitility.await()
						.atMost(PATIENCE)
						.pollInterval(Duration.ofMillis(1))
						.until(() -> !HostProcesses.withVariable("HOPX_SANDBOX", folder.getFileName().toString())
							.isEmpty());
				}
				start.dispose();
				Awaitility.await()
					.atMost(PATIENCE)
					.untilAsserted(() -> assertThat(
							HostProcesses.withVariable("HOPX_SANDBOX", folder.getFileName().toString()))
						.isEmpty());
			}
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(folder).isDirectoryNotContaining("glob:**/spec-*"));
		}
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void saysThatASandboxIsGoneWhenItsSupervisorIsKilled(Isolation isolation) {
		try (SandboxRuntimes factory = create(isolation)) {
			Path folder = folder(factory);
			SandboxRuntime sandbox = get(factory.start(spec()));
			get(sandbox.run(SandboxTestBase.shell("setsid sleep 77 >/dev/null 2>&1 &")));
			HostProcesses.killSupervisors(folder.getFileName().toString());
			assertThat(sandbox.whenGone().block(PATIENCE)).contains("supervisor ended");
			assertThat(HostProcesses.withVariable("HOPX_SANDBOX", folder.getFileName().toString())).isEmpty();
			assertThat(folder).isDirectoryNotContaining("glob:**/spec-*");
			StepVerifier.create(sandbox.run(SandboxTestBase.shell("true")))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOfSatisfying(RuntimeFailure.class,
						(failure) -> assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.SANDBOX_GONE)))
				.verify(PATIENCE);
			StepVerifier.create(sandbox.destroy()).expectComplete().verify(PATIENCE);
		}
	}

	@ParameterizedTest
	@EnumSource(Isolation.class)
	void saysWhichPythonItLacks(Isolation isolation) {
		assertThatIllegalStateException()
			.isThrownBy(() -> LocalSandboxRuntimes
				.create(RuntimeSettings.defaults().withIsolation(isolation).withPython("python-of-nowhere")))
			.withMessageContaining("Python 3.8 or later")
			.withMessageContaining("'python-of-nowhere'")
			.withMessageContaining("install it");
	}

	@Test
	void saysWhyIsolationIsWeak() {
		try (SandboxRuntimes factory = create(Isolation.PLAIN)) {
			assertThat(factory.isolation().mode()).isEqualTo(IsolationReport.Mode.PLAIN);
			assertThat(factory.isolation().reason()).startsWith("It was asked for");
			assertThat(factory.languages()).contains("bash", "python");
		}
	}

	private static SandboxRuntimes create(Isolation isolation) {
		return LocalSandboxRuntimes.create(RuntimeSettings.defaults().withIsolation(isolation));
	}

	private static Path folder(SandboxRuntimes factory) {
		Path folder = ((LocalSandboxRuntimes) factory).folder();
		assertThat(Files.isDirectory(folder)).isTrue();
		return folder;
	}

	private static RuntimeSpec spec() {
		return new RuntimeSpec("spec", true, 512, 64);
	}

	private static <T> T get(Mono<T> mono) {
		T value = mono.block(PATIENCE);
		assertThat(value).isNotNull();
		return value;
	}

}
