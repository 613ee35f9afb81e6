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

import org.springframework.util.Assert;

/**
 * Settings of {@link LocalSandboxRuntimes}. Start from {@link #defaults()}.
 *
 * @param isolation how code should be kept away from the host
 * @param maxOutputBytes how much of each of a run's two output streams is kept, in bytes;
 * what comes after it is dropped and a note in the run's standard error says so
 * @param maxRichOutputBytes how much rich output one run may make, in bytes of its JSON
 * form
 * @param python name or path of the Python interpreter that runs the sandboxes' code
 */
public record RuntimeSettings(Isolation isolation, int maxOutputBytes, int maxRichOutputBytes, String python) {

	public RuntimeSettings {
		Assert.isTrue(maxOutputBytes > 0, "'maxOutputBytes' must be positive");
		Assert.isTrue(maxRichOutputBytes > 0, "'maxRichOutputBytes' must be positive");
		Assert.hasText(python, "'python' must not be empty");
	}

	/**
	 * Return the settings to start from: the strongest isolation that works, 10 MiB of
	 * each output stream, 32 MiB of rich output and the {@code python3} of the search
	 * path.
	 * @return the default settings
	 */
	public static RuntimeSettings defaults() {
		return new RuntimeSettings(Isolation.AUTO, 10 << 20, 32 << 20, "python3");
	}

	/**
	 * Return these settings with another isolation.
	 * @param isolation how code should be kept away from the host
	 * @return the changed settings
	 */
	public RuntimeSettings withIsolation(Isolation isolation) {
		return new RuntimeSettings(isolation, this.maxOutputBytes, this.maxRichOutputBytes, this.python);
	}

	/**
	 * Return these settings with another limit of output.
	 * @param maxOutputBytes how much of each output stream is kept, in bytes
	 * @return the changed settings
	 */
	public RuntimeSettings withMaxOutputBytes(int maxOutputBytes) {
		return new RuntimeSettings(this.isolation, maxOutputBytes, this.maxRichOutputBytes, this.python);
	}

	/**
	 * Return these settings with another limit of rich output.
	 * @param maxRichOutputBytes how much rich output one run may make, in bytes
	 * @return the changed settings
	 */
	public RuntimeSettings withMaxRichOutputBytes(int maxRichOutputBytes) {
		return new RuntimeSettings(this.isolation, this.maxOutputBytes, maxRichOutputBytes, this.python);
	}

	/**
	 * Return these settings with another Python interpreter.
	 * @param python name or path of the interpreter
	 * @return the changed settings
	 */
	public RuntimeSettings withPython(String python) {
		return new RuntimeSettings(this.isolation, this.maxOutputBytes, this.maxRichOutputBytes, python);
	}

}
