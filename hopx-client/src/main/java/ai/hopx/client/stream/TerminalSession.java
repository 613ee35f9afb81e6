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
package ai.hopx.client.stream;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An open terminal of a sandbox, without blocking: {@code /terminal}. Must be closed by
 * whoever opened it, which ends its shell. Safe for use from many threads. All errors are
 * {@link ai.hopx.client.HopxException}s.
 */
public interface TerminalSession {

	/**
	 * Listen to the terminal, once. No more is read than is asked for.
	 * @return its output, pieces as they come, until its shell has ended or the session
	 * is closed. {@link ai.hopx.client.HopxTransportException} where the connection broke
	 * off
	 */
	Flux<String> output();

	/**
	 * Type something.
	 * @param input what is typed, {@code \n} for the enter key
	 * @return completion, once it is on its way
	 */
	Mono<Void> send(String input);

	/**
	 * Tell the terminal its size.
	 * @param columns its width in characters, 1 to 10000
	 * @param rows its height in lines, 1 to 10000
	 * @return completion, once it is on its way
	 */
	Mono<Void> resize(int columns, int rows);

	/**
	 * Return how the shell ended. Known only where {@link #output()} is listened to.
	 * @return its exit code; empty where the service did not say or the session was
	 * closed before
	 */
	Mono<Integer> exitCode();

	/**
	 * Close the session and end its shell.
	 * @return completion
	 */
	Mono<Void> close();

}
