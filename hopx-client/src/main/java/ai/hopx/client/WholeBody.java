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

import java.io.ByteArrayOutputStream;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Reads bodies as a whole. Each piece is copied and let go of as it comes: a service that
 * sends one byte at a time would otherwise make its body need many times its size, and no
 * limit of bytes would bound the memory.
 */
public final class WholeBody {

	private final int limit;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private WholeBody(int limit) {
		this.limit = limit;
	}

	/**
	 * Read a body.
	 * @param pieces its pieces, which are released
	 * @param limit how many bytes it may have
	 * @return its bytes, none for a body that is empty. A
	 * {@link DataBufferLimitException} for one that is longer
	 */
	public static Mono<byte[]> read(Flux<DataBuffer> pieces, int limit) {
		return pieces.collect(() -> new WholeBody(limit), WholeBody::add).map((body) -> body.bytes.toByteArray());
	}

	private void add(DataBuffer piece) {
		try {
			int length = piece.readableByteCount();
			if (length > this.limit - this.bytes.size()) {
				throw new DataBufferLimitException("A body has more than %d bytes".formatted(this.limit));
			}
			byte[] copy = new byte[length];
			piece.read(copy);
			this.bytes.writeBytes(copy);
		}
		finally {
			DataBufferUtils.release(piece);
		}
	}

}
