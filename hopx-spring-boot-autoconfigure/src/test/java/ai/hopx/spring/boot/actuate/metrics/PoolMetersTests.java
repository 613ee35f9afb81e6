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
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import ai.hopx.client.HopxClient;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.pool.OnEmpty;
import ai.hopx.client.pool.PoolExhaustedException;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.PooledSandbox;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.SandboxPools;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a real pool does, in meters.
 */
class PoolMetersTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static EmbeddedHopx hopx;

	private static HopxClient client;

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private ReactiveSandboxPool pool;

	private SandboxPools pools;

	@BeforeAll
	static void start() {
		hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		client = HopxClient.builder()
			.apiKey(hopx::apiKey)
			.baseUrl(hopx.baseUrl())
			.retry(new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)))
			.build();
	}

	@AfterAll
	static void stop() {
		client.close();
		hopx.close();
	}

	@BeforeEach
	void makePool() {
		this.pool = ReactiveSandboxPool
			.builder(client, PoolSettings.builder("p", "code-interpreter").maxSize(2).onEmpty(OnEmpty.FAIL).build())
			.recorder(new MicrometerPoolMetricsRecorder(this.registry, "p"))
			.build();
		this.pools = new SandboxPools(List.of(this.pool));
		new SandboxPoolMetrics(this.pools).bindTo(this.registry);
	}

	@AfterEach
	void stopPool() {
		hopx.faults().reset();
		this.pool.stop().block(LIMIT);
	}

	@Test
	void areThereWithZerosFromTheStart() {
		assertThat(this.registry.getMeters()).allSatisfy((meter) -> assertThat(meter.measure())
			.allSatisfy((value) -> assertThat(value.getValue()).isEqualTo(switch (meter.getId().getName()) {
				case "hopx.pool.size.min" -> 1.0;
				case "hopx.pool.size.max" -> 2.0;
				default -> 0.0;
			})));
		assertThat(tags("hopx.pool.acquire")).containsExactlyInAnyOrder("success warm", "success created",
				"timeout none", "rejected none", "error none");
		Set<String> creates = Set.of("success null", "timeout null", "refused null", "rate_limited null",
				"server_error null", "transport null", "prepare null", "expired null", "other null");
		assertThat(tags("hopx.pool.create")).isEqualTo(creates);
		assertThat(tags("hopx.pool.warmup")).isEqualTo(creates);
		assertThat(tags("hopx.pool.usage")).containsExactlyInAnyOrder("success null", "expired null", "drain null");
		assertThat(this.registry.get("hopx.pool.discarded").counters())
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("expired", "unhealthy", "aged", "late", "drain", "prepare");
	}

	@Test
	void haveTheirNamesWithPrometheus() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		new MicrometerPoolMetricsRecorder(prometheus, "p");
		new SandboxPoolMetrics(this.pools).bindTo(prometheus);
		assertThat(prometheus.scrape()).contains(
				"hopx_pool_sandboxes{pool=\"p\",state=\"idle\",template=\"code-interpreter\"} 0.0",
				"hopx_pool_size_max_sandboxes{pool=\"p\"} 2.0", "hopx_pool_size_min_sandboxes{pool=\"p\"} 1.0",
				"hopx_pool_pending_callers{pool=\"p\"} 0.0",
				"hopx_pool_acquire_seconds_count{outcome=\"success\",pool=\"p\",source=\"warm\"} 0",
				"hopx_pool_create_seconds_count{outcome=\"rate_limited\",pool=\"p\"} 0",
				"hopx_pool_discarded_sandboxes_total{pool=\"p\",reason=\"drain\"} 0.0",
				"hopx_pool_leaks_total{pool=\"p\"} 0.0", "hopx_pool_renew_failures_total{pool=\"p\"} 0.0",
				"hopx_pool_kill_failures_total{pool=\"p\"} 0.0");
	}

	@Test
	void tellWhatThePoolDid() {
		warm();
		SandboxPool blocking = new SandboxPool(this.pool);
		PooledSandbox warm = blocking.acquire();
		await(() -> assertThat(state("idle")).isEqualTo(1));
		assertThat(state("borrowed")).isEqualTo(1);
		PooledSandbox second = blocking.acquire();
		assertThatExceptionOfType(PoolExhaustedException.class).isThrownBy(blocking::acquire);
		assertThat(state("borrowed")).isEqualTo(2);
		warm.runCode("print(6 * 7)");
		hopx.faults().controlPlane().delete("/v1/sandboxes/{id}").status(500);
		warm.close();
		second.close();
		await(() -> {
			assertThat(state("killing")).isZero();
			assertThat(state("idle")).isEqualTo(1);
		});
		assertThat(timer("hopx.pool.acquire", "source", "warm").count()).isEqualTo(2);
		assertThat(timer("hopx.pool.acquire", "outcome", "rejected").count()).isEqualTo(1);
		assertThat(timer("hopx.pool.usage", "outcome", "success").count()).isEqualTo(2);
		assertThat(timer("hopx.pool.usage", "outcome", "success").totalTime(TimeUnit.NANOSECONDS)).isPositive();
		assertThat(timer("hopx.pool.create", "outcome", "success").count()).isEqualTo(3);
		assertThat(timer("hopx.pool.create", "outcome", "success").max(TimeUnit.NANOSECONDS)).isPositive();
		assertThat(this.registry.get("hopx.pool.kill.failures").counter().count()).isEqualTo(1);
		this.pool.stop().block(LIMIT);
		assertThat(this.registry.get("hopx.pool.discarded").tag("reason", "drain").counter().count()).isEqualTo(1);
		assertThat(state("idle")).isZero();
	}

	@Test
	void tellWhyNothingWasCreated() {
		hopx.faults().controlPlane().post("/v1/sandboxes").status(500);
		warm();
		assertThat(timer("hopx.pool.create", "outcome", "server_error").count()).isEqualTo(1);
		assertThat(timer("hopx.pool.create", "outcome", "success").count()).isEqualTo(1);
	}

	private void warm() {
		this.pool.start();
		this.pool.whenWarm().block(LIMIT);
	}

	private static void await(Runnable assertion) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).untilAsserted(assertion::run);
	}

	private double state(String state) {
		return this.registry.get("hopx.pool.sandboxes").tag("state", state).gauge().value();
	}

	private Timer timer(String name, String tag, String value) {
		return this.registry.get(name).tag(tag, value).timer();
	}

	private Set<String> tags(String name) {
		return this.registry.get(name)
			.timers()
			.stream()
			.map(Meter::getId)
			.map((id) -> id.getTag("outcome") + " " + id.getTag("source"))
			.collect(Collectors.toSet());
	}

}
