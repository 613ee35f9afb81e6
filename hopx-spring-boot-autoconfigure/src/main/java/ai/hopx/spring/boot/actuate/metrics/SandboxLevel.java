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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.DoubleStream;

import ai.hopx.client.model.MetricsSnapshot;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One thing that goes up and down in sandboxes. Amounts are summed up over them; of
 * shares and durations there are a maximum and a mean.
 *
 * @param meter the meter that shows it
 * @param key what tells it from others of the same meter, {@code null} where nothing does
 * @param leaf what it is in one sandbox, {@code null} where that does not tell
 * @param isAmount whether it is an amount
 * @param outlives whether it says something of sandboxes that have ended: one that lives
 * for a single run would never be seen with the duration of that
 */
record SandboxLevel(HopxMetersDocumentation meter, @Nullable String key,
		Function<MetricsSnapshot, @Nullable Double> leaf, boolean isAmount, boolean outlives) {

	private static final double MILLIS_PER_SECOND = 1000;

	private static final double PERCENT = 100;

	/**
	 * What is known of all agents.
	 */
	static final List<SandboxLevel> KNOWN = List.of(
			amount(HopxMetersDocumentation.SANDBOX_EXECUTIONS_ACTIVE, MetricsSnapshot::activeExecutions),
			amount(HopxMetersDocumentation.SANDBOX_MEMORY_USED, MetricsSnapshot::memoryUsed),
			amount(HopxMetersDocumentation.SANDBOX_MEMORY_TOTAL, MetricsSnapshot::memoryTotal),
			amount(HopxMetersDocumentation.SANDBOX_DISK_USED, MetricsSnapshot::diskUsed),
			amount(HopxMetersDocumentation.SANDBOX_DISK_TOTAL, MetricsSnapshot::diskTotal),
			amount(HopxMetersDocumentation.SANDBOX_PROCESSES, MetricsSnapshot::processes),
			amount(HopxMetersDocumentation.SANDBOX_CACHE_SIZE, MetricsSnapshot::cacheSize),
			statistic(HopxMetersDocumentation.SANDBOX_CACHE_HIT_RATIO, MetricsSnapshot::cacheHitRate, 1),
			statistic(HopxMetersDocumentation.SANDBOX_CPU_USAGE, MetricsSnapshot::cpuUsagePercent, PERCENT),
			statistic(HopxMetersDocumentation.SANDBOX_UPTIME, MetricsSnapshot::uptimeSeconds, 1),
			duration(HopxMetersDocumentation.SANDBOX_EXECUTION_DURATION_AVG, MetricsSnapshot::averageDurationMs),
			duration(HopxMetersDocumentation.SANDBOX_EXECUTION_DURATION_P95, MetricsSnapshot::p95DurationMs));

	/**
	 * What a snapshot has beyond that, under one of its keys.
	 */
	static SandboxLevel other(String key) {
		return new SandboxLevel(HopxMetersDocumentation.SANDBOX_SNAPSHOT, key, (snapshot) -> snapshot.others().get(key),
				false, false);
	}

	private static SandboxLevel amount(HopxMetersDocumentation meter,
			Function<MetricsSnapshot, @Nullable Double> leaf) {
		return new SandboxLevel(meter, null, leaf, true, false);
	}

	private static SandboxLevel statistic(HopxMetersDocumentation meter,
			Function<MetricsSnapshot, @Nullable Double> leaf, double divisor) {
		return new SandboxLevel(meter, null, divided(leaf, divisor), false, false);
	}

	private static SandboxLevel duration(HopxMetersDocumentation meter,
			Function<MetricsSnapshot, @Nullable Double> leaf) {
		return new SandboxLevel(meter, null, divided(leaf, MILLIS_PER_SECOND), false, true);
	}

	private static Function<MetricsSnapshot, @Nullable Double> divided(Function<MetricsSnapshot, @Nullable Double> leaf,
			double divisor) {
		return (snapshot) -> {
			Double value = leaf.apply(snapshot);
			return (value != null) ? Double.valueOf(value / divisor) : null;
		};
	}

	boolean isIn(MetricsSnapshot snapshot) {
		return this.leaf.apply(snapshot) != null;
	}

	/**
	 * Show it.
	 * @return the meters, to be removed when no snapshot has it any more
	 */
	List<Meter> register(MeterRegistry registry, SandboxLevels levels, String template, String pool) {
		List<Meter> meters = new ArrayList<>();
		if (this.isAmount) {
			meters.add(this.meter.gauge(levels, (now) -> values(now).sum(), template, pool).register(registry));
		}
		else {
			meters.add(
					this.meter.gauge(levels, (now) -> values(now).max().orElse(Double.NaN), tags(template, pool, "max"))
						.register(registry));
			meters.add(this.meter
				.gauge(levels, (now) -> values(now).average().orElse(Double.NaN), tags(template, pool, "mean"))
				.register(registry));
		}
		return meters;
	}

	private String[] tags(String template, String pool, String statistic) {
		return (this.key != null) ? new String[] { template, pool, this.key, statistic }
				: new String[] { template, pool, statistic };
	}

	private DoubleStream values(SandboxLevels levels) {
		return levels.snapshots(this).map(this.leaf).filter(Objects::nonNull).mapToDouble(Double::doubleValue);
	}

}
