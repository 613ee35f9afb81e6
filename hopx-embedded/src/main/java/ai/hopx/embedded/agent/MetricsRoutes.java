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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.ProcessEntry;
import ai.hopx.embedded.runtime.ResourceUsage;
import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /metrics}, {@code /system}, {@code /processes} and {@code /cache}: figures of
 * the sandbox.
 */
final class MetricsRoutes {

	private static final int MAX_PROCESSES = 200;

	private static final double MIB = 1024 * 1024;

	private final AgentContext context;

	private final AgentMetrics metrics;

	private final SystemFigures system;

	MetricsRoutes(AgentContext context, AgentMetrics metrics) {
		this.context = context;
		this.metrics = metrics;
		this.system = new SystemFigures(context.spec());
	}

	void addTo(Routes routes) {
		routes.get("/metrics/snapshot", (request) -> snapshot())
			.get("/metrics", (request) -> snapshot())
			.get("/system", (request) -> system())
			.get("/processes", (request) -> processes())
			.get("/cache/stats", (request) -> cacheStats())
			.get("/cache", (request) -> cacheStats())
			.post("/cache/clear", (request) -> clearCache());
	}

	private Mono<ServerResponse> snapshot() {
		SandboxRuntime runtime = this.context.runtime();
		return runtime.usage().flatMap((usage) -> {
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("uptime_seconds", this.context.uptime().toMillis() / 1e3);
			this.metrics.addTo(body);
			body.put("active_executions", runtime.activeRuns());
			body.put("system", this.system.of(usage));
			body.put("process", process(usage));
			body.put("cache", cache());
			body.put("timestamp", this.context.now());
			return Replies.ok(body);
		});
	}

	private static Map<String, Object> process(ResourceUsage usage) {
		return Map.of("count", usage.processes(), "running", usage.running(), "memory_mb", usage.memoryBytes() / MIB,
				"cpu_seconds", usage.cpuSeconds());
	}

	private Mono<ServerResponse> system() {
		return this.context.runtime().usage().flatMap((usage) -> {
			Map<String, Object> body = this.system.of(usage);
			body.put("uptime", this.context.uptime().toSeconds());
			body.put("timestamp", this.context.now());
			return Replies.ok(body);
		});
	}

	private Mono<ServerResponse> processes() {
		return this.context.runtime().processes().flatMap((entries) -> {
			List<Map<String, Object>> processes = new ArrayList<>();
			entries.stream().limit(MAX_PROCESSES).forEach((entry) -> processes.add(process(entry)));
			return Replies
				.ok(Map.of("processes", processes, "count", processes.size(), "timestamp", this.context.now()));
		});
	}

	private static Map<String, Object> process(ProcessEntry entry) {
		Map<String, Object> process = new LinkedHashMap<>();
		process.put("pid", entry.pid());
		process.put("name", entry.name());
		process.put("command", entry.command());
		process.put("user", entry.user());
		process.put("status", entry.status());
		process.put("cpu_percent", entry.cpuPercent());
		process.put("memory_mb", entry.memoryBytes() / MIB);
		return process;
	}

	private Mono<ServerResponse> cacheStats() {
		return Replies.ok(Map.of("cache", cache(), "timestamp", this.context.now()));
	}

	/**
	 * Return the figures of a cache that is always empty: every run really runs.
	 */
	private static Map<String, Object> cache() {
		Map<String, Object> cache = new LinkedHashMap<>();
		for (String figure : List.of("size", "max_size", "total_cached", "total_hits", "hits", "misses")) {
			cache.put(figure, 0);
		}
		cache.put("hit_rate", 0.0);
		cache.put("ttl", "0s");
		return cache;
	}

	private Mono<ServerResponse> clearCache() {
		return Replies.ok(Map.of("message", "Cache cleared", "entries_removed", 0, "timestamp", this.context.now()));
	}

}
