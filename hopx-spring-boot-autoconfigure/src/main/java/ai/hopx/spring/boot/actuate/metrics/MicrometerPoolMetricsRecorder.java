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

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.hopx.client.core.Acquisition;
import ai.hopx.client.pool.PoolMetricsRecorder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Records what one pool does in meters, which are there with zeros from the beginning:
 * what has not happened yet is not the same as what is not measured. Safe for use from
 * many threads.
 */
public final class MicrometerPoolMetricsRecorder implements PoolMetricsRecorder {

	private static final String NONE = "none";

	private final Map<Acquisition.Source, Timer> acquired;

	private final Map<AcquireOutcome, Timer> notAcquired;

	private final Map<CreateOutcome, Timer> created;

	private final Map<CreateOutcome, Timer> warmedUp;

	private final Map<UseOutcome, Timer> used;

	private final Map<DiscardReason, Counter> discarded;

	private final Counter leaks;

	private final Counter renewFailures;

	private final Counter killFailures;

	/**
	 * Create a recorder.
	 * @param registry where to register the meters
	 * @param pool name of the pool
	 */
	public MicrometerPoolMetricsRecorder(MeterRegistry registry, String pool) {
		this.acquired = meters(EnumSet.of(Acquisition.Source.WARM, Acquisition.Source.CREATED),
				(source) -> HopxMetersDocumentation.POOL_ACQUIRE
					.timer(pool, value(source), value(AcquireOutcome.SUCCESS))
					.register(registry));
		this.notAcquired = meters(EnumSet.complementOf(EnumSet.of(AcquireOutcome.SUCCESS)),
				(outcome) -> HopxMetersDocumentation.POOL_ACQUIRE.timer(pool, NONE, value(outcome)).register(registry));
		this.created = meters(EnumSet.allOf(CreateOutcome.class),
				(outcome) -> HopxMetersDocumentation.POOL_CREATE.timer(pool, value(outcome)).register(registry));
		this.warmedUp = meters(EnumSet.allOf(CreateOutcome.class),
				(outcome) -> HopxMetersDocumentation.POOL_WARMUP.timer(pool, value(outcome)).register(registry));
		this.used = meters(EnumSet.allOf(UseOutcome.class),
				(outcome) -> HopxMetersDocumentation.POOL_USAGE.timer(pool, value(outcome)).register(registry));
		this.discarded = meters(EnumSet.allOf(DiscardReason.class),
				(reason) -> HopxMetersDocumentation.POOL_DISCARDED.counter(pool, value(reason)).register(registry));
		this.leaks = HopxMetersDocumentation.POOL_LEAKS.counter(pool).register(registry);
		this.renewFailures = HopxMetersDocumentation.POOL_RENEW_FAILURES.counter(pool).register(registry);
		this.killFailures = HopxMetersDocumentation.POOL_KILL_FAILURES.counter(pool).register(registry);
	}

	private static <K extends Enum<K>, M> Map<K, M> meters(Set<K> keys, Function<K, M> meter) {
		return keys.stream().collect(Collectors.toMap(Function.identity(), meter));
	}

	private static String value(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	@Override
	public void acquired(Acquisition.@Nullable Source source, AcquireOutcome outcome, Duration duration) {
		Timer timer = (source != null) ? this.acquired.get(source) : this.notAcquired.get(outcome);
		record(timer, duration);
	}

	@Override
	public void created(CreateOutcome outcome, Duration duration) {
		record(this.created.get(outcome), duration);
	}

	@Override
	public void warmedUp(CreateOutcome outcome, Duration duration) {
		record(this.warmedUp.get(outcome), duration);
	}

	@Override
	public void used(UseOutcome outcome, Duration duration) {
		record(this.used.get(outcome), duration);
	}

	private static void record(@Nullable Timer timer, Duration duration) {
		if (timer != null) {
			timer.record(duration);
		}
	}

	@Override
	public void discarded(DiscardReason reason) {
		Counter counter = this.discarded.get(reason);
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void leaked() {
		this.leaks.increment();
	}

	@Override
	public void renewalFailed() {
		this.renewFailures.increment();
	}

	@Override
	public void killFailed() {
		this.killFailures.increment();
	}

}
