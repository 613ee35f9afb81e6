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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the maximum, lends no sandbox twice and leaves none behind, whatever happens at
 * the same time: threads that acquire, leave, wait too long and give back, while time
 * passes, sandboxes die, and creates, renewals and kills fail, over real sockets. The
 * server's ledger is the judge of what is left.
 */
class RandomInterleavingsTests {

	private static final int MAX_SIZE = 6;

	private static final int THREADS = 4;

	private static final int STEPS = 300;

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	private final Set<String> everLent = ConcurrentHashMap.newKeySet();

	private final Queue<ReactivePooledSandbox> lent = new ConcurrentLinkedQueue<>();

	private final Queue<Disposable> waiting = new ConcurrentLinkedQueue<>();

	private final Queue<Throwable> violations = new ConcurrentLinkedQueue<>();

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void keepsItsPromises(long seed) throws InterruptedException {
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(2)
			.maxSize(MAX_SIZE)
			.lease(Duration.ofMinutes(1))
			.renewInterval(Duration.ofSeconds(4))
			.acquireTimeout(Duration.ofSeconds(5))
			.validationInterval(Duration.ofSeconds(3))
			.maxIdleAge(Duration.ofSeconds(20)), (builder) -> builder.random(new Random(seed)::nextDouble));
		pool.start();
		pool.whenWarm().block(PoolServer.LIMIT);
		CountDownLatch done = new CountDownLatch(THREADS);
		for (int i = 0; i < THREADS; i++) {
			Random random = new Random(seed * THREADS + i);
			new Thread(() -> {
				try {
					for (int step = 0; step < STEPS; step++) {
						step(pool, random);
						// Real work, so that real work gets done
						server.client().send(HopxRequest.to(Endpoint.API_HEALTH).build()).block(PoolServer.LIMIT);
						check(pool.status());
					}
				}
				catch (RuntimeException | Error ex) {
					this.violations.add(ex);
				}
				finally {
					done.countDown();
				}
			}, "driver-" + i).start();
		}
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.violations).isEmpty();
		expectItWorks(pool);
		server.stop(List.of(pool));
		// How many depends on the machine
		assertThat(this.everLent).as("lent").isNotEmpty();
		assertThat(server.ledger().sandboxes()).as("judged by the ledger").hasSizeGreaterThan(this.everLent.size());
		assertThat(server.ledger().alive()).isEmpty();
	}

	private void step(ReactiveSandboxPool pool, Random random) {
		switch (random.nextInt(16)) {
			case 0, 1, 2, 3, 4 -> acquire(pool, random);
			case 5, 6, 7, 8 -> giveBack();
			case 9, 10 -> leave();
			case 11, 12 -> server.advance(Duration.ofMillis(random.nextInt(1_000)));
			case 13 -> endOne(random);
			case 14 -> fail(random);
			default -> stopAndStart(pool, random);
		}
	}

	private void acquire(ReactiveSandboxPool pool, Random random) {
		AcquireRequest request = (random.nextInt(4) == 0) ? AcquireRequest.defaults().env("A", "1")
				: AcquireRequest.defaults();
		this.waiting.add(pool.acquire(request).subscribe(this::borrowed, (error) -> {
		}));
	}

	private void borrowed(ReactivePooledSandbox sandbox) {
		if (!this.everLent.add(sandbox.id())) {
			this.violations.add(new AssertionError(sandbox + " was lent twice"));
		}
		this.lent.add(sandbox);
	}

	private void giveBack() {
		ReactivePooledSandbox sandbox = this.lent.poll();
		if (sandbox != null) {
			sandbox.kill().subscribe();
		}
	}

	private void leave() {
		Disposable waiter = this.waiting.poll();
		if (waiter != null) {
			waiter.dispose();
		}
	}

	/**
	 * End one that is no longer being created: such a create would look like one of a
	 * template that is not there.
	 */
	private static void endOne(Random random) {
		List<SandboxInfo> running = new ReactiveHopxTemplate(server.client(), SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), SandboxTracker.none())
			.sandboxes()
			.list()
			.filter((sandbox) -> sandbox.status().equals(SandboxState.RUNNING))
			.collectList()
			.block(PoolServer.LIMIT);
		if (!running.isEmpty()) {
			server.hopx().endSandbox(running.get(random.nextInt(running.size())).id());
		}
	}

	private static void fail(Random random) {
		var controlPlane = server.hopx().faults().controlPlane();
		switch (random.nextInt(6)) {
			case 0 -> controlPlane.post("/v1/sandboxes").status(500);
			case 1 -> controlPlane.post("/v1/sandboxes").delay(Duration.ofMillis(100));
			case 2 -> controlPlane.put("/v1/sandboxes/{id}/timeout").resetAfterWork();
			case 3 -> controlPlane.put("/v1/sandboxes/{id}/timeout").status(500);
			case 4 -> controlPlane.delete("/v1/sandboxes/{id}").status(503);
			default -> server.hopx().faults().dataPlane().get("/health").status(503);
		}
	}

	private static void stopAndStart(ReactiveSandboxPool pool, Random random) {
		if (random.nextInt(20) == 0) {
			pool.stop().subscribe();
		}
		pool.start();
	}

	private static void check(PoolStatus status) {
		assertThat(status.warming() + status.idle() + status.borrowed()).as(status::toString)
			.isLessThanOrEqualTo(MAX_SIZE);
		assertThat(status.killing()).as(status::toString).isNotNegative();
	}

	/**
	 * Nothing that happened keeps it from doing its work.
	 */
	private void expectItWorks(ReactiveSandboxPool pool) {
		server.hopx().faults().reset();
		server.passUntil(Duration.ofMillis(500), () -> {
			List.copyOf(this.waiting).forEach(Disposable::dispose);
			new ArrayList<>(this.lent).forEach((sandbox) -> sandbox.kill().subscribe());
			pool.start();
			assertThat(pool.status().pending()).isZero();
			assertThat(pool.status().borrowed()).isZero();
			assertThat(pool.status().idle()).isEqualTo(2);
		});
		ReactivePooledSandbox sandbox = pool.acquire().block(PoolServer.LIMIT);
		assertThat(sandbox.runCode("print(6*7)").block(PoolServer.LIMIT).stdout()).isEqualTo("42\n");
		sandbox.kill().block();
	}

}
