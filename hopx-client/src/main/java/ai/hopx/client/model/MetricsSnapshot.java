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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Figures of one sandbox at one moment. Agents differ in what they measure and how they
 * name it: what this version knows has a component of its own, and {@code values} has all
 * that is a number.
 *
 * @param uptimeSeconds how long the agent runs
 * @param totalExecutions runs so far
 * @param activeExecutions runs at this moment
 * @param totalRequests requests so far
 * @param totalErrors failed requests so far
 * @param averageDurationMs mean duration of a run in milliseconds
 * @param p95DurationMs duration in milliseconds that 95 of 100 runs keep below
 * @param cpuUsagePercent load of the processors
 * @param memoryUsed memory in use, in bytes
 * @param memoryTotal memory there is, in bytes
 * @param diskUsed disk in use, in bytes
 * @param diskTotal disk there is, in bytes
 * @param processes processes in the sandbox
 * @param cacheSize entries in the agent's cache
 * @param cacheHitRate share of look-ups that the cache served
 * @param values every number by its path, its parts joined with a dot, such as
 * {@code system.cpu.usage_percent}; at most 1,000
 * @param others those of them that no other component is read from
 */
public record MetricsSnapshot(@Nullable Double uptimeSeconds, @Nullable Double totalExecutions,
		@Nullable Double activeExecutions, @Nullable Double totalRequests, @Nullable Double totalErrors,
		@Nullable Double averageDurationMs, @Nullable Double p95DurationMs, @Nullable Double cpuUsagePercent,
		@Nullable Double memoryUsed, @Nullable Double memoryTotal, @Nullable Double diskUsed,
		@Nullable Double diskTotal, @Nullable Double processes, @Nullable Double cacheSize,
		@Nullable Double cacheHitRate, Map<String, Double> values, Map<String, Double> others) implements Checked {

	@Override
	public @Nullable String missing() {
		return this.values.isEmpty() ? "uptime_seconds" : null;
	}

	/**
	 * Return the same with fewer of the numbers that no component is read from, for who
	 * keeps many.
	 * @param count how many to leave at most
	 * @return this snapshot where it has no more
	 */
	public MetricsSnapshot withAtMost(int count) {
		if (this.values.size() <= count) {
			return this;
		}
		return new MetricsSnapshot(this.uptimeSeconds, this.totalExecutions, this.activeExecutions, this.totalRequests,
				this.totalErrors, this.averageDurationMs, this.p95DurationMs, this.cpuUsagePercent, this.memoryUsed,
				this.memoryTotal, this.diskUsed, this.diskTotal, this.processes, this.cacheSize, this.cacheHitRate,
				first(this.values, count), first(this.others, count));
	}

	private static Map<String, Double> first(Map<String, Double> numbers, int count) {
		Map<String, Double> first = new LinkedHashMap<>();
		numbers.entrySet().stream().limit(count).forEach((number) -> first.put(number.getKey(), number.getValue()));
		return Collections.unmodifiableMap(first);
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static MetricsSnapshot read(JsonNode snapshot) {
		Leaves leaves = Leaves.of(GenericReply.matches(snapshot) ? NullNode.getInstance() : snapshot);
		leaves.known("avg_duration_ms", "p95_duration_ms");
		return new MetricsSnapshot(leaves.first("uptime_seconds"), leaves.first("total_executions"),
				leaves.first("active_executions"), leaves.firstOrSum("total_requests", "requests_total"),
				leaves.first("total_errors", "error_count"),
				leaves.first("avg_duration_ms", "avg_duration_ms./execute", "avg_duration_ms.execute"),
				leaves.first("p95_duration_ms", "p95_duration_ms./execute", "p95_duration_ms.execute"),
				leaves.first("system.cpu.usage_percent", "cpu.usage_percent", "system.cpu_usage_percent",
						"system.cpu_percent", "cpu_usage_percent"),
				leaves.first("system.memory.used", "memory.used", "system.memory_used"),
				leaves.first("system.memory.total", "memory.total", "system.memory_total"),
				leaves.first("system.disk.used", "disk.used", "system.disk_used"),
				leaves.first("system.disk.total", "disk.total", "system.disk_total"),
				leaves.first("process.count", "processes.count"), leaves.first("cache.size"),
				leaves.first("cache.hit_rate"), leaves.values(), leaves.others());
	}

}
