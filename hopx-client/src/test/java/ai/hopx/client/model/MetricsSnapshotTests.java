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

package ai.hopx.client.model;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Figures in any shape.
 */
class MetricsSnapshotTests {

	@Test
	void readsWhatIsKnown() {
		MetricsSnapshot snapshot = read("""
				{"uptime_seconds":120,"total_executions":7,"active_executions":1,"total_requests":20,"total_errors":2,
				"avg_duration_ms":{"/execute":12.5,"/files/read":3},"p95_duration_ms":40,
				"requests_total":{"/execute":15,"/health":5},"system":{"cpu":{"usage_percent":12.5,"cores":2},
				"memory":{"used":1024,"total":4096},"disk":{"used":10,"total":100}},
				"process":{"count":9,"running":1},"cache":{"size":3,"hits":1,"misses":1,"hit_rate":0.5},
				"timestamp":"2026-01-01T00:00:00Z","healthy":true}""");
		assertThat(snapshot.missing()).isNull();
		assertThat(snapshot)
			.extracting(MetricsSnapshot::uptimeSeconds, MetricsSnapshot::totalExecutions,
					MetricsSnapshot::activeExecutions, MetricsSnapshot::totalRequests, MetricsSnapshot::totalErrors,
					MetricsSnapshot::averageDurationMs, MetricsSnapshot::p95DurationMs,
					MetricsSnapshot::cpuUsagePercent, MetricsSnapshot::memoryUsed, MetricsSnapshot::memoryTotal,
					MetricsSnapshot::diskUsed, MetricsSnapshot::diskTotal, MetricsSnapshot::processes,
					MetricsSnapshot::cacheSize, MetricsSnapshot::cacheHitRate)
			.containsExactly(120.0, 7.0, 1.0, 20.0, 2.0, 12.5, 40.0, 12.5, 1024.0, 4096.0, 10.0, 100.0, 9.0, 3.0, 0.5);
		assertThat(snapshot.values()).containsEntry("system.cpu.cores", 2.0)
			.containsEntry("requests_total./health", 5.0)
			.doesNotContainKeys("timestamp", "healthy");
	}

	@Test
	void addsUpWhatSomeAgentsKeepForEachEndpoint() {
		assertThat(read("{\"requests_total\":{\"/execute\":15,\"/health\":5}}").totalRequests()).isEqualTo(20);
		assertThat(read("{\"requests_total\":8}").totalRequests()).isEqualTo(8);
	}

	@Test
	void readsOtherNames() {
		MetricsSnapshot snapshot = read("{\"error_count\":3,\"cpu\":{\"usage_percent\":\"7.5\"}}");
		assertThat(snapshot.totalErrors()).isEqualTo(3);
		assertThat(snapshot.cpuUsagePercent()).isEqualTo(7.5);
	}

	@Test
	void leavesOutWhatIsNoNumber() {
		MetricsSnapshot snapshot = read(
				"""
						{"a":NaN,"b":Infinity,"c":"NaN","d":null,"e":true,"f":"text","g":[],"h":{},"i":[1,{"x":"2"}],"j":"3e2"}""");
		assertThat(snapshot.values()).containsOnlyKeys("i.0", "i.1.x", "j").containsEntry("j", 300.0);
	}

	@Test
	void hasAnEnd() {
		String many = IntStream.range(0, 5000).mapToObj((i) -> "\"k" + i + "\":1").collect(Collectors.joining(","));
		assertThat(read("{" + many + "}").values()).hasSize(1000);
		assertThat(read("{\"a\":".repeat(100) + "1" + "}".repeat(100)).values()).isEmpty();
		assertThat(read("{\"" + "x".repeat(1000) + "\":1,\"y\":2}").values()).containsOnlyKeys("y");
	}

	@Test
	void canBeCutShort() {
		MetricsSnapshot snapshot = read("{\"a\":1,\"b\":2,\"c\":3,\"total_executions\":4}");
		assertThat(snapshot.withAtMost(4)).isSameAs(snapshot);
		MetricsSnapshot few = snapshot.withAtMost(2);
		assertThat(few.values()).containsOnlyKeys("a", "b");
		assertThat(few.others()).containsOnlyKeys("a", "b");
		assertThat(few.totalExecutions()).isEqualTo(4);
	}

	@Test
	void tellsWhatNothingIsReadFrom() {
		assertThat(read("""
				{"uptime_seconds":1,"total_requests":2,"requests_total":{"/execute":2},"error_count":1,"total_errors":1,
				"avg_duration_ms":{"/execute":1,"/health":2},"cpu":{"usage_percent":3,"cores":2},"gpu":{"temp":60}}""")
			.others()).containsOnlyKeys("cpu.cores", "gpu.temp");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "\"text\"", "5",
			"{\"agent\":\"x\",\"status\":\"running\",\"version\":\"3.2\",\"vm_id\":\"7\",\"message\":\"success\"}" })
	void isNoneWithoutNumbers(String json) {
		assertThat(read(json).missing()).isEqualTo("uptime_seconds");
	}

	private static MetricsSnapshot read(String json) {
		return HopxJson.mapper().readValue(json, MetricsSnapshot.class);
	}

}
