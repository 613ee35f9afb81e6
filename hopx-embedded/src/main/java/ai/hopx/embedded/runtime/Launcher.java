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

import java.util.List;
import java.util.Map;

/**
 * How a supervisor is started, with or without walls around it.
 */
interface Launcher {

	/**
	 * Return the command that starts a program in a sandbox.
	 * @param folder the sandbox's folders
	 * @param user who it runs as
	 * @param internetAccess whether its processes may reach a network
	 * @param interpreters what must be there besides the system's own programs
	 * @param program the program and its arguments
	 * @return the command line
	 */
	List<String> command(SandboxFolder folder, UserIds.Id user, boolean internetAccess, List<Interpreter> interpreters,
			List<String> program);

	/**
	 * Return where the Python sources are, as the supervisor sees them.
	 * @return a folder
	 */
	String library();

	/**
	 * Return where {@code /workspace} and {@code /tmp} are, as the supervisor sees them.
	 * @param folder the sandbox's folders
	 * @return real folders by name
	 */
	Map<String, String> folders(SandboxFolder folder);

	/**
	 * Return all folders that a sandbox can write to, as the supervisor sees them: what
	 * is in them counts against its limit.
	 * @param folder the sandbox's folders
	 * @return real folders
	 */
	List<String> writableFolders(SandboxFolder folder);

	/**
	 * Return the environment that every process of the sandbox starts with.
	 * @param folder the sandbox's folders
	 * @param interpreters what must be found on the search path
	 * @return variables by name
	 */
	Map<String, String> environment(SandboxFolder folder, List<Interpreter> interpreters);

	/**
	 * Return where a sandbox looks for the system's programs.
	 * @return folders, separated as {@code PATH} is
	 */
	String searchPath();

	IsolationReport.Mode mode();

}
