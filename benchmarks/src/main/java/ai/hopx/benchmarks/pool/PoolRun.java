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

import java.time.Duration;
import java.util.function.UnaryOperator;

import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.client.pool.BackgroundQuota;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.PoolSettingsBuilder;
import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.ReactiveSandboxPool;

/**
 * A pool for the length of a measurement. No quota slows it down, and it sends nothing
 * but creates and kills.
 */
final class PoolRun implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofSeconds(120);

	private final CountingRecorder recorder = new CountingRecorder();

	private final ReactiveSandboxPool pool;

	private PoolRun(HopxAccess access, PoolSettings settings) {
		this.pool = ReactiveSandboxPool.builder(access.client(), settings)
			.quota(BackgroundQuota.perMinute(1_000_000))
			.recorder(this.recorder)
			.build();
	}

	static PoolRun of(HopxAccess access, UnaryOperator<PoolSettingsBuilder> settings) {
		PoolSettingsBuilder builder = PoolSettings.builder("benchmark", "code-interpreter");
		return new PoolRun(access, settings.apply(builder).build());
	}

	/**
	 * Fill the pool.
	 * @return how long that took, in nanoseconds
	 */
	long fill() {
		long started = System.nanoTime();
		this.pool.start();
		this.pool.whenWarm().block(LIMIT);
		return System.nanoTime() - started;
	}

	/**
	 * Wait until all that is to be ready is, and all that is to be dead.
	 */
	void awaitRest() {
		long end = System.nanoTime() + LIMIT.toNanos();
		for (PoolStatus status = this.pool.status(); !isAtRest(status); status = this.pool.status()) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("The pool does not come to rest: " + status);
			}
			Pause.of(Duration.ofMillis(5));
		}
	}

	private static boolean isAtRest(PoolStatus status) {
		return status.idle() >= status.minIdle() && status.warming() == 0 && status.killing() == 0;
	}

	ReactiveSandboxPool pool() {
		return this.pool;
	}

	CountingRecorder recorder() {
		return this.recorder;
	}

	@Override
	public void close() {
		this.pool.stop().block(LIMIT);
	}

}
