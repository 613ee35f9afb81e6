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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts supervisors in namespaces of their own: they see their processes, their folders,
 * the machine's programs read-only and next to nothing else.
 */
final class BubblewrapLauncher implements Launcher {

	static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

	static final String NO_NESTING = "--disable-userns";

	private static final String LIBRARY = "/opt/hopx";

	private static final List<String> USR_LINKS = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

	// No more of /etc than programs need to look up names, hosts, certificates and fonts
	private static final List<String> ETC = List.of("alternatives", "ca-certificates", "ca-certificates.conf", "fonts",
			"host.conf", "hosts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "matplotlibrc",
			"mime.types", "nsswitch.conf", "pki", "protocols", "python3", "resolv.conf", "services", "ssl", "timezone");

	private final RuntimeFolder root;

	private final List<String> bubblewrap;

	private final List<String> machine;

	/**
	 * Create a launcher.
	 * @param root the server's folder
	 * @param bubblewrap the program, after what goes in front of it
	 * @param nesting whether programs inside may make namespaces of their own: versions
	 * before 0.8 cannot forbid it
	 */
	BubblewrapLauncher(RuntimeFolder root, List<String> bubblewrap, boolean nesting) {
		this.root = root;
		this.bubblewrap = new ArrayList<>(bubblewrap);
		this.bubblewrap.addAll(List.of("--unshare-user", "--uid", "1000", "--gid", "1000"));
		if (!nesting) {
			this.bubblewrap.add(NO_NESTING);
		}
		this.machine = machine();
	}

	@Override
	public List<String> command(SandboxFolder folder, UserIds.Id user, boolean internetAccess,
			List<Interpreter> interpreters, List<String> program) {
		List<String> command = new ArrayList<>(user.prefix());
		command.addAll(this.bubblewrap);
		command
			.addAll(List.of("--unshare-pid", "--as-pid-1", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
		if (!internetAccess) {
			command.add("--unshare-net");
		}
		command.addAll(List.of("--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"));
		command.addAll(this.machine);
		command.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/run", "--tmpfs", "/var/tmp", "--dir",
				"/root", "--dir", "/var/lib"));
		bind(command, "--bind", folder.home(), "/home/user");
		bind(command, "--bind", folder.workspace(), "/workspace");
		bind(command, "--bind", folder.tmp(), "/tmp");
		// After /tmp and the home: these may lie below them
		for (Interpreter interpreter : interpreters) {
			interpreter.paths().forEach((path) -> bind(command, "--ro-bind", path, path.toString()));
		}
		bind(command, "--ro-bind", this.root.library(), LIBRARY);
		command.addAll(List.of("--chdir", "/workspace", "--"));
		command.addAll(program);
		return command;
	}

	@Override
	public String library() {
		return LIBRARY;
	}

	@Override
	public Map<String, String> folders(SandboxFolder folder) {
		return Map.of("/workspace", "/workspace", "/tmp", "/tmp");
	}

	@Override
	public List<String> writableFolders(SandboxFolder folder) {
		// The root, /run, /var/tmp and /dev are memory
		return List.of("/workspace", "/tmp", "/home/user", "/", "/run", "/var/tmp", "/dev");
	}

	@Override
	public Map<String, String> environment(SandboxFolder folder, List<Interpreter> interpreters) {
		Set<String> path = new LinkedHashSet<>();
		for (Interpreter interpreter : interpreters) {
			if (interpreter.isOwnInstallation()) {
				path.add(String.valueOf(Path.of(interpreter.executable()).getParent()));
			}
		}
		path.add(PATH);
		return Map.of("PATH", String.join(":", path), "HOME", "/home/user", "USER", "user", "LANG", "C.UTF-8",
				ProcessSweep.VARIABLE, folder.token());
	}

	@Override
	public String searchPath() {
		return PATH;
	}

	@Override
	public IsolationReport.Mode mode() {
		return IsolationReport.Mode.BUBBLEWRAP;
	}

	private List<String> machine() {
		List<String> binds = new ArrayList<>();
		bind(binds, "--ro-bind", Path.of("/usr"), "/usr");
		for (String name : USR_LINKS) {
			Path path = Path.of("/", name);
			if (Files.isSymbolicLink(path)) {
				binds.addAll(List.of("--symlink", target(path), path.toString()));
			}
			else if (Files.isDirectory(path)) {
				bind(binds, "--ro-bind", path, path.toString());
			}
		}
		for (String name : ETC) {
			Path path = Path.of("/etc", name);
			if (Files.exists(path)) {
				bind(binds, "--ro-bind", real(path), path.toString());
			}
		}
		bind(binds, "--ro-bind", this.root.etc().resolve("passwd"), "/etc/passwd");
		bind(binds, "--ro-bind", this.root.etc().resolve("group"), "/etc/group");
		return binds;
	}

	private static void bind(List<String> command, String how, Path from, String to) {
		command.addAll(List.of(how, from.toString(), to));
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + link, ex);
		}
	}

	private static Path real(Path path) {
		try {
			return path.toRealPath();
		}
		catch (IOException ex) {
			return path;
		}
	}

}
