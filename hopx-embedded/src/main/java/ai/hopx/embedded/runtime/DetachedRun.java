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

import reactor.core.publisher.Mono;

/**
 * A run that goes on whether or not anybody waits for it. Safe for use from many threads.
 */
public interface DetachedRun {

	/**
	 * Return the process that the run is.
	 * @return its id inside the sandbox
	 */
	long pid();

	/**
	 * Return what the run has written to standard output so far.
	 * @return the end of it, where it is long
	 */
	String stdout();

	/**
	 * Return what the run has written to standard error so far.
	 * @return the end of it, where it is long
	 */
	String stderr();

	/**
	 * Wait for the run's end. Cancelling ends the wait and not the run.
	 * @return the outcome, with the end of its output; a {@link RuntimeFailure} where the
	 * sandbox ended before
	 */
	Mono<RunOutcome> outcome();

	/**
	 * End the run and all its processes; its {@link #outcome()} follows.
	 */
	void kill();

}
