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

package ai.hopx.spring.boot.actuate.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.client.model.MetricsSnapshot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The sandboxes of one template and pool. What they count stays when they go: the total
 * of an application never falls. All else goes with the last of them.
 */
final class SandboxGroup {

	/** Beyond this a count is no count, and not exact as a number either. */
	private static final double LARGEST_COUNT = 1L << 53;

	private final AtomicInteger live = new AtomicInteger();

	private final Map<String, double[]> counted = new HashMap<>();

	private final MeterRegistry registry;

	private final String template;

	private final String pool;

	private final SandboxLevels levels;

	private final Counter[] counters;

	private final Counter snapshotFailures;

	private final Counter killFailures;

	private @Nullable Gauge liveGauge;

	SandboxGroup(MeterRegistry registry, SnapshotKeys keys, String template, String pool) {
		this.registry = registry;
		this.template = template;
		this.pool = pool;
		this.levels = new SandboxLevels(registry, keys, template, pool);
		this.counters = new Counter[] { counter(HopxMetersDocumentation.SANDBOX_EXECUTIONS),
				counter(HopxMetersDocumentation.SANDBOX_REQUESTS), counter(HopxMetersDocumentation.SANDBOX_ERRORS) };
		this.snapshotFailures = counter(HopxMetersDocumentation.SANDBOX_SNAPSHOT_FAILURES);
		this.killFailures = HopxMetersDocumentation.SANDBOX_KILL_FAILURES.counter(template).register(registry);
	}

	private Counter counter(HopxMetersDocumentation meter) {
		return meter.counter(this.template, this.pool).register(this.registry);
	}

	synchronized void begins(String sandboxId) {
		this.counted.put(sandboxId, new double[this.counters.length]);
		if (this.live.incrementAndGet() == 1) {
			this.liveGauge = HopxMetersDocumentation.SANDBOX_LIVE
				.gauge(this.live, AtomicInteger::doubleValue, this.template, this.pool)
				.register(this.registry);
		}
	}

	synchronized void measured(String sandboxId, MetricsSnapshot snapshot) {
		double[] before = this.counted.get(sandboxId);
		if (before == null) {
			return;
		}
		count(0, before, snapshot.totalExecutions());
		count(1, before, snapshot.totalRequests());
		count(2, before, snapshot.totalErrors());
		this.levels.put(sandboxId, snapshot);
	}

	/**
	 * One that counts less than before has begun anew.
	 */
	private void count(int index, double[] before, @Nullable Double now) {
		if (now == null || now < 0 || now > LARGEST_COUNT) {
			return;
		}
		double more = (now < before[index]) ? now : now - before[index];
		before[index] = now;
		this.counters[index].increment(more);
	}

	void snapshotFailed() {
		this.snapshotFailures.increment();
	}

	void killFailed() {
		this.killFailures.increment();
	}

	synchronized void ends(String sandboxId) {
		if (this.counted.remove(sandboxId) == null) {
			return;
		}
		this.levels.remove(sandboxId);
		Gauge gauge = this.liveGauge;
		if (this.live.decrementAndGet() == 0 && gauge != null) {
			this.registry.remove(gauge);
			this.liveGauge = null;
		}
	}

}
