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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Folders of servers whose JVM was killed before it could remove them. Each holds a file
 * that says which process it belongs to.
 */
final class AbandonedFolders {

	private static final String OWNER = "owner";

	private AbandonedFolders() {
	}

	/**
	 * Note that a folder belongs to this JVM.
	 * @param folder the folder
	 * @throws IOException if that cannot be written
	 */
	static void claim(Path folder) throws IOException {
		Files.writeString(folder.resolve(OWNER), owner(ProcessHandle.current()));
	}

	/**
	 * Remove what servers that are no more have left beside a folder.
	 * @param folder the folder of this server
	 */
	static void sweepBeside(Path folder) {
		try (DirectoryStream<Path> candidates = Files.newDirectoryStream(folder.getParent(),
				RuntimeFolder.PREFIX + "*")) {
			for (Path candidate : candidates) {
				if (!candidate.equals(folder) && isAbandoned(candidate, folder)) {
					ProcessSweep.kill(candidate.getFileName() + "/");
					FolderRemoval.remove(candidate);
				}
			}
		}
		catch (IOException ex) {
			// The next start tries again
		}
	}

	private static boolean isAbandoned(Path candidate, Path mine) {
		try {
			// Anybody may make a folder of that name in a temporary folder
			if (!Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
					|| !Files.getOwner(candidate, LinkOption.NOFOLLOW_LINKS)
						.equals(Files.getOwner(mine, LinkOption.NOFOLLOW_LINKS))) {
				return false;
			}
			String owner = Files.readString(candidate.resolve(OWNER));
			String[] parts = owner.split(" ");
			// A number means nothing in another process namespace
			if (parts.length != 3 || !parts[2].equals(namespace())) {
				return false;
			}
			Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[0]));
			return process.isEmpty() || !owner(process.get()).equals(owner) || isDead(process.get());
		}
		catch (IOException | NumberFormatException ex) {
			return false;
		}
	}

	/**
	 * One that was killed keeps its number until somebody asks what became of it, which
	 * can take a while.
	 */
	private static boolean isDead(ProcessHandle process) {
		try {
			String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
			return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
		}
		catch (IOException ex) {
			return !process.isAlive();
		}
	}

	private static String owner(ProcessHandle process) {
		long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
		return process.pid() + " " + start + " " + namespace();
	}

	private static String namespace() {
		try {
			return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
		}
		catch (IOException ex) {
			return "-";
		}
	}

}
