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

package ai.hopx.embedded.fault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Connections;
import ai.hopx.embedded.web.SocketFault;

/**
 * Effects that take the place of the work, or come before it.
 */
final class Effects {

	private static final String MESSAGE = "This failure was asked for by a test";

	private Effects() {
	}

	static Effect status(int status, String code) {
		HttpStatus known = HttpStatus.resolve(status);
		Assert.isTrue(known != null && known.isError(),
				() -> "'status' must be one of an error, from 400 to 599, not " + status);
		Assert.hasText(code, "'code' must not be empty");
		return (exchange, chain) -> Mono.error(new ApiException(known, code, MESSAGE));
	}

	static Effect rateLimited(Duration retryAfter) {
		Assert.isTrue(!retryAfter.isNegative(), () -> "'retryAfter' must not be negative, unlike " + retryAfter);
		long seconds = retryAfter.toSeconds();
		return (exchange,
				chain) -> Mono.error(new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMIT_EXCEEDED", MESSAGE)
					.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
					.detail("retry_after", seconds));
	}

	static Effect reply(int status, Map<String, String> headers, String body) {
		Assert.isTrue(status >= 200 && status <= 599, () -> "'status' must be between 200 and 599, not " + status);
		Map<String, String> copy = Map.copyOf(headers);
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return (exchange, chain) -> received(exchange).then(Mono.defer(() -> {
			ServerHttpResponse response = exchange.getResponse();
			response.setStatusCode(HttpStatusCode.valueOf(status));
			copy.forEach(response.getHeaders()::set);
			response.getHeaders().setContentLength(bytes.length);
			return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes)));
		}));
	}

	static Effect delay(Duration delay) {
		Assert.isTrue(!delay.isNegative(), () -> "'delay' must not be negative, unlike " + delay);
		return (exchange, chain) -> Mono.delay(delay).then(Mono.defer(() -> chain.filter(exchange)));
	}

	static Mono<Void> blackHole(ServerWebExchange exchange) {
		return received(exchange).then(Mono.never());
	}

	static Effect reset() {
		return (exchange, chain) -> Connections.reset(exchange.getResponse());
	}

	static Effect socket(SocketFault fault) {
		Assert.isTrue(fault.frames() >= 0, () -> "'frames' must not be negative, unlike " + fault.frames());
		return (exchange, chain) -> {
			exchange.getAttributes().put(SocketFault.ATTRIBUTE, fault);
			return chain.filter(exchange);
		};
	}

	/**
	 * Read the request to its end, so that its client is not the one that waits.
	 */
	private static Mono<Void> received(ServerWebExchange exchange) {
		return exchange.getRequest().getBody().map(DataBufferUtils::release).then();
	}

}
