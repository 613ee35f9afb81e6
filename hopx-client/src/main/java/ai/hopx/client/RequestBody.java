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

import java.time.Duration;

import ai.hopx.client.HopxRequest.StreamedBody;
import ai.hopx.client.model.HopxJson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;

/**
 * Writes the body of a request and tells the {@link Attempt} when it is through. Uses no
 * codec of the web client, which a customizer could change.
 */
final class RequestBody {

	private final byte @Nullable [] json;

	private final @Nullable StreamedBody stream;

	private RequestBody(byte @Nullable [] json, @Nullable StreamedBody stream) {
		this.json = json;
		this.stream = stream;
	}

	/**
	 * Prepare the body of a request, once for all its attempts.
	 */
	static RequestBody of(HopxRequest request) {
		Object json = request.json();
		try {
			return new RequestBody((json != null) ? HopxJson.mapper().writeValueAsBytes(json) : null, request.stream());
		}
		catch (JacksonException ex) {
			// Without the cause's message, which may quote values
			throw new HopxValidationException(
					"The body of %s cannot be written as JSON: %s".formatted(request, ex.getClass().getSimpleName()),
					HopxError.NONE);
		}
	}

	static RequestBody of(StreamedBody stream) {
		return new RequestBody(null, stream);
	}

	@Nullable MediaType contentType() {
		if (this.stream != null) {
			return this.stream.contentType();
		}
		return (this.json != null) ? MediaType.APPLICATION_JSON : null;
	}

	/**
	 * Return what writes the body for one attempt.
	 * @param stall how long the other side may take none of a streamed body
	 */
	BodyInserter<Void, ClientHttpRequest> inserter(Attempt attempt, Duration stall, Scheduler scheduler) {
		return (output, context) -> {
			HttpHeaders headers = output.getHeaders();
			if (this.stream != null) {
				if (this.stream.contentLength() >= 0) {
					headers.setContentLength(this.stream.contentLength());
				}
				Flux<DataBuffer> content = StallTimeout.ofReceiver(content(this.stream, attempt), stall, scheduler);
				return output.writeWith(content.doOnComplete(attempt::sent).doOnError(attempt::stuck));
			}
			if (this.json != null) {
				headers.setContentLength(this.json.length);
				byte[] json = this.json;
				return output.writeWith(Mono.fromSupplier(() -> output.bufferFactory().wrap(json)))
					.doOnSubscribe((subscription) -> attempt.sent());
			}
			return output.setComplete().doOnSubscribe((subscription) -> attempt.sent());
		};
	}

	private static Flux<DataBuffer> content(StreamedBody body, Attempt attempt) {
		Flux<DataBuffer> content = Flux.defer(body.content());
		if (body.contentLength() >= 0) {
			content = DeclaredLength.check(content, body.contentLength());
		}
		return content.doOnError(attempt::bodyFailed).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

}
