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

package ai.hopx.benchmarks.pool;

import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.benchmarks.stub.StubHopx;
import ai.hopx.benchmarks.stub.StubSettings;
import ai.hopx.client.pool.PoolMetricsRecorder.AcquireOutcome;
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

	private final StubHopx stub = StubHopx.start(StubSettings.immediate());

	private final HopxAccess access = HopxAccess.to(this.stub);

	private final PoolRun run = PoolRun.of(this.access,
			(settings) -> settings.minIdle(MIN_IDLE).maxSize(2 * MIN_IDLE).validation(Validation.NEVER));

	private final ReactiveSandboxPool reactive = this.run.pool();

	private final SandboxPool blocking = new SandboxPool(this.reactive);

	private int left;

	/**
	 * Fill the pool.
	 */
	@Setup(Level.Trial)
	public void start() {
		this.run.fill();
	}

	/**
	 * Let the pool become full again and its victims be killed, every so often.
	 */
	void pace() {
		if (this.left == 0) {
			this.run.awaitRest();
			this.left = BATCH;
		}
		this.left--;
	}

	/**
	 * Stop the pool, and see whether all was as it should be.
	 */
	@TearDown(Level.Trial)
	public void stop() {
		this.run.close();
		this.access.close();
		int alive = this.stub.countAlive();
		this.stub.close();
		if (alive > 0) {
			throw new IllegalStateException(alive + " sandboxes were left behind");
		}
		long served = this.run.recorder().count(AcquireOutcome.SUCCESS);
		if (served != this.run.recorder().countWarm()) {
			throw new IllegalStateException("Only %d of %d sandboxes were ready when they were asked for"
				.formatted(this.run.recorder().countWarm(), served));
		}
	}

	SandboxPool blocking() {
		return this.blocking;
	}

	ReactiveSandboxPool reactive() {
		return this.reactive;
	}

}
