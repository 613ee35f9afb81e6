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

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What sandboxes tell, in meters.
 */
class MicrometerSandboxMetricsRecorderTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final Sandboxes sandboxes = new Sandboxes(new MicrometerSandboxMetricsRecorder(this.registry));

	@Test
	void countsNeverFall() {
		this.sandboxes.begin("a");
		this.sandboxes.begin("b");
		this.sandboxes.tell("a", "{\"total_executions\":5,\"total_requests\":20,\"total_errors\":2}");
		this.sandboxes.tell("b", "{\"total_executions\":1}");
		assertThat(count("hopx.sandbox.executions")).isEqualTo(6);
		this.sandboxes.tell("a", "{\"total_executions\":7,\"total_requests\":20}");
		assertThat(count("hopx.sandbox.executions")).isEqualTo(8);
		this.sandboxes.tell("a", "{\"total_executions\":3}");
		assertThat(count("hopx.sandbox.executions")).as("its agent began anew").isEqualTo(11);
		this.sandboxes.end("a");
		this.sandboxes.end("b");
		this.sandboxes.begin("c");
		this.sandboxes.tell("c", "{\"total_executions\":1,\"total_requests\":1,\"total_errors\":1}");
		assertThat(count("hopx.sandbox.executions")).isEqualTo(12);
		assertThat(count("hopx.sandbox.requests")).isEqualTo(21);
		assertThat(count("hopx.sandbox.errors")).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-5", "1e300", "NaN", "null", "\"x\"", "{}", "9007199254740994" })
	void aCountThatIsNoneIsNotCounted(String count) {
		this.sandboxes.begin("a");
		this.sandboxes.tell("a", "{\"uptime_seconds\":1,\"total_executions\":4}");
		this.sandboxes.tell("a", "{\"uptime_seconds\":2,\"total_executions\":" + count + "}");
		this.sandboxes.tell("a", "{\"uptime_seconds\":3,\"total_executions\":5}");
		assertThat(count("hopx.sandbox.executions")).isEqualTo(5);
	}

	@Test
	void addsAmountsUp() {
		String json = """
				{"active_executions":1,"system":{"memory":{"used":100,"total":1000},"disk":{"used":7,"total":70}},
				"process":{"count":3},"cache":{"size":2}}""";
		List.of("a", "b").forEach((id) -> {
			this.sandboxes.begin(id);
			this.sandboxes.tell(id, json);
		});
		assertThat(value("hopx.sandbox.executions.active")).isEqualTo(2);
		assertThat(value("hopx.sandbox.memory.used")).isEqualTo(200);
		assertThat(value("hopx.sandbox.memory.total")).isEqualTo(2000);
		assertThat(value("hopx.sandbox.disk.used")).isEqualTo(14);
		assertThat(value("hopx.sandbox.disk.total")).isEqualTo(140);
		assertThat(value("hopx.sandbox.processes")).isEqualTo(6);
		assertThat(value("hopx.sandbox.cache.size")).isEqualTo(4);
		assertThat(value("hopx.sandbox.live")).isEqualTo(2);
		this.sandboxes.end("a");
		assertThat(value("hopx.sandbox.memory.used")).isEqualTo(100);
		assertThat(value("hopx.sandbox.live")).isEqualTo(1);
	}

	@Test
	void hasMaximumAndMeanOfSharesAndDurationsInBaseUnits() {
		this.sandboxes.begin("a");
		this.sandboxes.begin("b");
		this.sandboxes.tell("a", """
				{"uptime_seconds":10,"avg_duration_ms":{"/execute":1500},"p95_duration_ms":3000,
				"system":{"cpu":{"usage_percent":50}},"cache":{"hit_rate":0.5},"gpu":{"temp":40}}""");
		this.sandboxes.tell("b", """
				{"uptime_seconds":30,"avg_duration_ms":{"/execute":500},"p95_duration_ms":1000,
				"system":{"cpu":{"usage_percent":100}},"cache":{"hit_rate":0.75},"gpu":{"temp":60}}""");
		assertStatistics("hopx.sandbox.uptime", 30, 20);
		assertStatistics("hopx.sandbox.execution.duration.avg", 1.5, 1);
		assertStatistics("hopx.sandbox.execution.duration.p95", 3, 2);
		assertStatistics("hopx.sandbox.cpu.usage", 1, 0.75);
		assertStatistics("hopx.sandbox.cache.hit.ratio", 0.75, 0.625);
		assertStatistics("hopx.sandbox.snapshot", 60, 50);
		assertThat(this.registry.get("hopx.sandbox.snapshot").tag("key", "gpu.temp").gauges()).hasSize(2);
		this.sandboxes.end("b");
		assertStatistics("hopx.sandbox.uptime", 10, 10);
	}

	@Test
	void whatNoSandboxTellsHasNoMeter() {
		this.sandboxes.begin("a");
		assertThat(names()).containsExactlyInAnyOrder("hopx.sandbox.executions", "hopx.sandbox.requests",
				"hopx.sandbox.errors", "hopx.sandbox.snapshot.failures", "hopx.sandbox.kill.failures",
				"hopx.sandbox.live");
		this.sandboxes.tell("a",
				"""
						{"uptime_seconds":1,"system":{"cpu":{"usage_percent":NaN},"memory":{"used":null},"disk":{"used":"x"}}}""");
		assertThat(names()).contains("hopx.sandbox.uptime")
			.doesNotContain("hopx.sandbox.cpu.usage", "hopx.sandbox.memory.used", "hopx.sandbox.disk.used",
					"hopx.sandbox.snapshot");
	}

	@Test
	void metersComeWithTheFirstAndGoWithTheLastSandboxThatTellsThem() {
		this.sandboxes.begin("a");
		List<Meter.Id> before = ids();
		this.sandboxes.begin("b");
		this.sandboxes.tell("a", "{\"uptime_seconds\":1,\"gpu\":1}");
		this.sandboxes.tell("b", "{\"uptime_seconds\":1,\"gpu\":1,\"process\":{\"count\":3}}");
		this.sandboxes.tell("a", "{\"uptime_seconds\":2}");
		assertThat(names()).contains("hopx.sandbox.uptime", "hopx.sandbox.snapshot", "hopx.sandbox.processes");
		this.sandboxes.tell("b", "{\"uptime_seconds\":2}");
		assertThat(names()).contains("hopx.sandbox.uptime")
			.doesNotContain("hopx.sandbox.snapshot", "hopx.sandbox.processes");
		this.sandboxes.end("b");
		assertThat(names()).contains("hopx.sandbox.uptime");
		this.sandboxes.tell("a", "{\"gpu\":1}");
		assertThat(names()).contains("hopx.sandbox.snapshot").doesNotContain("hopx.sandbox.uptime");
		this.sandboxes.end("a");
		assertThat(names()).doesNotContain("hopx.sandbox.snapshot", "hopx.sandbox.live");
		this.sandboxes.begin("c");
		assertThat(ids()).containsExactlyInAnyOrderElementsOf(before);
	}

	@Test
	void noIdIsATag() {
		this.sandboxes.begin("the-id", "data-science", "batch");
		this.sandboxes.tell("the-id", "{\"uptime_seconds\":1,\"gpu\":1}");
		assertThat(this.registry.getMeters()).noneMatch((meter) -> meter.getId().toString().contains("the-id"))
			.filteredOn((meter) -> !meter.getId().getName().equals("hopx.sandbox.kill.failures"))
			.allMatch((meter) -> "batch".equals(meter.getId().getTag("pool")))
			.allMatch((meter) -> "data-science".equals(meter.getId().getTag("template")));
	}

	@Test
	void aHundredKeysAreShown() {
		this.sandboxes.begin("a");
		this.sandboxes.begin("b", "other-template", null);
		this.sandboxes.tell("a", keys(0, 80));
		this.sandboxes.tell("b", keys(50, 200));
		assertThat(this.registry.get("hopx.sandbox.snapshot")
			.gauges()
			.stream()
			.map((gauge) -> gauge.getId().getTag("key"))
			.distinct()).hasSize(FirstNames.MAX);
		this.sandboxes.tell("a", keys(200, 500));
		assertThat(this.registry.get("hopx.sandbox.snapshot").gauges()).as("of the other, as maximum and mean")
			.hasSize(2 * 50);
	}

	@Test
	void templatesBeyondAHundredShareOneName() {
		IntStream.range(0, 150).forEach((i) -> {
			this.sandboxes.begin("sb" + i, "t" + i, null);
			this.sandboxes.tell("sb" + i, "{\"total_executions\":1}");
		});
		assertThat(this.registry.get("hopx.sandbox.live").gauges()).hasSize(101);
		assertThat(this.registry.get("hopx.sandbox.live").tag("template", "other").gauge().value()).isEqualTo(50);
		assertThat(this.registry.get("hopx.sandbox.executions").tag("template", "other").counter().count())
			.isEqualTo(50);
		IntStream.range(0, 150).forEach((i) -> this.sandboxes.end("sb" + i));
		assertThat(this.registry.find("hopx.sandbox.live").gauges()).isEmpty();
	}

	@Test
	@Timeout(10)
	void oneThatTellsWhatOthersDoNotCostsTheOthersNothing() {
		this.sandboxes.begin("odd");
		this.sandboxes.tell("odd", keys(0, FirstNames.MAX));
		IntStream.range(0, 9000).forEach((i) -> {
			this.sandboxes.begin("sb" + i);
			this.sandboxes.tell("sb" + i, "{\"uptime_seconds\":1}");
		});
		IntStream.range(0, 9000).forEach((i) -> this.sandboxes.end("sb" + i));
		assertThat(this.registry.get("hopx.sandbox.snapshot").gauges()).hasSize(2 * FirstNames.MAX);
		this.sandboxes.end("odd");
		assertThat(this.registry.find("hopx.sandbox.snapshot").gauges()).isEmpty();
	}

	@Test
	void countsFailures() {

		new MicrometerSandboxMetricsRecorder(this.registry).snapshotFailed(this.sandboxes.begin("a"));
		this.sandboxes.failToKill("a");
		assertThat(count("hopx.sandbox.snapshot.failures")).isEqualTo(1);
		assertThat(count("hopx.sandbox.kill.failures")).isEqualTo(1);
	}

	@Test
	void goesWithTheLastSandboxInEachRegistryOfSeveral() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.add(prometheus);
		composite.config().commonTags("application", "x");
		Sandboxes sandboxes = new Sandboxes(new MicrometerSandboxMetricsRecorder(composite));
		sandboxes.begin("a");
		sandboxes.tell("a", "{\"uptime_seconds\":120,\"total_executions\":3,\"system\":{\"memory\":{\"used\":5}}}");
		assertThat(prometheus.scrape()).contains(
				"hopx_sandbox_executions_total{application=\"x\",pool=\"none\",template=\"t\"} 3.0",
				"hopx_sandbox_memory_used_bytes{application=\"x\",pool=\"none\",template=\"t\"} 5.0",
				"hopx_sandbox_uptime_seconds{application=\"x\",pool=\"none\",statistic=\"max\",template=\"t\"} 120.0",
				"# HELP hopx_sandbox_live_sandboxes Sandboxes that this application made");
		sandboxes.end("a");
		assertThat(prometheus.scrape()).contains("hopx_sandbox_executions_total")
			.doesNotContain("uptime", "memory", "hopx_sandbox_live");
	}

	private void assertStatistics(String name, double max, double mean) {
		assertThat(this.registry.get(name).tag("statistic", "max").gauge().value()).isCloseTo(max, within(1e-9));
		assertThat(this.registry.get(name).tag("statistic", "mean").gauge().value()).isCloseTo(mean, within(1e-9));
	}

	private double count(String name) {
		return this.registry.get(name).counter().count();
	}

	private double value(String name) {
		return this.registry.get(name).gauge().value();
	}

	private List<Meter.Id> ids() {
		return this.registry.getMeters().stream().map(Meter::getId).toList();
	}

	private List<String> names() {
		return ids().stream().map(Meter.Id::getName).distinct().toList();
	}

	private static String keys(int from, int to) {
		return IntStream.range(from, to)
			.mapToObj((i) -> "\"k" + i + "\":" + i)
			.collect(Collectors.joining(",", "{", "}"));
	}

}
