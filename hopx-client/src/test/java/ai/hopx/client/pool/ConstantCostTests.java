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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.core.Acquisition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Constant cost: no lock is held across anything else, and there is one thread for a
 * pool. What an acquire takes is measured by the benchmarks.
 */
class ConstantCostTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void noLockIsHeldWhileOthersAreTold() {
		AtomicReference<ReactiveSandboxPool> pool = new AtomicReference<>();
		List<String> told = new CopyOnWriteArrayList<>();
		PoolMetricsRecorder recorder = new PoolMetricsRecorder() {

			@Override
			public void acquired(Acquisition.Source source, AcquireOutcome outcome, Duration duration) {
				othersComeThrough("acquired");
			}

			@Override
			public void created(CreateOutcome outcome, Duration duration) {
				othersComeThrough("created");
			}

			@Override
			public void used(UseOutcome outcome, Duration duration) {
				othersComeThrough("used");
			}

			@Override
			public void discarded(DiscardReason reason) {
				othersComeThrough("discarded");
			}

			private void othersComeThrough(String event) {
				CompletableFuture.supplyAsync(() -> pool.get().status()).orTimeout(5, TimeUnit.SECONDS).join();
				told.add(event);
			}

		};
		pool.set(server.pool((settings) -> settings.minIdle(2), (builder) -> builder.recorder(recorder)));
		pool.get().start();
		pool.get().whenWarm().block(PoolServer.LIMIT);
		pool.get().use((sandbox) -> {
			CompletableFuture.supplyAsync(() -> pool.get().status()).orTimeout(5, TimeUnit.SECONDS).join();
			return sandbox.ping();
		}).block(PoolServer.LIMIT);
		server.stop(List.of(pool.get()));
		assertThat(told).contains("acquired", "created", "used", "discarded");
	}

	@Test
	void noLockIsHeldWhileTheServiceIsAsked() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(2));
		server.hopx().faults().controlPlane().path("/**").always().delay(Duration.ofSeconds(1));
		ReactivePooledSandbox first = pool.acquire().block(PoolServer.LIMIT);
		first.kill().block();
		// A create and a kill are under way now
		assertThat(pool.status().warming()).isEqualTo(1);
		assertThat(pool.status().killing()).isEqualTo(1);
		assertThat(pool.acquire().block(Duration.ofMillis(900)).id()).isNotEqualTo(first.id());
		assertThat(pool.status().killing()).isEqualTo(1);
		// What is still to come must not come in the middle of the next test
		PoolServer.await().until(() -> pool.status().warming() == 0);
	}

	@Test
	void hasOneThreadHoweverManyWait() {
		ReactiveSandboxPool pool = ReactiveSandboxPool
			.builder(server.client(),
					PoolSettings.builder("threads", "code-interpreter")
						.minIdle(3)
						.maxSize(3)
						.drainTimeout(Duration.ofMillis(100))
						.build())
			.build();
		pool.start();
		pool.whenWarm().block(PoolServer.LIMIT);
		int before = Thread.activeCount();
		List<Disposable> waiting = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			waiting.add(pool.acquire().onErrorComplete().subscribe());
		}
		assertThat(pool.status().pending()).isEqualTo(297);
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.filteredOn((name) -> name.startsWith("hopx-pool-threads"))
			.hasSize(1);
		assertThat(Thread.activeCount()).isLessThan(before + 20);
		waiting.forEach(Disposable::dispose);
		assertThat(pool.status().pending()).isZero();
		pool.stop().block(PoolServer.LIMIT);
		PoolServer.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("hopx-pool-threads")));
	}

}
