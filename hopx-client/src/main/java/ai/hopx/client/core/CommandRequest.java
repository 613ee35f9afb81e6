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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A line for the shell, and how to run it. Immutable: each method returns a copy.
 *
 * @param line what {@code bash -c} is given. Quote what comes from users, or better hand
 * it over in {@code env}
 * @param timeout how long it may run, {@code null} for the default
 * @param workingDirectory where it runs, {@code null} for {@code /workspace}
 * @param env environment variables of this command alone; they win over those of the
 * sandbox
 */
public record CommandRequest(String line, @Nullable Duration timeout, @Nullable String workingDirectory,
		Map<String, String> env) {

	public CommandRequest {
		Arguments.text(line, "There is no command to run");
		if (timeout != null) {
			Arguments.positive(timeout, "The time-out of a command");
		}
		env = Arguments.unmasked(env);
	}

	/**
	 * Return a request to run a line.
	 * @param line what {@code bash -c} is given
	 * @return the request
	 */
	public static CommandRequest of(String line) {
		return new CommandRequest(line, null, null, Map.of());
	}

	/**
	 * Set how long the command may run.
	 * @param timeout the time, rounded up to whole seconds
	 * @return a copy
	 */
	public CommandRequest timeout(Duration timeout) {
		return new CommandRequest(this.line, timeout, this.workingDirectory, this.env);
	}

	/**
	 * Set where the command runs.
	 * @param workingDirectory a directory of the sandbox
	 * @return a copy
	 */
	public CommandRequest workingDirectory(String workingDirectory) {
		return new CommandRequest(this.line, this.timeout, Arguments.path(workingDirectory), this.env);
	}

	/**
	 * Add an environment variable.
	 * @param name its name
	 * @param value its value
	 * @return a copy
	 */
	public CommandRequest env(String name, String value) {
		return env(Collections.singletonMap(name, value));
	}

	/**
	 * Add environment variables.
	 * @param env the variables by name
	 * @return a copy
	 */
	public CommandRequest env(Map<String, String> env) {
		return new CommandRequest(this.line, this.timeout, this.workingDirectory, Arguments.with(this.env, env));
	}

	@Override
	public String toString() {
		return "CommandRequest[line=%d characters, timeout=%s, workingDirectory=%s, env=%s]"
			.formatted(this.line.length(), this.timeout, this.workingDirectory, this.env.keySet());
	}

}
