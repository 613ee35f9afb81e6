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

import java.time.Duration;

import ai.hopx.client.model.RichOutput;
import org.jspecify.annotations.Nullable;

/**
 * Something that a run has come to, in the order in which it did. A stream of them ends
 * with {@link Complete}, or with an error. Immutable.
 */
public sealed interface ExecutionEvent {

	/**
	 * The code has printed something.
	 *
	 * @param text what it printed: a piece as it came, neither a line nor a character
	 * need be whole
	 */
	record Stdout(String text) implements ExecutionEvent {

		@Override
		public String toString() {
			// Output of user code does not belong into logs
			return "Stdout[%d characters]".formatted(this.text.length());
		}

	}

	/**
	 * The code has printed something as an error.
	 *
	 * @param text what it printed, as of {@link Stdout}
	 */
	record Stderr(String text) implements ExecutionEvent {

		@Override
		public String toString() {
			return "Stderr[%d characters]".formatted(this.text.length());
		}

	}

	/**
	 * The code has made a plot, a table or the like.
	 *
	 * @param output what it made
	 */
	record Display(RichOutput output) implements ExecutionEvent {
	}

	/**
	 * The code has ended.
	 *
	 * @param exitCode 0 for success, 124 where it was ended by its time-out, {@code null}
	 * where the sandbox did not say
	 * @param duration how long it ran, as the sandbox measured it, {@code null} where it
	 * did not say
	 * @param text value of the last expression as the language prints it, or {@code null}
	 */
	record Result(@Nullable Integer exitCode, @Nullable Duration duration,
			@Nullable String text) implements ExecutionEvent {

		@Override
		public String toString() {
			return "Result[exitCode=%s, duration=%s]".formatted(this.exitCode, this.duration);
		}

	}

	/**
	 * The code could not go on. A refusal of the service is no event but an exception.
	 *
	 * @param message what the sandbox says about it
	 * @param code its code for programs, or {@code null}
	 */
	record Error(String message, @Nullable String code) implements ExecutionEvent {

		@Override
		public String toString() {
			return "Error[code=%s]".formatted(this.code);
		}

	}

	/**
	 * The run is over and all of it has been told. Always the last event.
	 *
	 * @param success whether it ran to its end without an error
	 * @param exitCode as of {@link Result}
	 */
	record Complete(boolean success, @Nullable Integer exitCode) implements ExecutionEvent {
	}

}
