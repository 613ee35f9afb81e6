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

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A shell on a terminal. It starts when {@link #events()} is subscribed to.
 */
public interface TerminalSession {

	/**
	 * Take what the terminal shows. To be subscribed to once; cancelling kills the shell
	 * and all that it started.
	 * @return the output, a piece for each that is requested: while nothing is requested,
	 * programs that write have to wait. {@link RunEvent.Ended} with the shell's exit code
	 * is the last
	 */
	Flux<RunEvent> events();

	/**
	 * Type something. Only one at a time.
	 * @param input what to type
	 * @return completion, when the terminal has taken it or has ended
	 */
	Mono<Void> write(String input);

	/**
	 * Change the terminal's size.
	 * @param columns characters in a line
	 * @param rows lines
	 * @return completion, when the sandbox was told
	 */
	Mono<Void> resize(int columns, int rows);

}
