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

import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An open terminal of a sandbox, waiting. Each method is that of {@link TerminalSession},
 * which says what it sends. Must be closed, which ends its shell. Safe for use from many
 * threads, so that one can listen while another types.
 */
public interface Terminal extends AutoCloseable {

	/**
	 * Listen to the terminal, once.
	 * @return its output, pieces as they come; must be closed where it is not read to its
	 * end
	 */
	Stream<String> output();

	/**
	 * Type something.
	 * @param input what is typed, {@code \n} for the enter key
	 */
	void send(String input);

	/**
	 * Tell the terminal its size.
	 * @param columns its width in characters, 1 to 10000
	 * @param rows its height in lines, 1 to 10000
	 */
	void resize(int columns, int rows);

	/**
	 * Wait for the shell's end, which is known only where {@link #output()} is read.
	 * @return its exit code; empty where the service did not say
	 */
	OptionalInt exitCode();

	/**
	 * Close the session and end its shell.
	 */
	@Override
	void close();

}
