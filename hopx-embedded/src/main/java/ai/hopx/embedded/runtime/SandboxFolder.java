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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The folders of one sandbox on this machine.
 *
 * @param path the folder that holds the others
 * @param token a name that no other sandbox has, found in the environment of its
 * processes
 */
record SandboxFolder(Path path, String token) {

	static SandboxFolder create(Path root, String name, UserIds.Id owner) throws IOException {
		SandboxFolder folder = new SandboxFolder(Files.createDirectory(root.resolve(name)),
				root.getFileName() + "/" + name);
		for (Path each : List.of(folder.workspace(), folder.tmp(), folder.home())) {
			give(Files.createDirectory(each), "rwxr-xr-x", owner);
		}
		give(folder.path(), "rwx------", owner);
		return folder;
	}

	private static void give(Path folder, String permissions, UserIds.Id owner) throws IOException {
		Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
		if (owner.separate()) {
			Files.setAttribute(folder, "unix:uid", owner.number(), LinkOption.NOFOLLOW_LINKS);
			Files.setAttribute(folder, "unix:gid", owner.number(), LinkOption.NOFOLLOW_LINKS);
		}
	}

	Path workspace() {
		return this.path.resolve("workspace");
	}

	Path tmp() {
		return this.path.resolve("tmp");
	}

	Path home() {
		return this.path.resolve("home");
	}

	Path log() {
		return this.path.resolve("supervisor.log");
	}

}
