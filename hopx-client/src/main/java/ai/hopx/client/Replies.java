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

package ai.hopx.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

import ai.hopx.client.model.Checked;
import ai.hopx.client.model.HopxJson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Reads replies, none further than it has to. Uses no codec of the web client, which a
 * customizer could change, and does not trust a reply's content type.
 */
final class Replies {

	/**
	 * As much of a reply that nobody wants as is read to keep its connection; a longer
	 * one costs the connection.
	 */
	private static final int UNWANTED_BYTES = 64 * 1024;

	private static final int EXCERPT_BYTES = 4 * 1024;

	private final ErrorMapper errors;

	private final int maxInMemorySize;

	Replies(ErrorMapper errors, int maxInMemorySize) {
		this.errors = errors;
		this.maxInMemorySize = maxInMemorySize;
	}

	/**
	 * Read the reply as JSON.
	 */
	<T> Mono<T> value(ClientResponse response, Call call, Credentials shown, Class<T> type) {
		if (!response.statusCode().is2xxSuccessful()) {
			return failure(response, call, shown);
		}
		return WholeBody.read(pieces(response), maxBytes(call.request()))
			.filter((body) -> body.length > 0)
			.map((body) -> decode(body, response, call, shown, type))
			.switchIfEmpty(Mono.error(() -> unexpected(response, call, shown, "without a body", new byte[0], null)));
	}

	private int maxBytes(HopxRequest request) {
		DataSize own = request.maxReplySize();
		return (own != null) ? (int) Math.min(own.toBytes(), this.maxInMemorySize) : this.maxInMemorySize;
	}

	/**
	 * Read past the reply.
	 */
	Mono<Void> nothing(ClientResponse response, Call call, Credentials shown) {
		if (!response.statusCode().is2xxSuccessful()) {
			return failure(response, call, shown);
		}
		// Not released in passing: what then() drops is released once more by a discard
		// hook, which the caller's own pipeline may bring along
		return DataBufferUtils.takeUntilByteCount(pieces(response), UNWANTED_BYTES)
			.map(DataBufferUtils::release)
			.then();
	}

	/**
	 * Pass the reply through.
	 */
	Flux<DataBuffer> pieces(ClientResponse response, Call call, Credentials shown) {
		if (!response.statusCode().is2xxSuccessful()) {
			return this.<DataBuffer>failure(response, call, shown).flux();
		}
		return pieces(response);
	}

	private static Flux<DataBuffer> pieces(ClientResponse response) {
		return response.body(BodyExtractors.toDataBuffers());
	}

	private <T> Mono<T> failure(ClientResponse response, Call call, Credentials shown) {
		Flux<DataBuffer> start = DataBufferUtils.takeUntilByteCount(pieces(response), ErrorReply.MAX_BYTES);
		return WholeBody.read(start, ErrorReply.MAX_BYTES)
			// A status with half of a body still is an answer
			.onErrorReturn(new byte[0])
			.flatMap((body) -> Mono.error(this.errors.map(call, shown, response.statusCode().value(),
					response.headers().asHttpHeaders(), body)));
	}

	private static <T> T decode(byte[] body, ClientResponse response, Call call, Credentials shown, Class<T> type) {
		T value;
		try {
			value = HopxJson.mapper().readValue(body, type);
		}
		catch (JacksonException ex) {
			throw unexpected(response, call, shown, "with something that cannot be read", body, ex);
		}
		if (value == null) {
			throw unexpected(response, call, shown, "without a value", body, null);
		}
		String missing = (value instanceof Checked checked) ? checked.missing() : null;
		if (missing != null) {
			throw unexpected(response, call, shown, "without '" + missing + "'; it may not implement this call", body,
					null);
		}
		return value;
	}

	private static UnexpectedResponseException unexpected(ClientResponse response, Call call, Credentials shown,
			String what, byte[] start, @Nullable Throwable cause) {
		int status = response.statusCode().value();
		HopxError error = new HopxError(status, null, requestId(response.headers().asHttpHeaders()), call.sandboxId(),
				Map.of());
		String excerpt = excerpt(call, start, shown);
		String message = "%s was answered with %d, but %s%s%s".formatted(call.request(), status, what, about(error),
				(excerpt != null) ? ": " + excerpt : "");
		// The cause's message quotes the body without a mask
		return new UnexpectedResponseException(message, error, excerpt);
	}

	/**
	 * Return the start of a body as it may be shown.
	 * @return the text, or {@code null} where there is none or it may not be
	 */
	static @Nullable String excerpt(Call call, byte[] start, Credentials shown) {
		boolean secret = call.endpoint().path().startsWith("/env") || call.endpoint() == Endpoint.GET_CLIPBOARD
				|| call.endpoint() == Endpoint.CLIPBOARD_HISTORY;
		if (start.length == 0 || secret) {
			return null;
		}
		int length = Math.min(start.length, EXCERPT_BYTES);
		return SecretMask.body(new String(start, 0, length, StandardCharsets.UTF_8), shown);
	}

	/**
	 * Return whom and what a failure is about, for the end of a message.
	 */
	static String about(HopxError error) {
		StringJoiner about = new StringJoiner(", ", " (", ")").setEmptyValue("");
		if (error.sandboxId() != null) {
			about.add("sandbox " + error.sandboxId());
		}
		if (error.requestId() != null) {
			about.add("request " + error.requestId());
		}
		return about.toString();
	}

	static @Nullable String requestId(HttpHeaders headers) {
		String id = headers.getFirst("X-Request-ID");
		return (id != null) ? SecretMask.text(id) : null;
	}

}
