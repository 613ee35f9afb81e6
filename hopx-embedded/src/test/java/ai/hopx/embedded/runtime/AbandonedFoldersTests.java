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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which folders are taken for abandoned, and which are not.
 */
class AbandonedFoldersTests {

	private static final long NO_PROCESS = Long.MAX_VALUE;

	@TempDir
	Path temporary;

	private Path mine;

	@BeforeEach
	void claim() throws IOException {
		this.mine = folder("mine");
		AbandonedFolders.claim(this.mine);
	}

	@Test
	void removesTheFolderOfAProcessThatIsNoMore() throws IOException {
		Path abandoned = folder("abandoned");
		Files.writeString(abandoned.resolve("owner"), owner().replaceFirst("^\\d+", String.valueOf(NO_PROCESS)));
		AbandonedFolders.sweepBeside(this.mine);
		assertThat(abandoned).doesNotExist();
		assertThat(this.mine).exists();
	}

	@Test
	void removesTheFolderOfAProcessWhoseNumberWasGivenToAnother() throws IOException {
		Path abandoned = folder("abandoned");
		Files.writeString(abandoned.resolve("owner"), owner().replaceFirst(" \\d+", " 1"));
		AbandonedFolders.sweepBeside(this.mine);
		assertThat(abandoned).doesNotExist();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void removesTheFolderOfAProcessThatIsDeadAndNotBuried() throws IOException {
		Process parent = new ProcessBuilder("python3", "-c",
				"import os, sys; child = os.fork() or os._exit(0); print(child, flush=True); sys.stdin.read()")
			.start();
		try (BufferedReader output = parent.inputReader()) {
			ProcessHandle dead = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
			long start = dead.info().startInstant().orElseThrow().toEpochMilli();
			Path abandoned = folder("abandoned");
			Files.writeString(abandoned.resolve("owner"), owner().replaceFirst("^\\d+ \\d+", dead.pid() + " " + start));
			await().untilAsserted(() -> {
				AbandonedFolders.sweepBeside(this.mine);
				assertThat(abandoned).doesNotExist();
			});
		}
		finally {
			parent.destroyForcibly();
		}
	}

	@Test
	void leavesTheFolderOfALivingProcess() throws IOException {
		Path other = folder("other");
		AbandonedFolders.claim(other);
		AbandonedFolders.sweepBeside(this.mine);
		assertThat(other).exists();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "1 2", "x y z", "9223372036854775807 1 pid:[elsewhere]" })
	void leavesAFolderOfWhichItKnowsNothing(String owner) throws IOException {
		Path other = folder("other");
		Files.writeString(other.resolve("owner"), owner);
		AbandonedFolders.sweepBeside(this.mine);
		assertThat(other).exists();
	}

	@Test
	void leavesWhatHasNoOwnerAndWhatIsALink() throws IOException {
		Path other = folder("other");
		Path target = Files.createDirectory(this.temporary.resolve("target"));
		Files.writeString(target.resolve("owner"), owner().replaceFirst("^\\d+", String.valueOf(NO_PROCESS)));
		Files.createSymbolicLink(this.temporary.resolve(RuntimeFolder.PREFIX + "link"), target);
		AbandonedFolders.sweepBeside(this.mine);
		assertThat(other).exists();
		assertThat(target.resolve("owner")).exists();
	}

	private Path folder(String name) throws IOException {
		return Files.createDirectory(this.temporary.resolve(RuntimeFolder.PREFIX + name));
	}

	private String owner() throws IOException {
		return Files.readString(this.mine.resolve("owner"));
	}

}
