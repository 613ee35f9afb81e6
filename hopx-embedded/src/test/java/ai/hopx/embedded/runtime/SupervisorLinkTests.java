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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Frames, with a supervisor that says what the test wants.
 */
class SupervisorLinkTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int MAX_PAYLOAD = 1000;

	private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

	@Test
	void sendsAHeaderAndWhatBelongsToIt() {
		link("").open(Map.of("op", "code"), "x=1\n".getBytes(StandardCharsets.UTF_8), new Ignored());
		assertThat(this.sent.toString(StandardCharsets.UTF_8)).matches("\\{.*\"op\":\"code\".*}\nx=1\n")
			.contains("\"id\":1", "\"bytes\":4");
	}

	@Test
	void bringsAnswersToWhoAsked() throws Exception {
		SupervisorLink link = link("{\"id\":2,\"event\":\"done\",\"bytes\":3}\ntwo{\"id\":1,\"event\":\"done\"}\n");
		CompletableFuture<String> first = ask(link).toFuture();
		CompletableFuture<String> second = ask(link).toFuture();
		link.read();
		assertThat(first).succeedsWithin(PATIENCE).isEqualTo("1:");
		assertThat(second).succeedsWithin(PATIENCE).isEqualTo("2:two");
	}

	@Test
	void passesOverAnswersThatNobodyWaitsFor() throws IOException {
		SupervisorLink link = link("{\"id\":99,\"event\":\"done\"}\n{\"event\":\"gone\",\"reason\":\"full\"}\n");
		assertThat(link.read()).isEqualTo("full");
	}

	@Test
	void makesARefusalAFailure() throws IOException {
		SupervisorLink link = link(
				"{\"id\":1,\"event\":\"failed\",\"reason\":\"FILE_NOT_FOUND\",\"message\":\"no x\"}\n"
						+ "{\"id\":2,\"event\":\"failed\",\"reason\":\"???\"}\n");
		CompletableFuture<String> first = ask(link).toFuture();
		CompletableFuture<String> second = ask(link).toFuture();
		link.read();
		assertThat(first).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(RuntimeFailure.class)
			.withMessageContaining("no x");
		assertThat(second).failsWithin(PATIENCE)
			.withThrowableThat()
			.satisfies((ex) -> assertThat(ex.getCause()).isInstanceOfSatisfying(RuntimeFailure.class,
					(failure) -> assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.INTERNAL_ERROR)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nonsense\n", "{\"bytes\":-1}\n", "{\"bytes\":1001}\n", "{\"bytes\":10}\nshort" })
	void trustsNothingThatComes(String answer) {
		assertThatExceptionOfType(IOException.class).isThrownBy(link(answer)::read);
	}

	@Test
	void takesNoMoreOutputThanWasAskedFor() {
		SupervisorLink link = link("{\"id\":1,\"event\":\"out\",\"stream\":1,\"bytes\":1}\nx".repeat(1000));
		RunStream run = new RunStream(link, Map.of("op", "code"), new byte[0], Disposables::single);
		StepVerifier.create(run.events(), 0)
			.then(() -> assertThatCode(link::read).doesNotThrowAnyException())
			.thenRequest(Long.MAX_VALUE)
			.expectNextCount(44)
			.expectErrorMessage("The sandbox's supervisor sends more output than it may")
			.verify(PATIENCE);
	}

	@Test
	void failsEverythingAtTheEnd() {
		SupervisorLink link = link("");
		RuntimeFailure end = new RuntimeFailure(RuntimeFailure.Reason.SANDBOX_GONE, "gone");
		CompletableFuture<String> before = ask(link).toFuture();
		link.end(end);
		CompletableFuture<String> after = ask(link).toFuture();
		for (CompletableFuture<String> each : List.of(before, after)) {
			assertThat(each).failsWithin(PATIENCE).withThrowableThat().withCause(end);
		}
	}

	@Test
	void asksForNoMoreContentThanFitsTheWindow() {
		SupervisorLink link = link("");
		AtomicLong requested = new AtomicLong();
		Flux<ByteBuffer> content = Flux.range(0, 100)
			.map((i) -> ByteBuffer.allocate(100_000))
			.doOnRequest(requested::addAndGet);
		StepVerifier.create(new SupervisorFiles(link, Map.of()).write("file", content, null, true))
			.expectSubscription()
			.then(() -> assertThat(requested.get()).isEqualTo(11))
			.thenCancel()
			.verify(PATIENCE);
		assertThat(this.sent.size()).isBetween(1_100_000, 1_110_000);
	}

	private Mono<String> ask(SupervisorLink link) {
		return link.ask(Map.of("op", "ping"),
				(header, payload) -> header.path("id").asInt() + ":" + new String(payload, StandardCharsets.UTF_8));
	}

	private SupervisorLink link(String answers) {
		return new SupervisorLink(new ScriptedProcess(answers, this.sent), JsonMapper.shared(), Runnable::run,
				MAX_PAYLOAD);
	}

	/**
	 * Takes no notice of answers.
	 */
	private static final class Ignored implements Exchange {

		@Override
		public void onFrame(String event, tools.jackson.databind.JsonNode header, byte[] payload) {
		}

		@Override
		public void onFailure(RuntimeFailure failure) {
		}

	}

	/**
	 * Says what it was told to say.
	 */
	private static final class ScriptedProcess extends Process {

		private final InputStream answers;

		private final OutputStream sent;

		ScriptedProcess(String answers, OutputStream sent) {
			this.answers = new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8));
			this.sent = sent;
		}

		@Override
		public OutputStream getOutputStream() {
			return this.sent;
		}

		@Override
		public InputStream getInputStream() {
			return this.answers;
		}

		@Override
		public InputStream getErrorStream() {
			return InputStream.nullInputStream();
		}

		@Override
		public int waitFor() {
			return 0;
		}

		@Override
		public int exitValue() {
			return 0;
		}

		@Override
		public void destroy() {
		}

	}

}
