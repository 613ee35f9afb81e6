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

package ai.hopx.spring.boot.autoconfigure.metrics;

import java.time.Duration;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.monitor.SandboxMetricsRecorder;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.client.pool.PoolMetricsRecorder;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.spring.boot.actuate.metrics.MicrometerSandboxMetricsRecorder;
import ai.hopx.spring.boot.actuate.metrics.OperationMeterFilter;
import ai.hopx.spring.boot.actuate.metrics.RateLimitMetrics;
import ai.hopx.spring.boot.actuate.metrics.SandboxPoolMetrics;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.monitor.SandboxMetricsProperties;
import ai.hopx.spring.boot.autoconfigure.monitor.SandboxMonitorAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When an application has meters of Hopx, and that they tell of it.
 */
class MetricsAutoConfigurationsTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static EmbeddedHopx hopx;

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class, SandboxPoolAutoConfiguration.class,
				SandboxMonitorAutoConfiguration.class, HopxMetricsAutoConfiguration.class,
				SandboxMetricsAutoConfiguration.class, SandboxPoolMetricsAutoConfiguration.class))
		.withPropertyValues("hopx.api-key=" + hopx.apiKey(), "hopx.base-url=" + hopx.baseUrl());

	private final ApplicationContextRunner contextRunner = this.withoutRegistry
		.withConfiguration(
				AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
						CompositeMeterRegistryAutoConfiguration.class, ObservationAutoConfiguration.class))
		.withPropertyValues("hopx.pools.python.min-idle=1", "hopx.pools.python.drain-timeout=1s");

	@BeforeAll
	static void startServer() {
		hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
	}

	@AfterAll
	static void stopServer() {
		hopx.close();
	}

	@Test
	void meterWhatTheApplicationDoes() {
		this.contextRunner.run((context) -> {
			context.getBean(SandboxPool.class).awaitWarm();
			context.getBean(HopxTemplate.class).runCode("print(6*7)");
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("hopx.pool.acquire").tag("source", "warm").timer().count()).isOne();
			assertThat(registry.get("hopx.pool.size.min").tag("pool", "python").gauge().value()).isOne();
			assertThat(registry.get("hopx.ratelimit.remaining").gauge().value()).isPositive();
			assertThat(registry.get("hopx.client.operation").tag("operation", "run-code").timer())
				.satisfies((timer) -> assertThat(timer.count()).isOne())
				.satisfies((timer) -> assertThat(timer.getId().getDescription()).isNotBlank());
			assertThat(registry.find("hopx.client.operation.active").meters()).isEmpty();
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(() -> assertThat(registry.get("hopx.sandbox.executions").counter().count()).isOne());
			// The pool's next sandbox may not be there yet
			Awaitility.await()
				.atMost(LIMIT)
				.untilAsserted(() -> assertThat(registry.get("hopx.sandbox.live").tag("pool", "python").gauge().value())
					.isPositive());
			assertThat(registry.get("http.client.requests").tag("client.name", "hopx-sandbox").timers())
				.extracting((timer) -> timer.getId().getTag("uri"))
				.containsOnly("/execute", "/metrics/snapshot");
		});
	}

	@Test
	void asksNoSandboxWhereDisabled() {
		this.contextRunner.withPropertyValues("hopx.metrics.sandbox.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(SandboxMetricsRecorder.class).hasSingleBean(SandboxMonitor.class);
			hopx.ledger().clear();
			context.getBean(SandboxPool.class).awaitWarm();
			context.getBean(HopxTemplate.class).runCode("print(6*7)");
			assertThat(context.getBean(SandboxMonitor.class).sandboxes()).isNotEmpty();
		});
		assertThat(hopx.ledger().requests()).extracting((request) -> request.path())
			.doesNotContain("/metrics/snapshot");
	}

	@Test
	void asksOnceMoreBeforeAKillUnlessToldNotTo() {
		this.contextRunner.withPropertyValues("hopx.metrics.sandbox.final-snapshot=false")
			.run((context) -> assertThat(context.getBean(SandboxMetricsProperties.class).finalSnapshot()).isFalse());
		this.contextRunner.run((context) -> {
			SandboxMetricsProperties properties = context.getBean(SandboxMetricsProperties.class);
			assertThat(properties.finalSnapshot()).isTrue();
			assertThat(properties.interval()).isEqualTo(Duration.ofSeconds(30));
		});
	}

	@Test
	void refusesAnIntervalOfNothing() {
		this.contextRunner.withPropertyValues("hopx.metrics.sandbox.interval=0s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'hopx.metrics.sandbox.interval'"));
	}

	@Test
	void stepsBackForBeansOfTheApplication() {
		SandboxMetricsRecorder recorder = SandboxMetricsRecorder.none();
		this.contextRunner.withBean(SandboxMetricsRecorder.class, () -> recorder)
			.withBean("other", RateLimitMetrics.class,
					() -> new RateLimitMetrics(HopxClient.builder().apiKey(() -> "key").build()))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(MicrometerSandboxMetricsRecorder.class)
					.hasSingleBean(RateLimitMetrics.class);
				context.getBean(SandboxPool.class).awaitWarm();
				assertThat(context.getBean(MeterRegistry.class).find("hopx.sandbox.live").gauge()).isNull();
			});
		this.contextRunner.withBean(SandboxTracker.class, SandboxTracker::none)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SandboxMonitor.class));
	}

	@Test
	void aCustomizerCanSetAnotherRecorder() {
		PoolMetricsRecorder recorder = PoolMetricsRecorder.none();
		this.contextRunner.withBean(SandboxPoolCustomizer.class, () -> (name, builder) -> builder.recorder(recorder))
			.run((context) -> {
				SandboxPool pool = context.getBean(SandboxPool.class);
				pool.awaitWarm();
				pool.acquire().close();
				assertThat(context.getBean(MeterRegistry.class).get("hopx.pool.acquire").timers())
					.allSatisfy((timer) -> assertThat(timer.count()).isZero());
			});
	}

	@Test
	void needsARegistry() {
		this.withoutRegistry.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(SandboxMonitor.class)
			.doesNotHaveBean(SandboxMetricsRecorder.class)
			.doesNotHaveBean(RateLimitMetrics.class)
			.doesNotHaveBean(OperationMeterFilter.class)
			.doesNotHaveBean(SandboxPoolMetrics.class));
	}

	@Test
	void needsMicrometer() {
		this.withoutRegistry.withPropertyValues("hopx.pools.python.auto-startup=false")
			.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SandboxPool.class)
				.doesNotHaveBean("hopxSandboxPoolMetrics"));
	}

	@Test
	void hasNoMetersOfPoolsWithoutPools() {
		this.withoutRegistry
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(RateLimitMetrics.class)
				.doesNotHaveBean(SandboxPoolMetrics.class)
				.doesNotHaveBean(SandboxPoolCustomizer.class));
	}

	@Test
	void hasNoneWithoutHopx() {
		this.contextRunner.withPropertyValues("hopx.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(SandboxMonitor.class)
				.doesNotHaveBean(RateLimitMetrics.class)
				.doesNotHaveBean(SandboxPoolMetrics.class)
				.doesNotHaveBean(SandboxMetricsRecorder.class));
	}

}
