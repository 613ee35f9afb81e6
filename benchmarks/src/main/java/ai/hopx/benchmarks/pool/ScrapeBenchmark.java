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

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxTracker.Origin;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPools;
import ai.hopx.spring.boot.actuate.metrics.MicrometerPoolMetricsRecorder;
import ai.hopx.spring.boot.actuate.metrics.MicrometerSandboxMetricsRecorder;
import ai.hopx.spring.boot.actuate.metrics.RateLimitMetrics;
import ai.hopx.spring.boot.actuate.metrics.SandboxPoolMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a scrape costs: each gauge of sandboxes looks at all of them. An application's
 * meters of its memory are there in each case, so that the difference is what Hopx adds.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 2, time = 3)
public class ScrapeBenchmark {

	/**
	 * Scrape an application without Hopx.
	 * @param application the application
	 * @return what Prometheus is sent
	 */
	@Benchmark
	public String withoutHopx(Application application) {
		return application.registry.scrape();
	}

	/**
	 * Scrape an application with a pool, and no sandbox.
	 * @param application the application
	 * @return what Prometheus is sent
	 */
	@Benchmark
	public String withoutSandboxes(HopxApplication application) {
		return application.scrape();
	}

	/**
	 * Scrape an application with a pool and a thousand sandboxes.
	 * @param application the application
	 * @return what Prometheus is sent
	 */
	@Benchmark
	public String withSandboxes(BusyApplication application) {
		return application.scrape();
	}

	/**
	 * Has meters.
	 */
	@State(Scope.Benchmark)
	public static class Application {

		final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

		/**
		 * Register what is there without Hopx.
		 */
		@Setup(Level.Trial)
		public void register() {
			new JvmMemoryMetrics().bindTo(this.registry);
		}

		String scrape() {
			return this.registry.scrape();
		}

	}

	/**
	 * Has meters of Hopx too.
	 */
	@State(Scope.Benchmark)
	public static class HopxApplication extends Application {

		private final HopxClient client = HopxClient.builder()
			.apiKey(() -> "hopx_live_test.test")
			.baseUrl(URI.create("http://127.0.0.1:1"))
			.build();

		private final ReactiveSandboxPool pool = ReactiveSandboxPool
			.builder(this.client, PoolSettings.builder("pool", "code-interpreter").build())
			.recorder(new MicrometerPoolMetricsRecorder(this.registry, "pool"))
			.build();

		private final SandboxPools pools = new SandboxPools(List.of(this.pool));

		private final RateLimitMetrics rateLimit = new RateLimitMetrics(this.client);

		final MicrometerSandboxMetricsRecorder recorder = new MicrometerSandboxMetricsRecorder(this.registry);

		@Override
		public void register() {
			super.register();
			new SandboxPoolMetrics(this.pools).bindTo(this.registry);
			this.rateLimit.bindTo(this.registry);
		}

		/**
		 * Let go of connections.
		 */
		@TearDown(Level.Trial)
		public void close() {
			this.client.close();
		}

	}

	/**
	 * Has sandboxes that have told what they measure.
	 */
	@State(Scope.Benchmark)
	public static class BusyApplication extends HopxApplication {

		private static final int SANDBOXES = 1000;

		private final SandboxMonitor monitor = SandboxMonitor.builder().recorder(this.recorder).build();

		@Override
		public void register() {
			super.register();
			for (int i = 0; i < SANDBOXES; i++) {
				this.monitor.created(sandbox("sb" + i), new Origin("code-interpreter", "pool"), null);
			}
			this.monitor.sandboxes().forEach((sandbox) -> this.recorder.snapshot(sandbox, snapshot()));
		}

		private static ReactiveSandbox sandbox(String id) {
			return (ReactiveSandbox) Proxy.newProxyInstance(ScrapeBenchmark.class.getClassLoader(),
					new Class<?>[] { ReactiveSandbox.class }, (proxy, method, arguments) -> id);
		}

		private static MetricsSnapshot snapshot() {
			return HopxJson.mapper()
				.readValue(
						"""
								{"uptime_seconds":120.5,"total_requests":20,"total_errors":2,"error_count":2,"total_executions":7,
								"active_executions":1,"requests_total":{"/execute":15,"/health":5},"avg_duration_ms":{"/execute":12.5},
								"p95_duration_ms":{"/execute":40},"system":{"cpu":{"usage_percent":12.5,"cores":2},
								"memory":{"used":1024,"total":4096,"usage_percent":25},"disk":{"used":10,"total":100,"free":90}},
								"process":{"count":9,"running":1,"memory_mb":30.5,"cpu_seconds":3.5},
								"cache":{"size":3,"max_size":10,"hits":1,"misses":1,"hit_rate":0.5}}""",
						MetricsSnapshot.class);
		}

	}

}
