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

/**
 * Something that a run does while it is watched.
 */
public sealed interface RunEvent {

	/**
	 * The run has written something.
	 *
	 * @param stream where to
	 * @param text what it wrote: whole characters
	 */
	record Output(Stream stream, String text) implements RunEvent {
	}

	/**
	 * The run has ended; the last event.
	 *
	 * @param outcome how it ended. Its {@code stdout} is empty and its {@code stderr} has
	 * the runtime's notes alone: the rest was {@link Output}
	 */
	record Ended(RunOutcome outcome) implements RunEvent {
	}

	/**
	 * Where programs write to.
	 */
	enum Stream {

		STDOUT, STDERR

	}

}
