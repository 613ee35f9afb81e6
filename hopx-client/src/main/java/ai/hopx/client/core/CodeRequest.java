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
 * Code to run, and how. Immutable: each method returns a copy.
 *
 * @param code the code
 * @param language its language
 * @param timeout how long it may run, {@code null} for the default. The service itself
 * ends runs after 300 s
 * @param workingDirectory where it runs, {@code null} for {@code /workspace}. Python may
 * ignore it
 * @param env environment variables of this run alone; they win over those of the sandbox
 * @param rich whether to ask for plots, tables and the like
 */
public record CodeRequest(String code, Language language, @Nullable Duration timeout, @Nullable String workingDirectory,
		Map<String, String> env, boolean rich) {

	public CodeRequest {
		Arguments.text(code, "There is no code to run");
		if (language == null) {
			throw Arguments.invalid("Name the language of the code, such as Language.PYTHON");
		}
		if (timeout != null) {
			Arguments.positive(timeout, "The time-out of a run");
		}
		env = Arguments.unmasked(env);
	}

	/**
	 * Return a request to run Python code.
	 * @param code the code
	 * @return the request
	 */
	public static CodeRequest of(String code) {
		return of(Language.PYTHON, code);
	}

	/**
	 * Return a request to run code.
	 * @param language its language
	 * @param code the code
	 * @return the request
	 */
	public static CodeRequest of(Language language, String code) {
		return new CodeRequest(code, language, null, null, Map.of(), false);
	}

	/**
	 * Set how long the code may run.
	 * @param timeout the time, rounded up to whole seconds
	 * @return a copy
	 */
	public CodeRequest timeout(Duration timeout) {
		return new CodeRequest(this.code, this.language, timeout, this.workingDirectory, this.env, this.rich);
	}

	/**
	 * Set where the code runs.
	 * @param workingDirectory a directory of the sandbox
	 * @return a copy
	 */
	public CodeRequest workingDirectory(String workingDirectory) {
		return new CodeRequest(this.code, this.language, this.timeout, Arguments.path(workingDirectory), this.env,
				this.rich);
	}

	/**
	 * Add an environment variable.
	 * @param name its name
	 * @param value its value
	 * @return a copy
	 */
	public CodeRequest env(String name, String value) {
		return env(Collections.singletonMap(name, value));
	}

	/**
	 * Add environment variables.
	 * @param env the variables by name
	 * @return a copy
	 */
	public CodeRequest env(Map<String, String> env) {
		return new CodeRequest(this.code, this.language, this.timeout, this.workingDirectory,
				Arguments.with(this.env, env), this.rich);
	}

	/**
	 * Set whether to ask for plots, tables and the like.
	 * @param rich whether to ask for them
	 * @return a copy
	 */
	public CodeRequest rich(boolean rich) {
		return new CodeRequest(this.code, this.language, this.timeout, this.workingDirectory, this.env, rich);
	}

	@Override
	public String toString() {
		// The code does not belong into logs, nor do the values of variables
		return "CodeRequest[language=%s, code=%d characters, timeout=%s, workingDirectory=%s, env=%s, rich=%s]"
			.formatted(this.language, this.code.length(), this.timeout, this.workingDirectory, this.env.keySet(),
					this.rich);
	}

}
