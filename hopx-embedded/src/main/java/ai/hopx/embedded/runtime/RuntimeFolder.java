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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The one folder that holds everything of a server: the Python sources that its sandboxes
 * run and the sandboxes' own folders.
 *
 * @param path where it is
 */
record RuntimeFolder(Path path) {

	static final String PREFIX = "hopx-embedded-";

	private static final List<String> SOURCES = List.of("probe.py", "kernel/hopx_cells.py", "kernel/hopx_figures.py",
			"kernel/hopx_ipython.py", "kernel/hopx_matplotlib.py", "kernel/hopx_rich.py", "kernel/kernel.py",
			"supervisor/channel.py", "supervisor/disk.py", "supervisor/entries.py", "supervisor/feed.py",
			"supervisor/files.py", "supervisor/flow.py", "supervisor/interpreter.py", "supervisor/kills.py",
			"supervisor/limits.py", "supervisor/loop.py", "supervisor/paths.py", "supervisor/processes.py",
			"supervisor/protocol.py", "supervisor/ps.py", "supervisor/refusal.py", "supervisor/removal.py",
			"supervisor/reports.py", "supervisor/runs.py", "supervisor/scripts.py", "supervisor/supervisor.py",
			"supervisor/terminal.py", "supervisor/transfers.py");

	private static final String PASSWD = """
			root:x:0:0:root:/root:/usr/sbin/nologin
			user:x:1000:1000:user:/home/user:/bin/bash
			nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
			""";

	private static final String GROUP = """
			root:x:0:
			user:x:1000:
			nogroup:x:65534:
			""";

	static RuntimeFolder create() {
		try {
			RuntimeFolder folder = new RuntimeFolder(Files.createTempDirectory(PREFIX).toRealPath());
			open(folder.path(), "rwx--x--x");
			AbandonedFolders.claim(folder.path());
			folder.lay();
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot lay out a folder for sandboxes in " + tmpdir(), ex);
		}
	}

	private static String tmpdir() {
		return System.getProperty("java.io.tmpdir", "");
	}

	Path library() {
		return this.path.resolve("lib");
	}

	Path storage() {
		return this.path.resolve("storage");
	}

	Path etc() {
		return this.path.resolve("etc");
	}

	/**
	 * Tell whether this JVM runs as root.
	 * @return whether the folder that it made belongs to root
	 */
	boolean belongsToRoot() {
		try {
			return Integer.valueOf(0).equals(Files.getAttribute(this.path, "unix:uid"));
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Look for a folder on the way here that other users cannot pass, as those that
	 * sandboxes run as have to.
	 * @return the folder, or {@code null} where there is none
	 */
	@Nullable Path barrier() {
		return barrier(this.path);
	}

	/**
	 * Look for a folder on the way to a path that other users cannot pass.
	 * @param path where to go
	 * @return the folder, or {@code null} where there is none
	 */
	static @Nullable Path barrier(Path path) {
		for (Path above = path.getParent(); above != null; above = above.getParent()) {
			try {
				if (!Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
					return above;
				}
			}
			catch (IOException ex) {
				return above;
			}
		}
		return null;
	}

	void delete() {
		FolderRemoval.remove(this.path);
	}

	private void lay() throws IOException {
		for (Path each : List.of(library(), library().resolve("supervisor"), library().resolve("kernel"), etc())) {
			open(Files.createDirectory(each), "rwxr-xr-x");
		}
		open(Files.createDirectory(storage()), "rwx------");
		for (String source : SOURCES) {
			try (InputStream content = RuntimeFolder.class.getResourceAsStream(source)) {
				if (content == null) {
					throw new IOException("The resource " + source + " is missing");
				}
				Path target = library().resolve(source);
				Files.copy(content, target);
				open(target, "rw-r--r--");
			}
		}
		open(Files.writeString(etc().resolve("passwd"), PASSWD), "rw-r--r--");
		open(Files.writeString(etc().resolve("group"), GROUP), "rw-r--r--");
	}

	private static void open(Path path, String permissions) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

}
