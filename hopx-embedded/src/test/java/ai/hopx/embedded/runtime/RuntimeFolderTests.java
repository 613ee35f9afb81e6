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
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the users that sandboxes run as get to their folder.
 */
class RuntimeFolderTests {

	@TempDir
	Path directory;

	@Test
	void namesTheFolderThatOthersCannotPass() throws IOException {
		Path closed = Files.createDirectory(this.directory.resolve("closed"));
		Path below = Files.createDirectory(closed.resolve("below"));
		Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwxr-xr-x"));
		Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
		assertThat(new RuntimeFolder(below.resolve("folder")).barrier()).isEqualTo(closed);
	}

	@Test
	void namesNoneWhereOthersCanPass() {
		Path root = this.directory.getRoot();
		assertThat(new RuntimeFolder(root.resolve("folder")).barrier()).isNull();
	}

}
