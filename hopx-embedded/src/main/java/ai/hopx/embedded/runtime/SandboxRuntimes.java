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

import java.nio.file.Path;
import java.util.Set;

import reactor.core.publisher.Mono;

/**
 * Starts the insides of sandboxes. One for each server; safe for use from many threads.
 */
public interface SandboxRuntimes extends AutoCloseable {

	/**
	 * Start a sandbox's processes and lay out its folders. Cancelling destroys what was
	 * started.
	 * @param spec what to start
	 * @return the runtime, once its supervisor answers
	 */
	Mono<SandboxRuntime> start(RuntimeSpec spec);

	/**
	 * Return how the code is kept away from the host, as probed when this object was
	 * made.
	 * @return the isolation in force and, where it is weaker than asked for, why
	 */
	IsolationReport isolation();

	/**
	 * Return the languages whose interpreter was found on this machine, by canonical
	 * name: {@code python}, {@code bash}, {@code javascript}, {@code go}.
	 * @return the languages that can run
	 */
	Set<String> languages();

	/**
	 * Tell whether sandboxes find a program on their search path. Looks at names of files
	 * and runs nothing.
	 * @param name the program's name
	 * @return whether it is there
	 */
	boolean hasProgram(String name);

	/**
	 * Return a folder for the server's own files, which only this JVM's user may look
	 * into. {@link #close()} removes it.
	 * @return an existing folder
	 */
	Path storage();

	/**
	 * Destroy every sandbox that is still alive and remove all folders. Returns when no
	 * process and no file is left; calling it again does nothing.
	 */
	@Override
	void close();

}
