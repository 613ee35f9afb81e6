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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What runs code on this machine.
 *
 * @param programs the interpreters' executables, by the canonical name of the language
 * @param folders folders outside {@code /usr} that they need, to be shown to sandboxes
 * @param pythonVersion version of Python, such as {@code 3.11.2}
 */
record Interpreters(Map<String, String> programs, List<Path> folders, String pythonVersion) {

	Set<String> languages() {
		return new TreeSet<>(this.programs.keySet());
	}

	String python() {
		String python = this.programs.get("python");
		if (python == null) {
			throw new IllegalStateException("No Python");
		}
		return python;
	}

}
