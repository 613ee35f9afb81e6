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

package ai.hopx.embedded.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.agent.AgentTokens;
import ai.hopx.embedded.agent.AgentTokens.Token;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.RateLimit;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.RequestIdFilter;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /v1/sandboxes}.
 */
final class SandboxRoutes {

	private static final String SANDBOXES = "/v1/sandboxes";

	private static final String SANDBOX = SANDBOXES + "/{id}";

	private final Sandboxes sandboxes;

	private final Templates templates;

	private final AgentTokens tokens;

	private final RateLimit createLimit;

	private final boolean live;

	SandboxRoutes(Sandboxes sandboxes, Templates templates, AgentTokens tokens, RateLimit createLimit, boolean live) {
		this.sandboxes = sandboxes;
		this.templates = templates;
		this.tokens = tokens;
		this.createLimit = createLimit;
		this.live = live;
	}

	void addTo(Routes routes) {
		routes.post(SANDBOXES, this::create)
			.get(SANDBOXES, this::list)
			.get(SANDBOX, this::get)
			.delete(SANDBOX, this::delete)
			.put(SANDBOX + "/timeout", this::timeout)
			.post(SANDBOX + "/timeout", this::timeout)
			.post(SANDBOX + "/token/refresh", this::refreshToken);
		for (LifecycleAction action : LifecycleAction.values()) {
			routes.post(SANDBOX + "/" + action.wireName(), (request) -> change(request, action));
		}
	}

	private Mono<ServerResponse> create(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			CreateRequest create = CreateRequest.of(body, this.templates);
			RateLimit.Window window = this.createLimit.take();
			if (!window.allowed()) {
				throw window.exceeded("new sandboxes");
			}
			return this.sandboxes.create(create);
		}).flatMap((sandbox) -> Replies.created(view(sandbox, this.tokens.issue(sandbox.id()), requestId(request))));
	}

	private Mono<ServerResponse> list(ServerRequest request) {
		Page page = Page.of(request);
		Optional<String> status = request.queryParam("status").filter((value) -> !value.isEmpty());
		Optional<String> region = request.queryParam("region").filter((value) -> !value.isEmpty());
		List<Sandbox> matching = this.sandboxes.all()
			.stream()
			.filter((sandbox) -> status.map(sandbox.state().wireName()::equals).orElse(true))
			.filter((sandbox) -> region.map(sandbox.request().region()::equals).orElse(true))
			.toList();
		return Replies.ok(page.reply(matching, Sandbox::sequence, (sandbox) -> view(sandbox, null, null), SANDBOXES,
				requestId(request)));
	}

	private Mono<ServerResponse> get(ServerRequest request) {
		return Replies.ok(view(this.sandboxes.get(id(request)), null, requestId(request)));
	}

	private Mono<ServerResponse> delete(ServerRequest request) {
		return this.sandboxes.delete(id(request))
			.then(Mono.defer(() -> Replies.ok(reply(request, "status", "deleted"))));
	}

	private Mono<ServerResponse> change(ServerRequest request, LifecycleAction action) {
		return this.sandboxes.change(id(request), action)
			.flatMap((sandbox) -> Replies.ok(reply(request, "status", sandbox.state().wireName())));
	}

	private Mono<ServerResponse> timeout(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			Sandbox sandbox = this.sandboxes.get(id(request));
			Integer seconds = CreateRequest.timeoutSeconds(body);
			if (seconds == null) {
				throw ApiException.invalidRequest("Field 'timeout_seconds' is missing")
					.detail("field", "timeout_seconds");
			}
			this.sandboxes.expireAfter(sandbox.id(), seconds);
			Map<String, Object> reply = reply(request, "timeout_seconds", seconds);
			reply.put("expires_at", String.valueOf(sandbox.expiresAt()));
			return Replies.ok(reply);
		});
	}

	private Mono<ServerResponse> refreshToken(ServerRequest request) {
		Token token = this.tokens.issue(this.sandboxes.get(id(request)).id());
		Map<String, Object> reply = reply(request, "auth_token", token.value());
		reply.put("token_expires_at", token.expiresAt());
		return Replies.ok(reply);
	}

	private static Map<String, Object> reply(ServerRequest request, String field, Object value) {
		Map<String, Object> reply = new LinkedHashMap<>();
		reply.put("id", id(request));
		reply.put(field, value);
		reply.put("request_id", requestId(request));
		return reply;
	}

	private SandboxResource view(Sandbox sandbox, @Nullable Token token, @Nullable String requestId) {
		return SandboxResource.of(sandbox, this.live, token, requestId);
	}

	private static String id(ServerRequest request) {
		return request.pathVariable("id");
	}

	private static String requestId(ServerRequest request) {
		return RequestIdFilter.idOf(request.exchange());
	}

}
