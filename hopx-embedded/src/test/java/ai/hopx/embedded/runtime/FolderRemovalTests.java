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
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Removal of folders that a sandbox may have left in any state.
 */
class FolderRemovalTests {

	@TempDir(cleanup = CleanupMode.ON_SUCCESS)
	Path temporary;

	@Test
	void removesWhatIsInAFolder() throws IOException {
		Path folder = Files.createDirectories(this.temporary.resolve("top/a/b/c")).getParent();
		Files.writeString(folder.resolve("file"), "x");
		Files.writeString(this.temporary.resolve("top/removed-0"), "x");
		Files.createDirectory(this.temporary.resolve("top/removed-1"));
		FolderRemoval.remove(this.temporary.resolve("top"));
		assertThat(this.temporary).isEmptyDirectory();
	}

	@Test
	void followsNoLink() throws IOException {
		Path kept = Files.createDirectories(this.temporary.resolve("kept"));
		Files.writeString(kept.resolve("file"), "x");
		Path top = Files.createDirectories(this.temporary.resolve("top/deep"));
		Files.createSymbolicLink(top.resolve("link"), kept);
		Files.createSymbolicLink(top.getParent().resolve("link"), kept);
		Files.createSymbolicLink(top.resolve("dangling"), Path.of("nowhere"));
		FolderRemoval.remove(this.temporary.resolve("top"));
		assertThat(this.temporary).isDirectoryContaining("glob:**/kept").isDirectoryNotContaining("glob:**/top");
		assertThat(kept.resolve("file")).hasContent("x");
	}

	@Test
	void removesClosedFolders() throws IOException {
		Path inner = Files.createDirectories(this.temporary.resolve("top/outer/inner/last"));
		Files.writeString(inner.resolve("file"), "x");
		for (Path each : new Path[] { inner, inner.getParent(), inner.getParent().getParent() }) {
			Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("---------"));
		}
		FolderRemoval.remove(this.temporary.resolve("top"));
		assertThat(this.temporary).isEmptyDirectory();
	}

	@Test
	void takesNoOffenceAtAFolderThatIsNotThere() {
		FolderRemoval.remove(this.temporary.resolve("nothing"));
		assertThat(this.temporary).isEmptyDirectory();
	}

}
