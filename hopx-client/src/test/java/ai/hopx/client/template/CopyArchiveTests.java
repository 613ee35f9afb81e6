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

package ai.hopx.client.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

import ai.hopx.client.HopxValidationException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files for a build, packed.
 */
class CopyArchiveTests {

	@TempDir
	private Path folder;

	@TempDir
	private Path temporary;

	@Test
	void equalFilesMakeEqualArchives() throws IOException {
		Path one = tree("one/app", "b", "a", "sub/c");
		Path other = tree("other/app", "sub/c", "a", "b");
		Files.setLastModifiedTime(other.resolve("a"), FileTime.fromMillis(1));
		CopyArchive first = pack(one);
		CopyArchive second = pack(other);
		assertThat(second.hash()).isEqualTo(first.hash()).matches("[0-9a-f]{64}");
		assertThat(second.path()).hasSameBinaryContentAs(first.path());
		assertThat(first.length()).isEqualTo(Files.size(first.path()));
		first.delete();
		second.delete();
		assertThat(first.path()).doesNotExist();
	}

	@Test
	void otherContentNamesOrModesMakeAnotherArchive() throws IOException {
		Path app = tree("app", "a", "b");
		String hash = hash(app);
		Files.writeString(app.resolve("a"), "changed");
		String changed = hash(app);
		Files.move(app.resolve("a"), app.resolve("c"));
		String renamed = hash(app);
		Files.setPosixFilePermissions(app.resolve("c"), PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(List.of(hash, changed, renamed, hash(app))).doesNotHaveDuplicates();
	}

	@Test
	void entriesAreSortedAndBelowTheName() throws IOException {
		Path app = tree("app", "z", "a", "sub/c", "\u00e4", "x".repeat(120));
		Files.createSymbolicLink(app.resolve("link"), Path.of("a"));
		Files.setPosixFilePermissions(app.resolve("a"), PosixFilePermissions.fromString("rwx------"));
		List<String> entries = new ArrayList<>();
		CopyArchive archive = pack(app);
		try (InputStream file = Files.newInputStream(archive.path());
				TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file), "UTF-8")) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				entries.add(entry.getName() + " " + Integer.toOctalString(entry.getMode() & 0777)
						+ (entry.isSymbolicLink() ? " " + entry.getLinkName() : ""));
				assertThat(entry.getLastModifiedTime().toMillis()).isZero();
				assertThat(entry.getLongUserId()).isZero();
			}
		}
		archive.delete();
		assertThat(entries).containsExactly("app/ 755", "app/a 755", "app/link 755 a", "app/sub/ 755", "app/sub/c 644",
				"app/" + "x".repeat(120) + " 644", "app/z 644", "app/\u00e4 644");
	}

	@Test
	void aFileIsItsOwnEntry() throws IOException {
		Path app = tree("app", "main.py");
		CopyArchive archive = pack(app.resolve("main.py"));
		try (InputStream file = Files.newInputStream(archive.path());
				TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
			assertThat(tar.getNextEntry().getName()).isEqualTo("main.py");
			assertThat(tar.readAllBytes()).asString().isEqualTo("content of main.py");
			assertThat(tar.getNextEntry()).isNull();
		}
		archive.delete();
	}

	@Test
	void takesNoLinkThatLeadsOut() throws IOException {
		Path app = tree("app", "a");
		Files.createSymbolicLink(app.resolve("out"), Path.of("../../etc/passwd"));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> pack(app))
			.withMessageContaining("leads out");
		Files.delete(app.resolve("out"));
		Files.createSymbolicLink(app.resolve("out"), Path.of("/etc/passwd"));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> pack(app))
			.withMessageContaining("leads out");
	}

	@Test
	void saysWhatIsNotThere() {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> pack(this.folder.resolve("none")))
			.withMessageContaining("none");
	}

	private CopyArchive pack(Path source) throws IOException {
		return CopyArchive.pack(new TemplateStep.Copy(source, CopyOptions.defaults()), this.temporary);
	}

	private String hash(Path source) throws IOException {
		CopyArchive archive = pack(source);
		archive.delete();
		return archive.hash();
	}

	private Path tree(String name, String... files) throws IOException {
		Path root = this.folder.resolve(name);
		for (String file : files) {
			Path path = root.resolve(file);
			Files.createDirectories(path.getParent());
			Files.writeString(path, "content of " + file);
		}
		return root;
	}

}
