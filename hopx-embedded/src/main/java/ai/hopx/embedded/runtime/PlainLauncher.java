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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.util.StringUtils;

/**
 * Starts supervisors as ordinary processes. The sandbox's folders are where they are on
 * this machine; only the files API knows them as {@code /workspace} and {@code /tmp}.
 */
final class PlainLauncher implements Launcher {

	private final Path library;

	PlainLauncher(Path library) {
		this.library = library;
	}

	@Override
	public List<String> command(SandboxFolder folder, UserIds.Id user, boolean internetAccess,
			List<Interpreter> interpreters, List<String> program) {
		List<String> command = new ArrayList<>(user.prefix());
		command.addAll(program);
		return command;
	}

	@Override
	public String library() {
		return this.library.toString();
	}

	@Override
	public Map<String, String> folders(SandboxFolder folder) {
		return Map.of("/workspace", folder.workspace().toString(), "/tmp", folder.tmp().toString());
	}

	@Override
	public List<String> writableFolders(SandboxFolder folder) {
		return List.of(folder.workspace().toString(), folder.tmp().toString(), folder.home().toString());
	}

	@Override
	public Map<String, String> environment(SandboxFolder folder, List<Interpreter> interpreters) {
		return Map.of("PATH", searchPath(), "HOME", folder.home().toString(), "TMPDIR", folder.tmp().toString(), "LANG",
				"C.UTF-8", ProcessSweep.VARIABLE, folder.token());
	}

	@Override
	public String searchPath() {
		String path = System.getenv("PATH");
		return StringUtils.hasText(path) ? path : BubblewrapLauncher.PATH;
	}

	@Override
	public IsolationReport.Mode mode() {
		return IsolationReport.Mode.PLAIN;
	}

}
