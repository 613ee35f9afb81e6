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

import ai.hopx.client.HopxError;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.WholeBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.util.unit.DataSize;

/**
 * Reads streams into memory, up to a limit.
 */
final class InMemory {

	private InMemory() {
	}

	static Mono<byte[]> read(Flux<DataBuffer> content, DataSize limit) {
		return read(content, limit, "download it to a Path");
	}

	static Mono<byte[]> read(Flux<DataBuffer> content, DataSize limit, String advice) {
		return WholeBody.read(content, (int) Math.min(Integer.MAX_VALUE, limit.toBytes()))
			.onErrorMap(DataBufferLimitException.class,
					(error) -> new UnexpectedResponseException(
							"The content is larger than 'hopx.http.max-in-memory-size', which is %s: %s"
								.formatted(limit, advice),
							HopxError.of(null), null, error));
	}

}
