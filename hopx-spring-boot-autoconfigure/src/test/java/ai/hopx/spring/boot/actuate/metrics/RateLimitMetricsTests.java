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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.RateLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the control plane last said of its rate limit.
 */
class RateLimitMetricsTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicReference<RateLimit> said = new AtomicReference<>();

	private final RateLimitMetrics metrics = new RateLimitMetrics(this.said::get, Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void isNothingBeforeAnythingWasSaid() {
		assertLimits(Double.NaN, Double.NaN, Double.NaN);
	}

	@Test
	void isWhatWasSaidLast() {
		this.said.set(new RateLimit(100L, 7L, NOW.plusMillis(2500), NOW));
		assertLimits(100, 7, 2.5);
		this.said.set(new RateLimit(100L, 0L, NOW.plusMillis(1), NOW));
		assertLimits(100, 0, 0.001);
	}

	@Test
	void isUnspentOnceTheWindowIsOver() {
		this.said.set(new RateLimit(100L, 0L, NOW, NOW));
		assertLimits(100, 100, 0);
		this.said.set(new RateLimit(100L, 0L, NOW.minusSeconds(3600), NOW));
		assertLimits(100, 100, 0);
		this.said.set(new RateLimit(null, 0L, NOW.minusSeconds(1), NOW));
		assertLimits(Double.NaN, Double.NaN, 0);
	}

	@Test
	void leavesOutWhatWasNotSaid() {
		this.said.set(new RateLimit(null, 7L, null, NOW));
		assertLimits(Double.NaN, 7, Double.NaN);
		this.said.set(new RateLimit(5L, null, null, NOW));
		assertLimits(5, Double.NaN, Double.NaN);
	}

	private void assertLimits(double limit, double remaining, double reset) {
		MeterRegistry registry = new SimpleMeterRegistry();
		this.metrics.bindTo(registry);
		assertThat(registry.get("hopx.ratelimit.limit").gauge().value()).isEqualTo(Double.valueOf(limit));
		assertThat(registry.get("hopx.ratelimit.remaining").gauge().value()).isEqualTo(Double.valueOf(remaining));
		assertThat(registry.get("hopx.ratelimit.reset").gauge().value()).isEqualTo(Double.valueOf(reset));
	}

}
