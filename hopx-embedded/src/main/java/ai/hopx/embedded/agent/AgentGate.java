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

import java.time.Clock;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import ai.hopx.embedded.web.RateLimit;

/**
 * Lets in who has the sandbox's token, while the sandbox runs.
 */
final class AgentGate implements WebFilter {

	private static final Set<String> OPEN = Set.of("/health", "/ping");

	private static final String BEARER = "Bearer ";

	private final AgentContext context;

	private final AgentTokens tokens;

	private final ApiKeyWarning apiKeyWarning;

	private final RateLimit rateLimit;

	AgentGate(AgentContext context, AgentTokens tokens, ApiKeyWarning apiKeyWarning, Clock clock) {
		this.context = context;
		this.tokens = tokens;
		this.apiKeyWarning = apiKeyWarning;
		this.rateLimit = new RateLimit(context.settings().requestsPerMinute(), clock);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.defer(() -> {
			ServerHttpRequest request = exchange.getRequest();
			this.apiKeyWarning.check(request.getHeaders());
			String sandboxId = this.context.spec().sandboxId();
			if (!OPEN.contains(request.getPath().value())) {
				this.tokens.check(sandboxId, bearerToken(request.getHeaders()));
			}
			RateLimit.Window window = this.rateLimit.take();
			if (!window.allowed()) {
				throw window.exceeded("requests to one sandbox");
			}
			this.context.checkAvailable();
			return chain.filter(exchange);
		});
	}

	private static @Nullable String bearerToken(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.AUTHORIZATION);
		boolean bearer = value != null && value.regionMatches(true, 0, BEARER, 0, BEARER.length());
		return (value != null && bearer) ? value.substring(BEARER.length()).trim() : null;
	}

}
