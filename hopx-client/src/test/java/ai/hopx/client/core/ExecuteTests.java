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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.core.SandboxSource.Lease;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Lends a sandbox, and kills it whatever becomes of the work.
 */
class ExecuteTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String CREATE = "POST /v1/sandboxes";

	private static final String KILL = "DELETE /v1/sandboxes/" + Wire.ID;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@BeforeEach
	void answer() {
		Wire.answer(wire.control(), CREATE, Wire.created(wire, "running"));
		Wire.answer(wire.control(), KILL, "{}");
	}

	@Test
	void killsAfterSuccess() {
		StepVerifier.create(Wire.reactive(wire).execute((sandbox) -> Mono.just(sandbox.id())))
			.expectNext(Wire.ID)
			.expectComplete()
			.verify(LIMIT);
		createdAndKilled();
		assertThat(Wire.blocking(wire).<String>execute(Sandbox::id)).isEqualTo(Wire.ID);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, KILL, CREATE, KILL);
	}

	@Test
	void killsAfterWorkThatHasNoResult() {
		StepVerifier.create(Wire.reactive(wire).execute((sandbox) -> Mono.empty())).expectComplete().verify(LIMIT);
		createdAndKilled();
		assertThat(Wire.blocking(wire).<Object>execute((sandbox) -> null)).isNull();
	}

	@Test
	void killsAfterFailure() {
		StepVerifier.create(Wire.reactive(wire).execute((sandbox) -> Mono.error(new IllegalStateException("work"))))
			.expectErrorMessage("work")
			.verify(LIMIT);
		createdAndKilled();
	}

	@Test
	void killsWhereTheCallbackThrows() {
		StepVerifier.create(Wire.reactive(wire).execute((sandbox) -> {
			throw new IllegalStateException("callback");
		})).expectErrorMessage("callback").verify(LIMIT);
		createdAndKilled();
	}

	@Test
	void killsWhereTheBlockingCallbackThrows() {
		assertThatIllegalStateException().isThrownBy(() -> Wire.blocking(wire).execute((sandbox) -> {
			throw new IllegalStateException("callback");
		})).withMessage("callback");
		createdAndKilled();
	}

	@Test
	void killsWhereItIsCancelledDuringTheWork() {
		Sinks.Empty<Void> working = Sinks.empty();
		Disposable caller = Wire.reactive(wire).execute((sandbox) -> {
			working.tryEmitEmpty();
			return Mono.never();
		}).subscribe();
		working.asMono().block(LIMIT);
		caller.dispose();
		await().untilAsserted(ExecuteTests::createdAndKilled);
	}

	@Test
	void killsWhereItTakesTooLong() {
		StepVerifier.create(Wire.reactive(wire).execute((sandbox) -> Mono.never()).timeout(Duration.ofMillis(400)))
			.expectError()
			.verify(LIMIT);
		await().untilAsserted(ExecuteTests::createdAndKilled);
	}

	@Test
	void killsWhereItIsCancelledDuringTheCreate() {
		Wire.answer(wire.control(), CREATE, okJson(Wire.created(wire, "running")).withFixedDelay(400));
		Disposable caller = Wire.reactive(wire).execute((sandbox) -> Mono.never()).subscribe();
		await().untilAsserted(() -> assertThat(wire.controlRequests()).hasSize(1));
		caller.dispose();
		await().untilAsserted(ExecuteTests::createdAndKilled);
	}

	@Test
	void returnsTheResultWhereTheKillFails() {
		refuseTheKill();
		StepVerifier.create(Wire.reactive(wire).execute((sandbox) -> Mono.just("result")))
			.expectNext("result")
			.expectComplete()
			.verify(LIMIT);
		assertThat(Wire.blocking(wire).<String>execute((sandbox) -> "result")).isEqualTo("result");
	}

	@Test
	void keepsTheFailureWhereTheKillFailsToo() {
		refuseTheKill();
		StepVerifier.create(Wire.reactive(wire).execute((sandbox) -> Mono.error(new IllegalStateException("work"))))
			.expectErrorSatisfies((error) -> assertThat(error).hasMessage("work")
				.satisfies((failure) -> assertThat(failure.getSuppressed())
					.hasAtLeastOneElementOfType(HopxServerException.class)))
			.verify(LIMIT);
		assertThatThrownBy(() -> Wire.blocking(wire).execute((sandbox) -> {
			throw new IllegalStateException("work");
		})).hasMessage("work")
			.satisfies((failure) -> assertThat(failure.getSuppressed())
				.hasAtLeastOneElementOfType(HopxServerException.class));
	}

	@Test
	void runsTheBlockingCallbackOnTheCallersThread() {
		Thread thread = Wire.blocking(wire).execute((sandbox) -> Thread.currentThread());
		assertThat(thread).isSameAs(Thread.currentThread());
	}

	@Test
	void asksTheSourcesInTheirOrder() {
		List<String> asked = new ArrayList<>();
		SandboxSource none = (spec) -> Mono.fromRunnable(() -> asked.add("none " + spec.template()));
		SandboxSource pool = (spec) -> Mono
			.fromSupplier(() -> new Lease(Wire.sandbox(wire), Mono.fromRunnable(() -> asked.add("released"))));
		SandboxSource never = (spec) -> Mono.error(new IllegalStateException("asked in vain"));
		StepVerifier.create(from(none, pool, never).execute((sandbox) -> Mono.just(asked.size())))
			.expectNext(1)
			.expectComplete()
			.verify(LIMIT);
		assertThat(asked).containsExactly("none code-interpreter", "released");
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void createsWhereNoSourceServes() {
		SandboxSource none = (spec) -> Mono.empty();
		StepVerifier.create(from(none, none).execute((sandbox) -> Mono.just(sandbox.acquisition().source())))
			.expectNext(Acquisition.Source.CREATED)
			.expectComplete()
			.verify(LIMIT);
		createdAndKilled();
	}

	@Test
	void asksForSourcesAtEachCall() {
		List<SandboxSource> sources = new ArrayList<>();
		ReactiveHopxTemplate hopx = new ReactiveHopxTemplate(wire.client().build(), SandboxDefaults.standard(),
				sources::stream, SandboxLifecycleListener.none(), SandboxTracker.none());
		sources.add((spec) -> Mono.just(new Lease(Wire.sandbox(wire), Mono.empty())));
		StepVerifier.create(hopx.execute((sandbox) -> Mono.just(sandbox.acquisition().source())))
			.expectNext(Acquisition.Source.CONNECTED)
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void failsWhereASourceFails() {
		SandboxSource broken = (spec) -> Mono.error(new IllegalStateException("empty and closed"));
		StepVerifier.create(from(broken).execute((sandbox) -> Mono.just(1)))
			.expectErrorMessage("empty and closed")
			.verify(LIMIT);
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void killsWhereItIsCancelledAtTheMomentThatTheSandboxIsThere() throws Exception {
		HopxClient client = wire.client().build();
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		for (int round = 0; round < 1000; round++) {
			Queue<String> killed = new ConcurrentLinkedQueue<>();
			Sinks.One<Lease> lease = Sinks.one();
			SandboxSource source = (spec) -> Delivery.of((left) -> lease.asMono(), LIMIT, IllegalStateException::new,
					(unwanted) -> killed.add("unwanted"));
			CyclicBarrier start = new CyclicBarrier(2);
			Disposable caller = new ReactiveHopxTemplate(client, SandboxDefaults.standard(), () -> Stream.of(source),
					SandboxLifecycleListener.none(), SandboxTracker.none())
				.execute((lent) -> Mono.never())
				.subscribe();
			Schedulers.boundedElastic().schedule(() -> {
				pass(start);
				lease.tryEmitValue(new Lease(sandbox, Mono.fromRunnable(() -> killed.add("released"))));
			});
			pass(start);
			caller.dispose();
			await().pollInterval(Duration.ofMillis(1)).untilAsserted(() -> assertThat(killed).hasSize(1));
		}
	}

	private static ReactiveHopxTemplate from(SandboxSource... sources) {
		return new ReactiveHopxTemplate(wire.client().build(), SandboxDefaults.standard(), () -> Stream.of(sources),
				SandboxLifecycleListener.none(), SandboxTracker.none());
	}

	private static void refuseTheKill() {
		Wire.answer(wire.control(), KILL, aResponse().withStatus(500));
	}

	private static void createdAndKilled() {
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(CREATE, KILL);
	}

	private static void pass(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
