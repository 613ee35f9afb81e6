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

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What was found on this machine.
 *
 * @param interpreters what runs code, one a language, Python among them
 * @param users who sandboxes run as
 * @param launcher how supervisors are started
 * @param isolation how code is kept away from the host
 */
record Machine(List<Interpreter> interpreters, UserIds users, Launcher launcher, IsolationReport isolation) {

	/**
	 * Return the interpreters' executables.
	 * @return executables by canonical name of the language
	 */
	Map<String, String> executables() {
		return this.interpreters.stream().collect(Collectors.toMap(Interpreter::language, Interpreter::executable));
	}

	String python() {
		return Objects.requireNonNull(executables().get("python"));
	}

	/**
	 * Return the command that starts a sandbox's supervisor.
	 * @param folder the sandbox's folders
	 * @param user who it runs as
	 * @param internetAccess whether its processes may reach a network
	 * @return the command line
	 */
	List<String> command(SandboxFolder folder, UserIds.Id user, boolean internetAccess) {
		return this.launcher.command(folder, user, internetAccess, this.interpreters,
				List.of(python(), "-I", "-S", this.launcher.library() + "/supervisor/supervisor.py"));
	}

	/**
	 * Tell whether sandboxes find a program.
	 * @param name its name
	 * @return whether it is on their search path
	 */
	boolean hasProgram(String name) {
		for (String folder : this.launcher.searchPath().split(File.pathSeparator)) {
			File program = new File(folder, name);
			if (program.isFile() && program.canExecute()) {
				return true;
			}
		}
		return false;
	}

	Map<String, String> environment(SandboxFolder folder) {
		return this.launcher.environment(folder, this.interpreters);
	}

}
