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

package ai.hopx.embedded.web;

import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Turns whatever goes wrong into the service's error envelope. A filter and not an
 * exception handler: functional routes answer some errors, with an empty body, before any
 * handler sees them.
 */
public final class ErrorFilter implements WebFilter {

	private static final Log logger = LogFactory.getLog(ErrorFilter.class);

	private final boolean nested;

	private final Function<Throwable, @Nullable ApiException> translator;

	/**
	 * Create the filter.
	 * @param nested whether all but the envelope's name goes one level down, as some of
	 * the service's routes do
	 * @param translator knows the plane's own failures; {@code null} for any other
	 */
	public ErrorFilter(boolean nested, Function<Throwable, @Nullable ApiException> translator) {
		this.nested = nested;
		this.translator = translator;
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		return chain.filter(exchange).onErrorResume((ex) -> recover(exchange, ex));
	}

	private Mono<Void> recover(ServerWebExchange exchange, Throwable ex) {
		if (ex instanceof AbortedException || isReset(ex)) {
			// The client has hung up: nobody is left to answer
			return Mono.empty();
		}
		if (exchange.getResponse().isCommitted()) {
			// Half an answer is out: the connection ends, and the client sees that
			return Mono.error(ex);
		}
		return write(exchange, translate(exchange, ex));
	}

	private static boolean isReset(Throwable ex) {
		// A failure without words can be any
		return ex.getMessage() != null && AbortedException.isConnectionReset(ex);
	}

	private ApiException translate(ServerWebExchange exchange, Throwable ex) {
		if (ex instanceof ApiException apiException) {
			return apiException;
		}
		ApiException translated = this.translator.apply(ex);
		if (translated != null) {
			return translated;
		}
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof DataBufferLimitException) {
				return new ApiException(HttpStatus.CONTENT_TOO_LARGE, "REQUEST_TOO_LARGE",
						"The request's body is larger than this server takes; stream files through /files/upload");
			}
		}
		if (ex instanceof DecodingException) {
			return ApiException.invalidRequest("The request's body cannot be read: " + ex.getMessage());
		}
		if (ex instanceof ResponseStatusException statusException) {
			HttpStatus status = HttpStatus.valueOf(statusException.getStatusCode().value());
			String reason = statusException.getReason();
			return new ApiException(status, status.is4xxClientError() ? "INVALID_REQUEST" : "INTERNAL_ERROR",
					(reason != null) ? reason : status.getReasonPhrase());
		}
		logger.error("Request " + RequestIdFilter.idOf(exchange) + " failed", ex);
		return new ApiException(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR",
				"The embedded server failed; its log says why under the request's id");
	}

	private Mono<Void> write(ServerWebExchange exchange, ApiException ex) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(ex.status());
		ex.headers().forEach((name, values) -> response.getHeaders().put(name, values));
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		ErrorEnvelope envelope = new ErrorEnvelope(ex, RequestIdFilter.idOf(exchange),
				exchange.getRequest().getPath().value());
		byte[] body = Json.write(this.nested ? envelope.nested() : envelope.flat());
		response.getHeaders().setContentLength(body.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

}
