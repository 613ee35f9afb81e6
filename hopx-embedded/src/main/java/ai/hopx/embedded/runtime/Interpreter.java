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

/**
 * What runs code of one language on this machine.
 *
 * @param language canonical name of the language
 * @param executable the real program, not a version manager's shim: inside a sandbox only
 * this one exists
 * @param paths files and folders outside of {@code /usr} that it needs
 */
record Interpreter(String language, String executable, List<Path> paths) {

	static Interpreter of(String language, Path executable, List<Path> paths) {
		return new Interpreter(language, executable.toString(),
				paths.stream().filter((path) -> !belongsToSystem(path)).toList());
	}

	/**
	 * Tell whether it may be out of a sandbox's sight: most are not.
	 * @return whether it needs more than what every sandbox sees
	 */
	boolean isOwnInstallation() {
		return !this.paths.isEmpty();
	}

	private static boolean belongsToSystem(Path path) {
		return path.startsWith("/usr") || path.startsWith("/bin");
	}

}
