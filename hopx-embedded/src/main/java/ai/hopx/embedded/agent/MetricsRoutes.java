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

import java.nio.charset.StandardCharsets;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /metrics}, {@code /system} and {@code /cache}: figures of the sandbox.
 */
final class MetricsRoutes {

	private final AgentContext context;

	private final AgentMetrics metrics;

	private final MetricsSnapshot snapshot;

	MetricsRoutes(AgentContext context, AgentMetrics metrics, MetricsSnapshot snapshot) {
		this.context = context;
		this.metrics = metrics;
		this.snapshot = snapshot;
	}

	void addTo(Routes routes) {
		routes.get("/metrics/snapshot", (request) -> snapshot())
			.get("/metrics", (request) -> snapshot())
			.get("/metrics/prometheus", (request) -> prometheus())
			.get("/system", (request) -> system())
			.get("/cache/stats", (request) -> cacheStats())
			.get("/cache", (request) -> cacheStats())
			.post("/cache/clear", (request) -> clearCache());
	}

	private Mono<ServerResponse> snapshot() {
		return this.snapshot.take().flatMap(Replies::ok);
	}

	private Mono<ServerResponse> prometheus() {
		PrometheusText text = new PrometheusText();
		this.metrics.addTo(text);
		text.metric("hopx_agent_active_executions", "gauge", "Runs under way.")
			.sample("hopx_agent_active_executions", Map.of(), this.context.runtime().activeRuns());
		text.metric("hopx_agent_uptime_seconds", "gauge", "How long the agent has been there.")
			.sample("hopx_agent_uptime_seconds", Map.of(), this.context.uptime().toMillis() / 1e3);
		byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
		return ServerResponse.ok()
			.header(HttpHeaders.CONTENT_TYPE, PrometheusText.CONTENT_TYPE)
			.contentLength(body.length)
			.bodyValue(body);
	}

	private Mono<ServerResponse> system() {
		return this.snapshot.system().flatMap((body) -> {
			body.put("uptime", this.context.uptime().toSeconds());
			body.put("timestamp", this.context.now());
			return Replies.ok(body);
		});
	}

	private Mono<ServerResponse> cacheStats() {
		return Replies.ok(Map.of("cache", MetricsSnapshot.cache(), "timestamp", this.context.now()));
	}

	private Mono<ServerResponse> clearCache() {
		return Replies.ok(Map.of("message", "Cache cleared", "entries_removed", 0, "timestamp", this.context.now()));
	}

}
