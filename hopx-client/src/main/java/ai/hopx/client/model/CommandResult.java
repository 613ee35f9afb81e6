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

import org.jspecify.annotations.Nullable;

/**
 * What a shell command came to. A command that fails, or that runs into its time-out, is
 * a result like any other.
 *
 * @param exitCode 0 for success, 124 where it was ended by its time-out, {@code null}
 * where the sandbox did not say
 * @param stdout what it printed
 * @param stderr what it printed as errors
 * @param duration how long it ran, as the sandbox measured it
 * @param pid its process id inside the sandbox, or {@code null} where the sandbox did not
 * say
 * @param timedOut whether it was ended by its time-out
 */
public record CommandResult(@Nullable Integer exitCode, String stdout, String stderr, Duration duration,
		@Nullable Long pid, boolean timedOut) {

	/**
	 * Return whether the command ran to its end without an error.
	 * @return whether the exit code is 0
	 */
	public boolean isSuccess() {
		return !this.timedOut && this.exitCode != null && this.exitCode == 0;
	}

	@Override
	public String toString() {
		// Output of user code does not belong into logs
		return "CommandResult[exitCode=%s, timedOut=%s, duration=%s, stdout=%d characters, stderr=%d characters]"
			.formatted(this.exitCode, this.timedOut, this.duration, this.stdout.length(), this.stderr.length());
	}

}
