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

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.KEY;
import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.OUTCOME;
import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.POOL;
import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.REASON;
import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.SOURCE;
import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.STATE;
import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.STATISTIC;
import static ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation.TagKey.TEMPLATE;

/**
 * The meters of Hopx: their names, units and tags. Each has all of its tags always.
 */
public enum HopxMetersDocumentation implements MeterDocumentation {

	/**
	 * Sandboxes of a pool by state.
	 */
	POOL_SANDBOXES("hopx.pool.sandboxes", Meter.Type.GAUGE, "sandboxes", "Sandboxes of a pool by state", POOL, TEMPLATE,
			STATE),

	/**
	 * Sandboxes that a pool keeps ready.
	 */
	POOL_SIZE_MIN("hopx.pool.size.min", Meter.Type.GAUGE, "sandboxes", "Sandboxes that a pool keeps ready", POOL),

	/**
	 * Most sandboxes that a pool has, those being killed left out.
	 */
	POOL_SIZE_MAX("hopx.pool.size.max", Meter.Type.GAUGE, "sandboxes",
			"Most sandboxes that a pool has, those being killed left out", POOL),

	/**
	 * Callers that wait for a sandbox of a pool.
	 */
	POOL_PENDING("hopx.pool.pending", Meter.Type.GAUGE, "callers", "Callers that wait for a sandbox of a pool", POOL),

	/**
	 * Time that callers waited for a sandbox of a pool.
	 */
	POOL_ACQUIRE("hopx.pool.acquire", Meter.Type.TIMER, "seconds", "Time that callers waited for a sandbox of a pool",
			POOL, SOURCE, OUTCOME),

	/**
	 * Time to create a sandbox for a pool.
	 */
	POOL_CREATE("hopx.pool.create", Meter.Type.TIMER, "seconds", "Time to create a sandbox for a pool", POOL, OUTCOME),

	/**
	 * Time to prepare a new sandbox of a pool.
	 */
	POOL_WARMUP("hopx.pool.warmup", Meter.Type.TIMER, "seconds", "Time to prepare a new sandbox of a pool", POOL,
			OUTCOME),

	/**
	 * Time that sandboxes of a pool were lent.
	 */
	POOL_USAGE("hopx.pool.usage", Meter.Type.TIMER, "seconds", "Time that sandboxes of a pool were lent", POOL,
			OUTCOME),

	/**
	 * Sandboxes of a pool that were killed and no borrower gave back.
	 */
	POOL_DISCARDED("hopx.pool.discarded", Meter.Type.COUNTER, "sandboxes",
			"Sandboxes of a pool that were killed and no borrower gave back", POOL, REASON),

	/**
	 * Sandboxes that were lent for longer than the pool's leak detection allows.
	 */
	POOL_LEAKS("hopx.pool.leaks", Meter.Type.COUNTER, "leaks",
			"Sandboxes that were lent for longer than the pool's leak detection allows", POOL),

	/**
	 * Leases that could not be renewed at one try.
	 */
	POOL_RENEW_FAILURES("hopx.pool.renew.failures", Meter.Type.COUNTER, "failures",
			"Leases that could not be renewed at one try", POOL),

	/**
	 * Sandboxes of a pool that could not be killed at one try.
	 */
	POOL_KILL_FAILURES("hopx.pool.kill.failures", Meter.Type.COUNTER, "failures",
			"Sandboxes of a pool that could not be killed at one try", POOL),

	/**
	 * Requests that the control plane allows in its window of time.
	 */
	RATELIMIT_LIMIT("hopx.ratelimit.limit", Meter.Type.GAUGE, "requests",
			"Requests that the control plane allows in its window of time"),

	/**
	 * Requests that are left in that window, as far as is known.
	 */
	RATELIMIT_REMAINING("hopx.ratelimit.remaining", Meter.Type.GAUGE, "requests",
			"Requests that are left in that window, as far as is known"),

	/**
	 * Time until that window ends.
	 */
	RATELIMIT_RESET("hopx.ratelimit.reset", Meter.Type.GAUGE, "seconds", "Time until that window ends"),

	/**
	 * Sandboxes that this application made and that are not known to be gone.
	 */
	SANDBOX_LIVE("hopx.sandbox.live", Meter.Type.GAUGE, "sandboxes",
			"Sandboxes that this application made and that are not known to be gone", TEMPLATE, POOL),

	/**
	 * Runs in sandboxes.
	 */
	SANDBOX_EXECUTIONS("hopx.sandbox.executions", Meter.Type.COUNTER, "executions", "Runs in sandboxes", TEMPLATE,
			POOL),

	/**
	 * Requests to the agents of sandboxes.
	 */
	SANDBOX_REQUESTS("hopx.sandbox.requests", Meter.Type.COUNTER, "requests", "Requests to the agents of sandboxes",
			TEMPLATE, POOL),

	/**
	 * Requests that the agents of sandboxes failed.
	 */
	SANDBOX_ERRORS("hopx.sandbox.errors", Meter.Type.COUNTER, "errors", "Requests that the agents of sandboxes failed",
			TEMPLATE, POOL),

	/**
	 * Runs under way in live sandboxes.
	 */
	SANDBOX_EXECUTIONS_ACTIVE("hopx.sandbox.executions.active", Meter.Type.GAUGE, "executions",
			"Runs under way in live sandboxes", TEMPLATE, POOL),

	/**
	 * Memory in use in live sandboxes.
	 */
	SANDBOX_MEMORY_USED("hopx.sandbox.memory.used", Meter.Type.GAUGE, "bytes", "Memory in use in live sandboxes",
			TEMPLATE, POOL),

	/**
	 * Memory of live sandboxes.
	 */
	SANDBOX_MEMORY_TOTAL("hopx.sandbox.memory.total", Meter.Type.GAUGE, "bytes", "Memory of live sandboxes", TEMPLATE,
			POOL),

	/**
	 * Disk in use in live sandboxes.
	 */
	SANDBOX_DISK_USED("hopx.sandbox.disk.used", Meter.Type.GAUGE, "bytes", "Disk in use in live sandboxes", TEMPLATE,
			POOL),

	/**
	 * Disk of live sandboxes.
	 */
	SANDBOX_DISK_TOTAL("hopx.sandbox.disk.total", Meter.Type.GAUGE, "bytes", "Disk of live sandboxes", TEMPLATE, POOL),

	/**
	 * Processes in live sandboxes.
	 */
	SANDBOX_PROCESSES("hopx.sandbox.processes", Meter.Type.GAUGE, "processes", "Processes in live sandboxes", TEMPLATE,
			POOL),

	/**
	 * Entries in the caches of live sandboxes.
	 */
	SANDBOX_CACHE_SIZE("hopx.sandbox.cache.size", Meter.Type.GAUGE, "entries",
			"Entries in the caches of live sandboxes", TEMPLATE, POOL),

	/**
	 * Share of look-ups that the caches of live sandboxes served, from 0 to 1.
	 */
	SANDBOX_CACHE_HIT_RATIO("hopx.sandbox.cache.hit.ratio", Meter.Type.GAUGE, "ratio",
			"Share of look-ups that the caches of live sandboxes served", TEMPLATE, POOL, STATISTIC),

	/**
	 * Load of the processors of live sandboxes, from 0 to 1.
	 */
	SANDBOX_CPU_USAGE("hopx.sandbox.cpu.usage", Meter.Type.GAUGE, "ratio",
			"Load of the processors of live sandboxes, from 0 to 1", TEMPLATE, POOL, STATISTIC),

	/**
	 * Time that the agents of live sandboxes run.
	 */
	SANDBOX_UPTIME("hopx.sandbox.uptime", Meter.Type.GAUGE, "seconds", "Time that the agents of live sandboxes run",
			TEMPLATE, POOL, STATISTIC),

	/**
	 * Mean duration of runs in live sandboxes and the 32 that ended last.
	 */
	SANDBOX_EXECUTION_DURATION_AVG("hopx.sandbox.execution.duration.avg", Meter.Type.GAUGE, "seconds",
			"Mean duration of runs in live sandboxes and those that ended last", TEMPLATE, POOL, STATISTIC),

	/**
	 * Duration that 95 of 100 runs keep below, in live sandboxes and the 32 that ended
	 * last.
	 */
	SANDBOX_EXECUTION_DURATION_P95("hopx.sandbox.execution.duration.p95", Meter.Type.GAUGE, "seconds",
			"Duration that 95 of 100 runs keep below in live sandboxes and those that ended last", TEMPLATE, POOL,
			STATISTIC),

	/**
	 * What else sandboxes measure, by its path in the snapshot: a hundred keys at most.
	 */
	SANDBOX_SNAPSHOT("hopx.sandbox.snapshot", Meter.Type.GAUGE, null,
			"What else sandboxes measure, by its path in the snapshot", TEMPLATE, POOL, KEY, STATISTIC),

	/**
	 * Snapshots that could not be read.
	 */
	SANDBOX_SNAPSHOT_FAILURES("hopx.sandbox.snapshot.failures", Meter.Type.COUNTER, "failures",
			"Snapshots that could not be read", TEMPLATE, POOL),

	/**
	 * Sandboxes of no pool that could not be killed and live until their time is over.
	 */
	SANDBOX_KILL_FAILURES("hopx.sandbox.kill.failures", Meter.Type.COUNTER, "failures",
			"Sandboxes of no pool that could not be killed and live until their time is over", TEMPLATE);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final String description;

	private final TagKey[] keys;

	HopxMetersDocumentation(String name, Meter.Type type, @Nullable String baseUnit, String description,
			TagKey... keys) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.description = description;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	/**
	 * Return what the meter is about, as registries show it.
	 * @return the description
	 */
	public String getDescription() {
		return this.description;
	}

	Timer.Builder timer(String... values) {
		return Timer.builder(this.name).description(this.description).tags(tags(values));
	}

	Counter.Builder counter(String... values) {
		return Counter.builder(this.name).description(this.description).baseUnit(this.baseUnit).tags(tags(values));
	}

	<T> Gauge.Builder<T> gauge(T source, ToDoubleFunction<T> value, String... values) {
		return Gauge.builder(this.name, source, value)
			.description(this.description)
			.baseUnit(this.baseUnit)
			.tags(tags(values));
	}

	/**
	 * A tag left out would be another meter under the same name, which Prometheus does
	 * not take.
	 */
	private Tags tags(String... values) {
		Assert.isTrue(values.length == this.keys.length, () -> this.name + " has " + this.keys.length + " tags");
		Tags tags = Tags.empty();
		for (int i = 0; i < values.length; i++) {
			tags = tags.and(Tag.of(this.keys[i].asString(), values[i]));
		}
		return tags;
	}

	/**
	 * The keys of tags. Their values are from bounded sets.
	 */
	public enum TagKey implements KeyName {

		/**
		 * Name of the pool, {@code none} for sandboxes of no pool.
		 */
		POOL,

		/**
		 * Template as the sandbox's creator named it, {@code other} for all but the first
		 * hundred.
		 */
		TEMPLATE,

		/**
		 * What the sandbox does: {@code idle}, {@code warming}, {@code borrowed} or
		 * {@code killing}.
		 */
		STATE,

		/**
		 * Where the sandbox came from: {@code warm} or {@code created}, {@code none}
		 * where there was none.
		 */
		SOURCE,

		/**
		 * How it ended: {@code success}, or the reason of the failure.
		 */
		OUTCOME,

		/**
		 * Why it was killed.
		 */
		REASON,

		/**
		 * Over the live sandboxes: {@code max} or {@code mean}.
		 */
		STATISTIC,

		/**
		 * Path in the snapshot, such as {@code system.gpu.temp}.
		 */
		KEY;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
