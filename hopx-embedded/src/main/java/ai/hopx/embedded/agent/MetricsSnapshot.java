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

package ai.hopx.embedded.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.ResourceUsage;
import ai.hopx.embedded.runtime.SandboxRuntime;

/**
 * All figures of one sandbox at a time.
 */
final class MetricsSnapshot {

	private static final double MIB = 1024 * 1024;

	private final AgentContext context;

	private final AgentMetrics metrics;

	private final SystemFigures system;

	MetricsSnapshot(AgentContext context, AgentMetrics metrics) {
		this.context = context;
		this.metrics = metrics;
		this.system = new SystemFigures(context.spec());
	}

	/**
	 * Take the figures.
	 * @return the figures by name
	 */
	Mono<Map<String, Object>> take() {
		return Mono.defer(() -> {
			SandboxRuntime runtime = this.context.runtime();
			return runtime.usage().map((usage) -> figures(runtime, usage));
		});
	}

	private Map<String, Object> figures(SandboxRuntime runtime, ResourceUsage usage) {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("uptime_seconds", this.context.uptime().toMillis() / 1e3);
		this.metrics.addTo(figures);
		figures.put("active_executions", runtime.activeRuns());
		figures.put("system", this.system.of(usage));
		figures.put("process", Map.of("count", usage.processes(), "running", usage.running(), "memory_mb",
				usage.memoryBytes() / MIB, "cpu_seconds", usage.cpuSeconds()));
		figures.put("cache", cache());
		figures.put("timestamp", this.context.now());
		return figures;
	}

	/**
	 * Take what the sandbox uses of its share.
	 * @return the figures by name
	 */
	Mono<Map<String, Object>> system() {
		return this.context.runtime().usage().map(this.system::of);
	}

	/**
	 * Return the figures of a cache that is always empty: every run really runs.
	 * @return the figures by name
	 */
	static Map<String, Object> cache() {
		Map<String, Object> cache = new LinkedHashMap<>();
		for (String figure : List.of("size", "max_size", "total_cached", "total_hits", "hits", "misses")) {
			cache.put(figure, 0);
		}
		cache.put("hit_rate", 0.0);
		cache.put("ttl", "0s");
		return cache;
	}

}
