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

import java.util.stream.Stream;

import reactor.core.publisher.Flux;

/**
 * Waits for each piece of a stream.
 */
final class BlockingStreams {

	/**
	 * As much as is taken ahead of the reader.
	 */
	private static final int AHEAD = 16;

	private BlockingStreams() {
	}

	/**
	 * Return a stream whose close cancels what it waits for. Begins with the first piece
	 * that is asked for.
	 */
	static <T> Stream<T> of(Flux<T> flux) {
		Blocking.checkThread();
		return flux.contextCapture().toStream(AHEAD);
	}

}
