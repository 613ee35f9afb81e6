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

package ai.hopx.spring.boot.test.wiremock;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.MappingBuilder;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * The life of the sandbox: what the control plane says of it, and its agent of itself.
 */
final class SandboxStubs {

	private static final String SANDBOXES = "/v1/sandboxes";

	private static final Duration LIFE = Duration.ofDays(1);

	private final Server server;

	private final String id;

	private final String baseUrl;

	SandboxStubs(Server server, String id, String baseUrl) {
		this.server = server;
		this.id = id;
		this.baseUrl = baseUrl;
	}

	void add() {
		String path = SANDBOXES + "/" + this.id;
		Map<String, Object> sandbox = sandbox();
		Map<String, Object> token = token();
		Map<String, Object> created = new LinkedHashMap<>(sandbox);
		created.putAll(token);
		general(post(urlPathEqualTo(SANDBOXES)), 201, created);
		general(get(urlPathEqualTo(SANDBOXES)), 200,
				Map.of("object", "list", "data", List.of(sandbox), "has_more", false));
		general(get(urlPathEqualTo(path)), 200, sandbox);
		general(delete(urlPathEqualTo(path)), 200, Map.of("id", this.id, "status", "deleted"));
		general(put(urlPathEqualTo(path + "/timeout")), 200, Map.of("id", this.id));
		general(post(urlPathEqualTo(path + "/token/refresh")), 200, token);
		change(path, "start", "running");
		change(path, "stop", "stopped");
		change(path, "pause", "paused");
		change(path, "resume", "running");
		this.server.remaining(SANDBOXES + "/.*", Json.error(404));
		addIntrospection();
	}

	private void change(String path, String action, String status) {
		general(post(urlPathEqualTo(path + "/" + action)), 200, Map.of("id", this.id, "status", status));
	}

	private void addIntrospection() {
		// Both planes have a health of their own, here at the same address
		general(get(urlPathEqualTo("/health")), 200,
				Map.of("status", "healthy", "agent", "wiremock", "version", "stub", "uptime", "1s"));
		general(get(urlPathEqualTo("/info")), 200,
				Map.of("agent", "wiremock", "version", "stub", "vm_id", this.id, "features", Map.of()));
		general(get(urlPathEqualTo("/metrics/snapshot")), 200,
				Map.of("uptime_seconds", 1, "total_executions", 0, "active_executions", 0));
	}

	private Map<String, Object> sandbox() {
		Map<String, Object> sandbox = new LinkedHashMap<>();
		sandbox.put("id", this.id);
		sandbox.put("object", "sandbox");
		sandbox.put("organization_id", 1);
		sandbox.put("status", "running");
		sandbox.put("public_host", this.baseUrl);
		sandbox.put("template_name", "code-interpreter");
		sandbox.put("timeout_seconds", LIFE.toSeconds());
		sandbox.put("created_at", Instant.now().toString());
		sandbox.put("expires_at", Instant.now().plus(LIFE).toString());
		return sandbox;
	}

	private static Map<String, Object> token() {
		return Map.of("auth_token", "stubbed-token", "token_expires_at", Instant.now().plus(LIFE).toString());
	}

	private void general(MappingBuilder request, int status, Map<String, Object> body) {
		this.server.general(request, Json.ok(body).withStatus(status));
	}

}
