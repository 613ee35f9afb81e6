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

package ai.hopx.benchmarks;

import java.time.Duration;

import ai.hopx.client.pool.BackgroundQuota;
import ai.hopx.client.pool.PoolMetricsRecorder.AcquireOutcome;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.Validation;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A pool that always has a sandbox ready, on a service that answers at once.
 */
@State(Scope.Benchmark)
public class WarmPool {

	private static final int MIN_IDLE = 500;

	/** How many are taken before the pool is full again: never the last. */
	private static final int BATCH = 400;

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private final StubHopx stub = StubHopx.start(StubSettings.immediate());

	private final HopxAccess access = HopxAccess.to(this.stub);

	private final CountingRecorder recorder = new CountingRecorder();

	private final ReactiveSandboxPool reactive = ReactiveSandboxPool
		.builder(this.access.client(),
				PoolSettings.builder("benchmark", "code-interpreter")
					.minIdle(MIN_IDLE)
					.maxSize(2 * MIN_IDLE)
					.validation(Validation.NEVER)
					.build())
		.quota(BackgroundQuota.perMinute(1_000_000))
		.recorder(this.recorder)
		.build();

	private final SandboxPool blocking = new SandboxPool(this.reactive);

	private int left;

	/**
	 * Fill the pool.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.reactive.start();
		this.reactive.whenWarm().block(LIMIT);
	}

	/**
	 * Let the pool become full again and its victims be killed, every so often.
	 */
	void pace() {
		if (this.left == 0) {
			awaitRest();
			this.left = BATCH;
		}
		this.left--;
	}

	private void awaitRest() {
		long end = System.nanoTime() + LIMIT.toNanos();
		for (PoolStatus status = this.reactive.status(); status.idle() < MIN_IDLE || status.warming() > 0
				|| status.killing() > 0; status = this.reactive.status()) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("The pool does not come to rest: " + status);
			}
			try {
				Thread.sleep(5);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * Stop the pool, and see whether all was as it should be.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.reactive.stop().block(LIMIT);
		this.access.close();
		int alive = this.stub.countAlive();
		this.stub.close();
		if (alive > 0) {
			throw new IllegalStateException(alive + " sandboxes were left behind");
		}
		long served = this.recorder.count(AcquireOutcome.SUCCESS);
		if (served != this.recorder.countWarm()) {
			throw new IllegalStateException("Only %d of %d sandboxes were ready when they were asked for"
				.formatted(this.recorder.countWarm(), served));
		}
	}

	SandboxPool blocking() {
		return this.blocking;
	}

	ReactiveSandboxPool reactive() {
		return this.reactive;
	}

}
