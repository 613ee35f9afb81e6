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
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /env}: the variables that every later run of the sandbox sees.
 */
final class EnvironmentRoutes {

	private final AgentContext context;

	private final SandboxEnvironment environment;

	EnvironmentRoutes(AgentContext context) {
		this.context = context;
		this.environment = context.environment();
	}

	void addTo(Routes routes) {
		routes.get("/env", (request) -> all())
			.put("/env", this::replace)
			.patch("/env", this::merge)
			.delete("/env", (request) -> clear())
			.get("/env/{key}", this::one)
			.put("/env/{key}", this::set)
			.delete("/env/{key}", this::remove);
	}

	private Mono<ServerResponse> all() {
		return Replies.ok(view());
	}

	private Map<String, Object> view() {
		Map<String, String> variables = this.environment.view(this.context.settings().maskSecrets());
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("env_vars", variables);
		body.put("count", variables.size());
		body.put("timestamp", this.context.now());
		return body;
	}

	private Mono<ServerResponse> replace(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			requireVariables(body);
			this.environment.replace(body.variables("env_vars"));
			return all();
		});
	}

	private Mono<ServerResponse> merge(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			requireVariables(body);
			Map<String, String> variables = body.variables("env_vars");
			if (body.flag("merge", true)) {
				this.environment.merge(variables);
			}
			else {
				this.environment.replace(variables);
			}
			return all();
		});
	}

	private static void requireVariables(JsonBody body) {
		if (!body.has("env_vars")) {
			throw ApiException.missingParameter("env_vars");
		}
	}

	private Mono<ServerResponse> clear() {
		this.environment.clear();
		return all();
	}

	private Mono<ServerResponse> one(ServerRequest request) {
		String key = request.pathVariable("key");
		String value = this.environment.get(key, this.context.settings().maskSecrets());
		if (value == null) {
			throw ApiException.notFound("There is no variable '" + key + "'");
		}
		return Replies.ok(variable(key, value));
	}

	private Mono<ServerResponse> set(ServerRequest request) {
		String key = request.pathVariable("key");
		return JsonBody.of(request).flatMap((body) -> {
			String value = body.requiredText("value");
			if (key.indexOf('=') >= 0 || key.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
				throw ApiException.invalidRequest("No environment variable can have that name or value");
			}
			this.environment.merge(Map.of(key, value));
			String shown = this.environment.get(key, this.context.settings().maskSecrets());
			return Replies.ok(variable(key, (shown != null) ? shown : value));
		});
	}

	private Map<String, Object> variable(String key, String value) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("key", key);
		body.put("value", value);
		body.put("env_vars", Map.of(key, value));
		body.put("timestamp", this.context.now());
		return body;
	}

	private Mono<ServerResponse> remove(ServerRequest request) {
		this.environment.remove(request.pathVariable("key"));
		return all();
	}

}
