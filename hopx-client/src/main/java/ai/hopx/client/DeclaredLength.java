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

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Holds a body to the length that was announced for it: a byte more would be read as the
 * start of the next request on the connection.
 */
final class DeclaredLength {

	private DeclaredLength() {
	}

	static Flux<DataBuffer> check(Flux<DataBuffer> content, long length) {
		return Flux.defer(() -> {
			AtomicLong left = new AtomicLong(length);
			return content.handle((DataBuffer piece, reactor.core.publisher.SynchronousSink<DataBuffer> sink) -> {
				if (left.addAndGet(-piece.readableByteCount()) < 0) {
					DataBufferUtils.release(piece);
					sink.error(new IOException("The content is longer than the " + length + " bytes announced"));
				}
				else {
					sink.next(piece);
				}
			})
				.concatWith(Mono.defer(() -> (left.get() == 0) ? Mono.empty() : Mono.error(new IOException(
						"The content ended " + left.get() + " bytes short of the " + length + " announced"))));
		});
	}

}
