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
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import ai.hopx.client.core.Acquisition;
import ai.hopx.client.pool.PoolMetricsRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Does the work that meters would: counts, and sorts durations into buckets.
 */
final class CountingRecorder implements PoolMetricsRecorder {

	private final LongAdder[] outcomes = adders(AcquireOutcome.values().length);

	private final LongAdder warm = new LongAdder();

	private final LongAdder creates = new LongAdder();

	private final LongAdder failedCreates = new LongAdder();

	private final LongAdder acquireNanos = new LongAdder();

	private final LongAdder usedNanos = new LongAdder();

	private final AtomicLongArray acquireTimes = new AtomicLongArray(Long.SIZE);

	private final AtomicLongArray usedTimes = new AtomicLongArray(Long.SIZE);

	private static LongAdder[] adders(int count) {
		LongAdder[] adders = new LongAdder[count];
		for (int i = 0; i < count; i++) {
			adders[i] = new LongAdder();
		}
		return adders;
	}

	@Override
	public void acquired(Acquisition.@Nullable Source source, AcquireOutcome outcome, Duration duration) {
		this.outcomes[outcome.ordinal()].increment();
		if (source == Acquisition.Source.WARM) {
			this.warm.increment();
		}
		note(duration, this.acquireNanos, this.acquireTimes);
	}

	@Override
	public void created(CreateOutcome outcome, Duration duration) {
		((outcome == CreateOutcome.SUCCESS) ? this.creates : this.failedCreates).increment();
	}

	@Override
	public void used(UseOutcome outcome, Duration duration) {
		note(duration, this.usedNanos, this.usedTimes);
	}

	private static void note(Duration duration, LongAdder sum, AtomicLongArray buckets) {
		long nanos = duration.toNanos();
		sum.add(nanos);
		buckets.incrementAndGet(Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos | 1));
	}

	long count(AcquireOutcome outcome) {
		return this.outcomes[outcome.ordinal()].sum();
	}

	/**
	 * Return how many sandboxes were ready when they were asked for.
	 */
	long countWarm() {
		return this.warm.sum();
	}

	long countCreates() {
		return this.creates.sum();
	}

	long countFailedCreates() {
		return this.failedCreates.sum();
	}

}
