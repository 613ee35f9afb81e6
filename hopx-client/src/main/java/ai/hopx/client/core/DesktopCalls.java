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

package ai.hopx.client.core;

import java.util.concurrent.atomic.AtomicBoolean;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.DesktopReply;
import ai.hopx.client.model.Screenshot;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;

/**
 * The kinds of call that the parts of a desktop are made of: those that return something,
 * those that do something, and those that return an image or a video.
 *
 * @param agent the agent
 * @param sandboxId its sandbox
 * @param maxInMemorySize how large an image may be
 */
record DesktopCalls(HopxExchange agent, String sandboxId, DataSize maxInMemorySize) {

	<T> Mono<T> ask(HopxRequest.Builder request, Class<T> type) {
		return this.agent.retrieve(request.build(), type);
	}

	/**
	 * Agents have agreed on no reply to these calls, and some send none at all.
	 */
	Mono<Void> act(HopxRequest.Builder request) {
		return this.agent.retrieve(request.build(), DesktopReply.class)
			.onErrorResume(UnexpectedResponseException.class, DesktopCalls::isDone)
			.then();
	}

	Mono<Void> act(Endpoint endpoint, Object body) {
		return act(HopxRequest.to(endpoint).json(body));
	}

	private static Mono<DesktopReply> isDone(UnexpectedResponseException error) {
		Integer status = error.getStatus();
		boolean silent = status != null && status / 100 == 2 && error.getBody() == null;
		return silent ? Mono.empty() : Mono.error(error);
	}

	Mono<Screenshot> image(HopxRequest.Builder builder) {
		HopxRequest request = builder.build();
		return InMemory.read(this.agent.stream(request), this.maxInMemorySize, "raise the limit")
			.map((reply) -> image(request, reply));
	}

	private Screenshot image(HopxRequest request, byte[] reply) {
		try {
			return Screenshot.read(reply);
		}
		catch (IllegalArgumentException ex) {
			throw new UnexpectedResponseException(
					"The reply to %s is no image: %s; the agent may not implement this call (sandbox %s)"
						.formatted(request, ex.getMessage(), this.sandboxId),
					HopxError.of(this.sandboxId), null, ex);
		}
	}

	/**
	 * A video begins with no brace: that is an agent which does not know the call.
	 */
	Flux<DataBuffer> video(HopxRequest.Builder builder) {
		HopxRequest request = builder.build();
		return Flux.defer(() -> {
			AtomicBoolean begun = new AtomicBoolean();
			return this.agent.stream(request).handle((piece, sink) -> {
				boolean json = piece.readableByteCount() > 0 && !begun.getAndSet(true)
						&& piece.getByte(piece.readPosition()) == '{';
				if (json) {
					DataBufferUtils.release(piece);
					sink.error(new UnexpectedResponseException(
							"The reply to %s is no video; the agent may not implement this call (sandbox %s)"
								.formatted(request, this.sandboxId),
							HopxError.of(this.sandboxId), null));
				}
				else {
					sink.next(piece);
				}
			});
		});
	}

}
