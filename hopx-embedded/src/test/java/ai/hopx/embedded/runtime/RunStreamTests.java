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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import ai.hopx.embedded.runtime.RunEvent.Ended;
import ai.hopx.embedded.runtime.RunEvent.Output;
import ai.hopx.embedded.runtime.RunEvent.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs whose output is taken while they last.
 */
@ParameterizedClass
@MethodSource("isolations")
class RunStreamTests extends SandboxTestBase {

	private static final int LARGE = 20 << 20;

	@Test
	void showsOutputWhileTheRunLasts() {
		Flux<RunEvent> events = this.sandbox
			.stream(shell("echo ready; until [ -e go ]; do sleep 0.01; done; echo done >&2; exit 3"));
		StepVerifier.create(events)
			.expectNext(new Output(Stream.STDOUT, "ready\n"))
			.then(() -> write("go", ""))
			.expectNext(new Output(Stream.STDERR, "done\n"))
			.assertNext((event) -> assertThat(((Ended) event).outcome().exitCode()).isEqualTo(3))
			.expectComplete()
			.verify(PATIENCE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			python ~ import sys\\nfor i in range(20): print('x' * (1024 * 1024 - 1))
			bash   ~ head -c 20971520 /dev/zero | tr '\\0' x
			""", quoteCharacter = '"')
	void hasNoLimitOfOutput(String language, String code) {
		Long length = this.sandbox.stream(code(language, code.replace("\\n", "\n")))
			.ofType(Output.class)
			.map((output) -> (long) output.text().length())
			.reduce(0L, Long::sum)
			.block(PATIENCE);
		assertThat(length).isEqualTo(LARGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "python", "bash" })
	void whatNobodyTakesStopsItsProducer(String language) {
		String code = "python".equals(language)
				? "for i in range(200):\n  open('progress', 'w').write(str(i))\n  print('x' * 100_000)"
				: "for i in $(seq 200); do echo $i > progress; head -c 100000 /dev/zero; done";
		StepVerifier.create(this.sandbox.stream(code(language, code)).ofType(Output.class), 1)
			.expectNextCount(1)
			.then(() -> {
				await().atMost(PATIENCE).until(() -> this.sandbox.files().exists("progress").block(PATIENCE));
				String before = stalled();
				assertThat(Integer.parseInt(before.strip())).isBetween(0, 20);
			})
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((output) -> true)
			.expectComplete()
			.verify(PATIENCE.multipliedBy(3));
		assertThat(read("progress").strip()).isEqualTo("python".equals(language) ? "199" : "200");
	}

	/**
	 * Wait until the producer does not come on any more.
	 */
	private String stalled() {
		List<String> seen = new ArrayList<>(List.of("", "-"));
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
			seen.add(read("progress"));
			return !seen.get(seen.size() - 1).isBlank() && seen.get(seen.size() - 1).equals(seen.get(seen.size() - 2));
		});
		return seen.get(seen.size() - 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "python", "bash" })
	void stalledRunCanBeCancelled(String language) {
		python("x = 5");
		String code = "python".equals(language) ? "while True: print('x' * 100)" : "yes";
		StepVerifier.create(this.sandbox.stream(code(language, code)), 1)
			.expectNextCount(1)
			.thenAwait(Duration.ofMillis(300))
			.thenCancel()
			.verify(PATIENCE);
		await().atMost(PATIENCE).until(() -> this.sandbox.activeRuns() == 0);
		assertThat(python("x").text()).isEqualTo("5");
		assertThat(get(this.sandbox.processes())).noneMatch((process) -> process.command().contains("yes"));
	}

	@Test
	void stalledRunEndsInTime() {
		StepVerifier.create(this.sandbox.stream(shell("yes", Duration.ofMillis(500))), 1)
			.expectNextCount(1)
			.then(() -> await().until(() -> this.sandbox.activeRuns() == 0))
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile(Output.class::isInstance)
			.assertNext((event) -> assertThat(((Ended) event).outcome().timedOut()).isTrue())
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void pauseWhileARunIsBeingCancelledCostsNoVariables() {
		python("x = 5\nimport time");
		StepVerifier.create(this.sandbox.stream(code("python", "print('on')\ntime.sleep(77)")))
			.expectNextCount(1)
			.then(() -> this.sandbox.pause().block(PATIENCE))
			.thenCancel()
			.verify(PATIENCE);
		// Longer than an interpreter may take to stop when it is interrupted
		await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
		this.sandbox.resume().block(PATIENCE);
		assertThat(python("x").text()).isEqualTo("5");
	}

	@Test
	void charactersStayWhole() {
		String text = "ä€😀".repeat(50_000);
		List<RunEvent> events = this.sandbox.stream(code("python", "print('ä€😀' * 50_000)"))
			.collectList()
			.block(PATIENCE);
		assertThat(events).isNotNull();
		StringBuilder all = new StringBuilder();
		events.stream()
			.filter(Output.class::isInstance)
			.map(Output.class::cast)
			.forEach((output) -> all.append(output.text()));
		assertThat(all).hasToString(text + "\n");
		assertThat(events.size()).isGreaterThan(3);
	}

	@Test
	void failureToStartIsAFailure() {
		CommandRun run = new CommandRun("no-such-program", List.of(), PATIENCE, null, java.util.Map.of());
		assertThat(failure(this.sandbox.stream(run).then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.COMMAND_NOT_FOUND);
		assertThat(this.sandbox.activeRuns()).isZero();
	}

}
