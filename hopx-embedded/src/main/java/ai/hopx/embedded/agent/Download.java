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

import java.nio.ByteBuffer;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * As many bytes of a file as were promised, though it grow or shrink meanwhile.
 */
final class Download {

	private long missing;

	Download(long size) {
		this.missing = size;
	}

	Flux<DataBuffer> of(Flux<ByteBuffer> content) {
		if (this.missing == 0) {
			return Flux.empty();
		}
		return content.map(this::take)
			.takeUntil((buffer) -> this.missing == 0)
			.concatWith(Mono.defer(this::checkComplete));
	}

	private DataBuffer take(ByteBuffer piece) {
		if (piece.remaining() > this.missing) {
			piece.limit(piece.position() + (int) this.missing);
		}
		this.missing -= piece.remaining();
		return DefaultDataBufferFactory.sharedInstance.wrap(piece);
	}

	private Mono<DataBuffer> checkComplete() {
		// An error ends the connection, which tells the client that bytes are missing
		return (this.missing == 0) ? Mono.empty()
				: Mono.error(new IllegalStateException("The file shrank while it was downloaded"));
	}

}
