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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.client.monitor.TrackedSandbox;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What many sandboxes leave behind, and what it costs to look at them: nothing.
 */
class ManySandboxesTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	private static final int BLOCKING = 1000;

	private static final int REACTIVE = 9000;

	private final TinyApplication application = TinyApplication.start("""
			{"uptime_seconds":1,"total_executions":3,"system":{"cpu":{"usage_percent":5},"gpu":7}}""",
			Duration.ofSeconds(1));

	private final PrometheusMeterRegistry registry = this.application.registry();

	private final TinyHopx hopx = this.application.hopx();

	private final ReactiveHopxTemplate template = this.application.template();

	private final Queue<WeakReference<?>> handles = new ConcurrentLinkedQueue<>();

	@AfterEach
	void stop() {
		this.application.close();
	}

	@Test
	void leaveNothingBehind() {
		createAndKill(1);
		List<Meter.Id> before = meters();
		HopxTemplate blocking = new HopxTemplate(this.template);
		for (int i = 0; i < BLOCKING; i++) {
			try (Sandbox sandbox = blocking.create()) {
				remember(sandbox.id());
			}
		}
		createAndKill(REACTIVE);
		assertThat(this.application.monitor().sandboxes()).isEmpty();
		assertThat(meters()).containsExactlyInAnyOrderElementsOf(before);
		assertThat(this.handles).hasSize(2 * (BLOCKING + REACTIVE + 1));
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
			System.gc();
			assertThat(this.handles).allMatch((handle) -> handle.get() == null);
		});
	}

	private void createAndKill(int count) {
		Flux.range(0, count)
			.flatMap(
					(i) -> Mono.usingWhen(this.template.create(),
							(sandbox) -> Mono.fromRunnable(() -> remember(sandbox.id())), (sandbox) -> sandbox.kill()),
					32)
			.blockLast(LIMIT);
	}

	private void remember(String id) {
		TrackedSandbox sandbox = this.application.monitor().find(id).orElseThrow();
		this.handles.add(new WeakReference<>(sandbox));
		this.handles.add(new WeakReference<>(sandbox.sandbox()));
	}

	@Test
	void areLookedAtWithoutAsking() {
		SandboxMonitor quiet = SandboxMonitor.builder()
			.recorder(new MicrometerSandboxMetricsRecorder(this.registry))
			.interval(Duration.ofHours(1))
			.build();
		ReactiveHopxTemplate template = new ReactiveHopxTemplate(this.application.client(), SandboxDefaults.standard(),
				Stream::empty, SandboxLifecycleListener.none(), quiet);
		new RateLimitMetrics(this.application.client()).bindTo(this.registry);
		Flux.range(0, 50).flatMap((i) -> template.create()).blockLast(LIMIT);
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> quiet.sandboxes().stream().allMatch((sandbox) -> sandbox.snapshot() != null));
		int before = this.hopx.countRequests();
		assertThat(IntStream.range(0, 100).mapToObj((i) -> this.registry.scrape())).allMatch(
				(text) -> text.contains("hopx_sandbox_live_sandboxes{pool=\"none\",template=\"code-interpreter\"} 50"));
		quiet.close();
		assertThat(this.hopx.countRequests()).isEqualTo(before);
	}

	private List<Meter.Id> meters() {
		return this.registry.getMeters().stream().map(Meter::getId).toList();
	}

}
