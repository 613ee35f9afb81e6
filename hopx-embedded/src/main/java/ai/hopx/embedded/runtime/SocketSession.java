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

package ai.hopx.embedded.runtime;

import java.nio.ByteBuffer;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection to a program of the sandbox. It is made when {@link #output()} is
 * subscribed to.
 */
public interface SocketSession {

	/**
	 * Take what the program sends. To be subscribed to once; cancelling closes the
	 * connection.
	 * @return the bytes, a piece for each that is requested: while nothing is requested,
	 * the program has to wait. The end is the end of the connection; a
	 * {@link RuntimeFailure} where there was none
	 */
	Flux<ByteBuffer> output();

	/**
	 * Send something. Only one at a time.
	 * @param input what to send
	 * @return completion, when the program has taken it or the connection has ended
	 */
	Mono<Void> write(byte[] input);

}
