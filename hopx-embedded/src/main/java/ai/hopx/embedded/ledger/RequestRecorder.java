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

package ai.hopx.embedded.ledger;

import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import ai.hopx.embedded.web.Connections;
import ai.hopx.embedded.web.RequestIdFilter;

/**
 * Writes every request of one plane or agent into the ledger as it arrives, and its
 * status before it is answered.
 */
public final class RequestRecorder implements WebFilter {

	private final RecordedLedger ledger;

	private final @Nullable String sandboxId;

	private final Clock clock;

	/**
	 * Create the filter.
	 * @param ledger the ledger
	 * @param sandboxId whose agent this is, or {@code null} for the control plane
	 * @param clock the server's clock
	 */
	public RequestRecorder(RecordedLedger ledger, @Nullable String sandboxId, Clock clock) {
		this.ledger = ledger;
		this.sandboxId = sandboxId;
		this.clock = clock;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return Mono.defer(() -> {
			long number = this.ledger.requestArrived(entry(exchange));
			ServerHttpResponse response = exchange.getResponse();
			// Before the answer goes out: who has it finds it in the ledger
			response.beforeCommit(() -> Mono.fromRunnable(() -> {
				HttpStatusCode status = response.getStatusCode();
				if (status != null && Connections.isOpen(response)) {
					this.ledger.requestAnswered(number, status.value());
				}
			}));
			return chain.filter(exchange);
		});
	}

	private RequestEntry entry(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		Set<String> headers = request.getHeaders()
			.headerNames()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		return new RequestEntry(RequestIdFilter.idOf(exchange), (this.sandboxId != null) ? Plane.DATA : Plane.CONTROL,
				this.sandboxId, request.getMethod().name(), request.getPath().value(), null, this.clock.instant(),
				headers);
	}

}
