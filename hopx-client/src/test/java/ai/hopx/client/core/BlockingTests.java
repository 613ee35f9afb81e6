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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxNotFoundException;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Waiting: where it is refused, how it is interrupted, what it makes of errors.
 */
class BlockingTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final Queue<String> abandoned = new ConcurrentLinkedQueue<>();

	@AfterEach
	void leaveNoInterrupt() {
		Thread.interrupted();
	}

	@Test
	void refusesThreadsThatServeEvents() {
		HopxTemplate hopx = Wire.blocking(wire);
		Sandbox sandbox = new BlockingSandbox(Wire.sandbox(wire));
		refused(() -> hopx.runCode("1"));
		refused(() -> hopx.create());
		refused(() -> hopx.execute((lent) -> 1));
		refused(() -> hopx.sandboxes().list());
		refused(() -> sandbox.runCode("1"));
		refused(() -> sandbox.files().readText("/tmp/a"));
		refused(sandbox::close);
		assertThat(wire.controlRequests()).isEmpty();
		assertThat(wire.agentRequests()).isEmpty();
	}

	@Test
	void throwsErrorsAsTheyAreAndShowsWhereItWaited() {
		Wire.answer(wire.control(),
				aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"SANDBOX_NOT_FOUND\"}"));
		assertThatExceptionOfType(HopxNotFoundException.class)
			.isThrownBy(() -> Wire.blocking(wire).sandboxes().get("abc"))
			.satisfies((error) -> assertThat(error.getSuppressed()[0].getStackTrace())
				.anySatisfy((frame) -> assertThat(frame.getClassName()).isEqualTo(BlockingTests.class.getName())));
	}

	@Test
	void endsAWaitWhenInterrupted() {
		TestPublisher<String> work = TestPublisher.create();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(HopxException.class)
			.isThrownBy(() -> Blocking.await(work.mono(), this.abandoned::add))
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		work.assertCancelled();
	}

	@Test
	void returnsWhatIsThereThoughInterrupted() {
		Thread.currentThread().interrupt();
		assertThat(Blocking.await(Mono.just("there"), this.abandoned::add)).isEqualTo("there");
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.abandoned).isEmpty();
	}

	@Test
	void getsRidOfWhatComesAfterAnInterrupt() {
		Sinks.One<String> work = Sinks.one();
		// Does not listen to a cancel, as one that comes too late
		Mono<String> deaf = Mono.create((sink) -> work.asMono().subscribe(sink::success));
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(HopxException.class)
			.isThrownBy(() -> Blocking.await(new DeafMono(deaf), this.abandoned::add));
		work.tryEmitValue("late").orThrow();
		assertThat(this.abandoned).containsExactly("late");
	}

	@Test
	void seesWorkThroughThoughInterrupted() {
		AtomicReference<String> done = new AtomicReference<>();
		Sinks.Empty<Void> work = Sinks.empty();
		Thread.currentThread().interrupt();
		Blocking.finish(work.asMono().doOnTerminate(() -> done.set("done")));
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(done).hasNullValue();
		work.tryEmitEmpty().orThrow();
		assertThat(done).hasValue("done");
	}

	@Test
	void killsTheSandboxOfACreateThatIsInterrupted() {
		Wire.answer(wire.control(), "POST /v1/sandboxes", okJson(Wire.created(wire, "running")).withFixedDelay(300));
		Wire.answer(wire.control(), "DELETE /v1/sandboxes/" + Wire.ID, "{}");
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(HopxException.class).isThrownBy(() -> Wire.blocking(wire).create());
		Thread.interrupted();
		await().untilAsserted(
				() -> assertThat(Wire.lines(wire.controlRequests())).containsAnyOf("DELETE /v1/sandboxes/" + Wire.ID));
	}

	@Test
	void killsTheSandboxOfWorkThatIsInterrupted() {
		Wire.answer(wire.control(), "POST /v1/sandboxes", okJson(Wire.created(wire, "running")));
		Wire.answer(wire.control(), "DELETE /v1/sandboxes/" + Wire.ID, "{}");
		String result = Wire.blocking(wire).execute((sandbox) -> {
			Thread.currentThread().interrupt();
			return "result";
		});
		assertThat(result).isEqualTo("result");
		assertThat(Thread.interrupted()).isTrue();
		await().untilAsserted(() -> assertThat(Wire.lines(wire.controlRequests())).containsExactly("POST /v1/sandboxes",
				"DELETE /v1/sandboxes/" + Wire.ID));
	}

	private static void refused(Runnable call) {
		StepVerifier.create(Mono.fromRunnable(call).subscribeOn(Schedulers.parallel()))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("ReactiveHopxTemplate"))
			.verify(LIMIT);
	}

	/**
	 * Passes on what comes after it was cancelled.
	 */
	private static final class DeafMono extends Mono<String> {

		private final Mono<String> source;

		DeafMono(Mono<String> source) {
			this.source = source;
		}

		@Override
		public void subscribe(CoreSubscriber<? super String> actual) {
			actual.onSubscribe(Operators.emptySubscription());
			this.source.subscribe(actual::onNext);
		}

	}

}
