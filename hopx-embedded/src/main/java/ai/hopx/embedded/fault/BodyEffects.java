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

import java.time.Duration;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.Assert;
import org.springframework.web.server.ServerWebExchange;

import ai.hopx.embedded.web.Connections;

/**
 * Effects that let the work be done and spoil its answer. Answers pass through the heap
 * as a whole, in copies that need not be released.
 */
final class BodyEffects {

	/** Answers that are to be spoiled are small; this is for downloads. */
	private static final int MAX_BODY = 64 << 20;

	private static final int DRIPS = 20;

	private BodyEffects() {
	}

	static Effect resetAfterWork() {
		return replacing((response, body) -> Flux.error(new Spoiled()), Connections::reset);
	}

	static Effect truncate() {
		return replacing((response, body) -> {
			response.getHeaders().setContentLength(body.length);
			// The rest never comes, and the connection must not wait for it
			return Flux.just(slice(response, body, 0, body.length / 2)).concatWith(Mono.error(new Spoiled()));
		}, Connections::close);
	}

	static Effect drip(Duration pause) {
		Assert.isTrue(!pause.isNegative(), () -> "'pause' must not be negative, unlike " + pause);
		return replacing((response, body) -> {
			response.getHeaders().setContentLength(body.length);
			int step = Math.max(1, body.length / DRIPS);
			return Flux.range(0, (body.length + step - 1) / step)
				.concatMap((drip) -> Mono.delay(pause)
					.map((tick) -> slice(response, body, drip * step, Math.min(step, body.length - drip * step))));
		}, (response) -> Mono.empty());
	}

	private static Effect replacing(BodySpoiler spoiler, Ending ending) {
		return (exchange, chain) -> {
			ServerHttpResponse response = exchange.getResponse();
			ServerWebExchange spoiled = exchange.mutate().response(new SpoiledResponse(response, spoiler)).build();
			return chain.filter(spoiled)
				.onErrorResume(Spoiled.class, (ex) -> Mono.empty())
				.then(Mono.defer(() -> ending.end(response)));
		};
	}

	private static DataBuffer slice(ServerHttpResponse response, byte[] body, int offset, int length) {
		byte[] slice = new byte[length];
		System.arraycopy(body, offset, slice, 0, length);
		return response.bufferFactory().wrap(slice);
	}

	/**
	 * Makes the body to send of the one that should have been.
	 */
	@FunctionalInterface
	private interface BodySpoiler {

		Flux<DataBuffer> spoil(ServerHttpResponse response, byte[] body);

	}

	/**
	 * What comes after the body.
	 */
	@FunctionalInterface
	private interface Ending {

		Mono<Void> end(ServerHttpResponse response);

	}

	/**
	 * The end of a body that is not all there.
	 */
	@SuppressWarnings("serial")
	private static final class Spoiled extends RuntimeException {

		Spoiled() {
			super("A test asked for it", null, false, false);
		}

	}

	private static final class SpoiledResponse extends ServerHttpResponseDecorator {

		private final BodySpoiler spoiler;

		SpoiledResponse(ServerHttpResponse delegate, BodySpoiler spoiler) {
			super(delegate);
			this.spoiler = spoiler;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return DataBufferUtils.join(body, MAX_BODY)
				.map(SpoiledResponse::bytes)
				.defaultIfEmpty(new byte[0])
				.flatMap((bytes) -> {
					Flux<DataBuffer> spoiled = this.spoiler.spoil(getDelegate(), bytes);
					return spoiled(spoiled);
				});
		}

		/**
		 * Piece by piece: what is written as a whole would have its length corrected.
		 */
		private Mono<Void> spoiled(Flux<DataBuffer> body) {
			return super.writeAndFlushWith(body.map(Mono::just));
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return writeWith(Flux.from(body).concatMap((each) -> each));
		}

		private static byte[] bytes(DataBuffer buffer) {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			return bytes;
		}

	}

}
