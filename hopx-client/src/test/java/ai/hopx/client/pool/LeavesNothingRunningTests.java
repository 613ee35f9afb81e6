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

package ai.hopx.client.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.pool.PoolMetricsRecorder.AcquireOutcome;
import ai.hopx.embedded.ledger.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is over leaves no timer, no work and no thread behind.
 */
class LeavesNothingRunningTests {

	/** The next look of the housekeeper. */
	private static final int ALWAYS = 1;

	/** The end of the drain and that of the stop: no look is taken meanwhile. */
	private static final int DRAIN = 2;

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void createsAndCallersThatAreServed() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(2).maxSize(2));
		pool.acquire().block(PoolServer.LIMIT);
		pool.acquire(AcquireRequest.defaults().env("A", "1")).block(PoolServer.LIMIT);
		assertThat(server.pending()).isEqualTo(ALWAYS);
	}

	@Test
	void preparedCreates() {
		server.warmPool((settings) -> settings.warmUpCommands(List.of("true")));
		assertThat(server.pending()).isEqualTo(ALWAYS);
	}

	@Test
	void createsThatFail() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").always().status(500);
		ReactiveSandboxPool pool = server.pool((settings) -> settings);
		pool.start();
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().lastError()).isNotNull();
			assertThat(server.pending()).isEqualTo(ALWAYS + 1);
		});
	}

	@Test
	void preparationsThatFail() {
		ReactiveSandboxPool pool = server.pool((settings) -> settings.warmUpCommands(List.of("exit 3")));
		pool.start();
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().lastError()).isNotNull();
			assertThat(server.pending()).isEqualTo(ALWAYS + 1);
		});
	}

	@Test
	void looksAtWhatIsMissing() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings);
		server.hopx().faults().controlPlane().post("/v1/sandboxes").always().status(500);
		ReactivePooledSandbox lent = pool.acquire().block(PoolServer.LIMIT);
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().lastError()).isNotNull();
			assertThat(server.pending()).isEqualTo(ALWAYS + 1);
		});
		CompletableFuture<Void> stopped = pool.stop().toFuture();
		assertThat(server.pending()).isEqualTo(DRAIN);
		lent.kill().block();
		assertThat(stopped).succeedsWithin(PoolServer.LIMIT);
	}

	@Test
	void handOversOfThoseWhoLeave() {
		List<AcquireOutcome> outcomes = new CopyOnWriteArrayList<>();
		ReactiveSandboxPool pool = server.pool((settings) -> settings.maxSize(1),
				(builder) -> builder.recorder(new PoolMetricsRecorder() {

					@Override
					public void acquired(Source source, AcquireOutcome outcome, Duration duration) {
						outcomes.add(outcome);
					}

				}));
		pool.start();
		pool.whenWarm().block(PoolServer.LIMIT);
		server.hopx().faults().dataPlane().patch("/env").delay(Duration.ofMillis(300));
		Disposable caller = pool.acquire(AcquireRequest.defaults().env("A", "1")).subscribe();
		PoolServer.await().until(() -> server.ledger().requests(Plane.DATA, "PATCH", "/env").size() == 1);
		caller.dispose();
		PoolServer.await()
			.during(Duration.ofMillis(500))
			.untilAsserted(() -> assertThat(outcomes).containsExactly(AcquireOutcome.ERROR));
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(1));
	}

	@Test
	void createsThatNobodyWantsAnyMore() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").delay(Duration.ofMillis(300));
		ReactiveSandboxPool pool = server.pool((settings) -> settings);
		pool.start();
		PoolServer.await().until(() -> server.creates() == 1);
		CompletableFuture<Void> stopped = pool.stop().toFuture();
		assertThat(stopped).succeedsWithin(PoolServer.LIMIT);
		assertThat(server.pending()).isZero();
	}

	@Test
	void callersThatLeaveOrAreRefused() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1).pendingAcquireMaxCount(1));
		ReactivePooledSandbox only = pool.acquire().block(PoolServer.LIMIT);
		Disposable waiter = pool.acquire().subscribe();
		assertThat(server.pending()).isEqualTo(ALWAYS + 1);
		assertThatExceptionOfType(PoolExhaustedException.class).isThrownBy(() -> pool.acquire().block());
		assertThat(server.pending()).isEqualTo(ALWAYS + 1);
		waiter.dispose();
		assertThat(server.pending()).isEqualTo(ALWAYS);
		CompletableFuture<ReactivePooledSandbox> refused = pool.acquire().toFuture();
		CompletableFuture<Void> stopped = pool.stop().toFuture();
		assertThat(refused).failsWithin(PoolServer.LIMIT);
		assertThat(server.pending()).isEqualTo(DRAIN);
		only.kill().block();
		assertThat(stopped).succeedsWithin(PoolServer.LIMIT);
	}

	@Test
	void callersWhoseWishesCannotBeMet() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		assertThatExceptionOfType(HopxForbiddenException.class)
			.isThrownBy(() -> pool.acquire(AcquireRequest.defaults().file("/etc/passwd", "x")).block(PoolServer.LIMIT));
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().idle()).isEqualTo(1);
			assertThat(server.pending()).isEqualTo(ALWAYS);
		});
	}

	@Test
	void preparationsOfWhatIsKilled() {
		AtomicBoolean begun = new AtomicBoolean();
		AtomicBoolean ended = new AtomicBoolean();
		ReactiveSandboxPool pool = server.pool((settings) -> settings,
				(builder) -> builder.preparers(List.of((name, sandbox) -> Mono.never()
					.doOnSubscribe((subscription) -> begun.set(true))
					.doOnCancel(() -> ended.set(true)))));
		pool.start();
		PoolServer.await().untilTrue(begun);
		assertThat(pool.stop().toFuture()).succeedsWithin(PoolServer.LIMIT);
		assertThat(ended).isTrue();
	}

	@Test
	void theThreadOfAPool() {
		ReactiveSandboxPool pool = ReactiveSandboxPool
			.builder(server.client(), PoolSettings.builder("with-a-thread", "code-interpreter").build())
			.build();
		server.hopx().faults().controlPlane().post("/v1/sandboxes").status(500);
		pool.start();
		// After a pause of half a second at least, which it needs its thread for
		pool.whenWarm().block(PoolServer.LIMIT);
		assertThat(threads()).hasSize(1);
		pool.stop().block(PoolServer.LIMIT);
		PoolServer.await().untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.equals("hopx-pool-with-a-thread"))
			.toList();
	}

}
