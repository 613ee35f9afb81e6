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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import ai.hopx.client.HopxClient;
import ai.hopx.client.RateLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Gauges of what the control plane last said of its rate limit, {@code NaN} before it
 * said anything. Agents do not tell of theirs. To read them asks nobody.
 */
public final class RateLimitMetrics implements MeterBinder {

	private static final double MILLIS_PER_SECOND = 1000;

	private final Supplier<@Nullable RateLimit> rateLimit;

	private final Clock clock;

	/**
	 * Create gauges.
	 * @param client hears what the control plane says
	 */
	public RateLimitMetrics(HopxClient client) {
		this(client::rateLimit, Clock.systemUTC());
	}

	RateLimitMetrics(Supplier<@Nullable RateLimit> rateLimit, Clock clock) {
		this.rateLimit = rateLimit;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bindTo(registry, HopxMetersDocumentation.RATELIMIT_LIMIT, (limit) -> orNaN(limit.limit()));
		bindTo(registry, HopxMetersDocumentation.RATELIMIT_REMAINING, this::remaining);
		bindTo(registry, HopxMetersDocumentation.RATELIMIT_RESET, this::reset);
	}

	private void bindTo(MeterRegistry registry, HopxMetersDocumentation meter, ToDoubleFunction<RateLimit> value) {
		meter.gauge(this, (metrics) -> {
			RateLimit limit = metrics.rateLimit.get();
			return (limit != null) ? value.applyAsDouble(limit) : Double.NaN;
		}).register(registry);
	}

	/**
	 * Of a window that is over nothing is left to be exhausted.
	 */
	private double remaining(RateLimit limit) {
		return isOver(limit) ? orNaN(limit.limit()) : orNaN(limit.remaining());
	}

	private double reset(RateLimit limit) {
		Instant resetAt = limit.resetAt();
		if (resetAt == null) {
			return Double.NaN;
		}
		return isOver(limit) ? 0 : Duration.between(this.clock.instant(), resetAt).toMillis() / MILLIS_PER_SECOND;
	}

	private boolean isOver(RateLimit limit) {
		Instant resetAt = limit.resetAt();
		return resetAt != null && !resetAt.isAfter(this.clock.instant());
	}

	private static double orNaN(@Nullable Long value) {
		return (value != null) ? value : Double.NaN;
	}

}
