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

package ai.hopx.client.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What a run of code came to. Code that fails, or that runs into its time-out, is a
 * result like any other.
 *
 * @param stdout what it printed
 * @param stderr what it printed as errors, a traceback included
 * @param exitCode 0 for success, 124 where it was ended by its time-out, {@code null}
 * where the sandbox did not say
 * @param duration how long it ran, as the sandbox measured it
 * @param timedOut whether it was ended by its time-out
 * @param text value of the last expression as the language prints it, or {@code null}
 * where there was none or the language has no such thing
 * @param outputs plots, tables and the like, in the order they were made
 */
public record RunResult(String stdout, String stderr, @Nullable Integer exitCode, Duration duration, boolean timedOut,
		@Nullable String text, List<RichOutput> outputs) {

	public RunResult {
		outputs = List.copyOf(outputs);
	}

	/**
	 * Return whether the code ran to its end without an error.
	 * @return whether the exit code is 0
	 */
	public boolean isSuccess() {
		return !this.timedOut && this.exitCode != null && this.exitCode == 0;
	}

	/**
	 * Return the first output of a media type.
	 * @param type the type, such as {@link RichOutput#PNG}
	 * @return the output, if there is one
	 */
	public Optional<RichOutput> output(String type) {
		return this.outputs.stream().filter((output) -> output.is(type)).findFirst();
	}

	@Override
	public String toString() {
		// Output of user code does not belong into logs
		return "RunResult[exitCode=%s, timedOut=%s, duration=%s, stdout=%d characters, stderr=%d characters, outputs=%s]"
			.formatted(this.exitCode, this.timedOut, this.duration, this.stdout.length(), this.stderr.length(),
					this.outputs);
	}

}
