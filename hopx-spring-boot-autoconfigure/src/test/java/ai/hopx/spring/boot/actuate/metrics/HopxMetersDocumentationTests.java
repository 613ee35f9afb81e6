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

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import ai.hopx.client.HopxClient;
import ai.hopx.client.RateLimit;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPools;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Each meter is as it is documented, and each that is documented is there.
 */
class HopxMetersDocumentationTests {

	private final Map<String, HopxMetersDocumentation> documented = Arrays.stream(HopxMetersDocumentation.values())
		.collect(Collectors.toMap(HopxMetersDocumentation::getName, Function.identity()));

	@Test
	void eachMeterIsAsItIsDocumented() {
		MeterRegistry registry = new SimpleMeterRegistry();
		registerAll(registry);
		assertThat(registry.getMeters()).allSatisfy((meter) -> {
			Meter.Id id = meter.getId();
			HopxMetersDocumentation documented = this.documented.get(id.getName());
			assertThat(documented).as(id.getName()).isNotNull();
			assertThat(id.getType()).isEqualTo(documented.getType());
			assertThat(id.getBaseUnit()).isEqualTo(documented.getBaseUnit());
			assertThat(id.getDescription()).isEqualTo(documented.getDescription()).isNotBlank();
			assertThat(id.getTags()).extracting(Tag::getKey)
				.containsExactlyInAnyOrder(
						Arrays.stream(documented.getKeyNames()).map(KeyName::asString).toArray(String[]::new));
			assertThat(id.getTags()).extracting(Tag::getValue)
				.allMatch((value) -> value.matches("[a-z][a-z0-9_.-]*"), "is lower case");
		});
	}

	@Test
	void eachThatIsDocumentedIsThere() {
		MeterRegistry registry = new SimpleMeterRegistry();
		registerAll(registry);
		assertThat(registry.getMeters().stream().map((meter) -> meter.getId().getName()))
			.containsAll(this.documented.keySet());
		assertThat(this.documented).hasSameSizeAs(HopxMetersDocumentation.values());
	}

	@Test
	void prometheusTakesAllOfThem() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.config().onMeterRegistrationFailed((id, reason) -> {
			throw new AssertionError(id + ": " + reason);
		});
		registerAll(registry);
		List<String> types = registry.scrape().lines().filter((line) -> line.startsWith("# TYPE hopx_")).toList();
		assertThat(types).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(this.documented.size());
	}

	@Test
	void noMeterIsMadeWithoutOneOfItsTags() {
		assertThatIllegalArgumentException().isThrownBy(() -> HopxMetersDocumentation.POOL_LEAKS.counter())
			.withMessageContaining("hopx.pool.leaks");
	}

	private static void registerAll(MeterRegistry registry) {
		HopxClient client = HopxClient.builder()
			.apiKey(() -> "hopx_live_test.test")
			.baseUrl(URI.create("http://127.0.0.1:1"))
			.build();
		ReactiveSandboxPool pool = ReactiveSandboxPool.builder(client, PoolSettings.builder("p", "t").build()).build();
		new SandboxPoolMetrics(new SandboxPools(List.of(pool))).bindTo(registry);
		new MicrometerPoolMetricsRecorder(registry, "p");
		new RateLimitMetrics(() -> new RateLimit(1L, 1L, Instant.now(), Instant.now()), Clock.systemUTC())
			.bindTo(registry);
		Sandboxes sandboxes = new Sandboxes(new MicrometerSandboxMetricsRecorder(registry));
		sandboxes.begin("a");
		sandboxes.begin("b", "t", "p");
		for (String id : List.of("a", "b")) {
			sandboxes.tell(id, """
					{"uptime_seconds":1,"total_executions":1,"active_executions":1,"total_requests":1,"total_errors":1,
					"avg_duration_ms":1,"p95_duration_ms":1,"gpu.temp":1,"cache":{"size":1,"hit_rate":0.5},
					"process":{"count":1},"system":{"cpu":{"usage_percent":1},"memory":{"used":1,"total":1},
					"disk":{"used":1,"total":1}}}""");
		}
		client.close();
	}

}
