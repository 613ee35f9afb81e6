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

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;
import ai.hopx.embedded.web.Version;

/**
 * {@code /}, {@code /ping}, {@code /health} and {@code /info}: who the agent is.
 */
final class StatusRoutes {

	private static final String AGENT = "hopx-embedded";

	private final AgentContext context;

	StatusRoutes(AgentContext context) {
		this.context = context;
	}

	void addTo(Routes routes) {
		routes.get("/", (request) -> root())
			.get("/ping", (request) -> Replies.ok(Map.of("message", "pong", "status", "ok")))
			.get("/health", (request) -> health())
			.get("/info", this::info);
	}

	private Mono<ServerResponse> root() {
		Map<String, Object> body = identity();
		body.put("status", "running");
		body.put("message", "Hopx sandbox agent, embedded");
		body.put("timestamp", this.context.now());
		return Replies.ok(body);
	}

	private Mono<ServerResponse> health() {
		Map<String, Object> body = identity();
		body.put("status", "healthy");
		body.put("uptime", text(this.context.uptime()));
		body.put("uptime_seconds", this.context.uptime().toSeconds());
		body.put("features", features());
		body.put("active_streams", this.context.streams().count());
		body.put("timestamp", this.context.now());
		return Replies.ok(body);
	}

	private Mono<ServerResponse> info(ServerRequest request) {
		InetSocketAddress address = request.exchange().getRequest().getLocalAddress();
		String port = Integer.toString((address != null) ? address.getPort() : 0);
		String os = System.getProperty("os.name", "unknown").toLowerCase(Locale.ROOT);
		String arch = System.getProperty("os.arch", "unknown");
		Map<String, Object> body = identity();
		body.put("agent_version", Version.current());
		body.put("ip", "127.0.0.1");
		body.put("vm_ip", "127.0.0.1");
		body.put("port", port);
		body.put("vm_port", port);
		body.put("os", os);
		body.put("arch", arch);
		body.put("platform", os + "/" + arch);
		body.put("start_time", this.context.startedAt());
		body.put("uptime", this.context.uptime().toSeconds());
		body.put("uptime_seconds", this.context.uptime().toSeconds());
		body.put("endpoints", Map.of("execute", "/execute", "commands", "/commands/run", "files", "/files", "env",
				"/env", "metrics", "/metrics/snapshot"));
		body.put("features", features());
		return Replies.ok(body);
	}

	private Map<String, Object> identity() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("agent", AGENT);
		body.put("version", Version.current());
		// The service's agent is a Go program and says which Go; clients expect the field
		body.put("go_version", "none");
		body.put("vm_id", this.context.spec().sandboxId());
		return body;
	}

	private Map<String, Object> features() {
		Map<String, Object> features = new LinkedHashMap<>();
		features.put("code_execution", true);
		features.put("rich_output", true);
		features.put("file_operations", true);
		features.put("system_metrics", true);
		features.put("background_jobs", true);
		features.put("ipython_kernel", true);
		features.put("terminal_access", true);
		features.put("websocket_streaming", true);
		features.put("languages", new TreeSet<>(this.context.languages()));
		return features;
	}

	private static String text(Duration uptime) {
		return uptime.toHours() + "h" + uptime.toMinutesPart() + "m" + uptime.toSecondsPart() + "s";
	}

}
