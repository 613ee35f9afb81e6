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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.model.RichOutput;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.stream.ExecutionEvent;
import ai.hopx.client.stream.FileEvent;
import ai.hopx.client.stream.Terminal;
import ai.hopx.client.stream.TerminalOptions;
import ai.hopx.embedded.ledger.RunEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Streams of what really happens.
 */
class RealStreamTests {

	private static final String ENDLESS = "i=0; while true; do echo line $i; i=$((i+1)); sleep 0.01; done # endless";

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	private static Sandbox sandbox;

	private static ReactiveSandbox reactive;

	@BeforeAll
	static void create() {
		sandbox = server.blocking().create();
		reactive = server.reactive().connect(sandbox.id()).block(EmbeddedServer.LIMIT);
	}

	@AfterAll
	static void kill() {
		sandbox.close();
	}

	@Test
	void tellsWhatCodePrintsAndHowItEnds() {
		List<ExecutionEvent> events = all(
				reactive.streamCode(CodeRequest.of(Language.BASH, "echo out; echo err >&2; exit 3")));
		assertThat(stdout(events)).isEqualTo("out\n");
		assertThat(events).contains(new ExecutionEvent.Stderr("err\n"));
		assertThat(events).endsWith(new ExecutionEvent.Complete(false, 3));
		assertThat(events).hasAtLeastOneElementOfType(ExecutionEvent.Result.class);
	}

	@Test
	void tellsWhatACommandPrints() {
		List<ExecutionEvent> events = all(reactive.commands().stream(CommandRequest.of("seq 1 1000")));
		assertThat(stdout(events)).isEqualTo(
				IntStream.rangeClosed(1, 1000).mapToObj((number) -> number + "\n").collect(Collectors.joining()));
		assertThat(events).endsWith(new ExecutionEvent.Complete(true, 0));
	}

	@Test
	void tellsWhatACellShows() {
		List<ExecutionEvent> events = all(reactive.ipython().stream(CodeRequest.of("""
				class Page:
				    def _repr_html_(self):
				        return '<b>page</b>'
				Page()""")));
		assertThat(events).contains(new ExecutionEvent.Display(new RichOutput(RichOutput.HTML, "<b>page</b>", false)));
		RunResult result = sandbox.ipython().run("20 + 22");
		assertThat(result.text()).isEqualTo("42");
	}

	@Test
	void endsWhatTakesTooLong() {
		List<ExecutionEvent> events = all(
				reactive.streamCode(CodeRequest.of(Language.BASH, "sleep 60").timeout(Duration.ofSeconds(1))));
		assertThat(events).endsWith(new ExecutionEvent.Complete(false, 124));
	}

	@Test
	void refusesALanguageThatItDoesNotHave() {
		StepVerifier.create(reactive.streamCode(CodeRequest.of(Language.of("klingon"), "Qapla'")))
			.expectError(HopxValidationException.class)
			.verify(EmbeddedServer.LIMIT);
	}

	@Test
	void cancellingEndsTheRun() {
		StepVerifier
			.create(reactive.streamCode(CodeRequest.of(Language.BASH, ENDLESS))
				.ofType(ExecutionEvent.Stdout.class)
				.take(10))
			.expectNextCount(10)
			.expectComplete()
			.verify(EmbeddedServer.LIMIT);
		await().atMost(Duration.ofSeconds(1)).until(RealStreamTests::nothingRuns);
	}

	@Test
	void closingTheBlockingStreamEndsTheRun() {
		try (Stream<ExecutionEvent> events = sandbox.commands().stream(CommandRequest.of(ENDLESS))) {
			assertThat(events.limit(10)).hasSize(10).hasOnlyElementsOfType(ExecutionEvent.Stdout.class);
		}
		await().atMost(Duration.ofSeconds(1)).until(RealStreamTests::nothingRuns);
	}

	@Test
	void killingTheSandboxEndsItsStreams() {
		try (Sandbox other = server.blocking().create()) {
			ReactiveSandbox handle = server.reactive().connect(other.id()).block(EmbeddedServer.LIMIT);
			StepVerifier.create(handle.streamCode(CodeRequest.of(Language.BASH, ENDLESS)).skip(2).take(1))
				.expectNextCount(1)
				.expectComplete()
				.verify(EmbeddedServer.LIMIT);
			StepVerifier
				.create(handle.streamCode(CodeRequest.of(Language.BASH, ENDLESS))
					.index()
					.concatMap((event) -> (event.getT1() == 3) ? handle.kill().then(Mono.empty()) : Mono.empty()))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxException.class))
				.verify(EmbeddedServer.LIMIT);
		}
	}

	@Test
	void holdsATerminal() {
		try (Terminal terminal = sandbox.terminal(TerminalOptions.size(100, 30))) {
			terminal.send("stty size; echo $((6*7)); exit 3\n");
			try (Stream<String> output = terminal.output()) {
				assertThat(output.collect(Collectors.joining())).contains("30 100").contains("42");
			}
			assertThat(terminal.exitCode()).hasValue(3);
		}
	}

	@Test
	void closingATerminalEndsItsOutput() {
		try (Terminal terminal = sandbox.terminal()) {
			terminal.send("echo $((6*7))\n");
			try (Stream<String> output = terminal.output()) {
				assertThat(output.anyMatch((text) -> text.contains("42"))).isTrue();
			}
			assertThat(terminal.exitCode()).isEmpty();
		}
	}

	@Test
	void watchesFiles() {
		sandbox.files().mkdir("/workspace/watched");
		// The agent does not say when it has begun, so there is a change now and then
		Flux<FileEvent> changes = reactive.files()
			.watch("/workspace/watched")
			.mergeWith(Flux.interval(Duration.ofMillis(200))
				.onBackpressureDrop()
				.concatMap((number) -> reactive.files().write("/workspace/watched/" + number, "x"))
				.thenMany(Flux.empty()));
		StepVerifier.create(changes.filter((event) -> event.is(FileEvent.CREATED)).take(2))
			.assertNext((event) -> assertThat(event.path()).startsWith("/workspace/watched/"))
			.expectNextCount(1)
			.expectComplete()
			.verify(EmbeddedServer.LIMIT);
		StepVerifier.create(reactive.files().watch("/etc"))
			.expectError(HopxForbiddenException.class)
			.verify(EmbeddedServer.LIMIT);
	}

	@Test
	void refusesWhatIPythonCannotDo() {
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> sandbox.ipython().run(CodeRequest.of(Language.BASH, "ls")));
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> sandbox.ipython().run(CodeRequest.of("1").workingDirectory("/tmp")));
	}

	private static boolean nothingRuns() {
		List<RunEntry> runs = server.hopx()
			.ledger()
			.runs()
			.stream()
			.filter((run) -> run.source().contains(ENDLESS))
			.toList();
		return !runs.isEmpty() && runs.stream().noneMatch(RunEntry::isRunning);
	}

	private static List<ExecutionEvent> all(Flux<ExecutionEvent> stream) {
		return stream.collectList().block(EmbeddedServer.LIMIT);
	}

	private static String stdout(List<ExecutionEvent> events) {
		return events.stream()
			.filter(ExecutionEvent.Stdout.class::isInstance)
			.map((event) -> ((ExecutionEvent.Stdout) event).text())
			.collect(Collectors.joining());
	}

}
