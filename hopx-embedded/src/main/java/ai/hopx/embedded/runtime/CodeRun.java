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

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Code to run.
 *
 * @param language canonical name of the language, one of
 * {@link SandboxRuntimes#languages()}, or {@link #IPYTHON}
 * @param code the source text
 * @param timeout when to end the run; positive
 * @param workdir working directory inside the sandbox, or {@code null} for
 * {@code /workspace}
 * @param env variables for this run, on top of the sandbox's
 */
public record CodeRun(String language, String code, Duration timeout, @Nullable String workdir,
		Map<String, String> env) {

	/**
	 * Python as notebooks write it, with magics and commands, in the one interpreter.
	 */
	public static final String IPYTHON = "ipython";

	@Override
	public String toString() {
		return "CodeRun[language=" + this.language + ", timeout=" + this.timeout + "]";
	}

}
