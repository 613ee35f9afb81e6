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
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is in a folder that code of a sandbox may change meanwhile. The way there is gone
 * from one open folder to the next, so that no link leads out of the sandbox.
 */
final class FolderListing {

	private static final Path HERE = Path.of("");

	private FolderListing() {
	}

	/**
	 * List a folder.
	 * @param root a folder that code of the sandbox cannot replace
	 * @param folder the folder, relative to the root; empty for the root
	 * @return what is in it, by name
	 * @throws IOException if it is not there, or no folder, or cannot be read
	 */
	static Map<String, Stamp> of(Path root, Path folder) throws IOException {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
			if (entries instanceof SecureDirectoryStream<Path> secure) {
				return enter(secure, folder);
			}
		}
		return byPath(root, folder);
	}

	private static Map<String, Stamp> enter(SecureDirectoryStream<Path> entries, Path way) throws IOException {
		if (way.equals(HERE)) {
			return list(entries);
		}
		Path rest = (way.getNameCount() > 1) ? way.subpath(1, way.getNameCount()) : HERE;
		try (SecureDirectoryStream<Path> next = entries.newDirectoryStream(way.getName(0), LinkOption.NOFOLLOW_LINKS)) {
			return enter(next, rest);
		}
	}

	private static Map<String, Stamp> list(SecureDirectoryStream<Path> entries) throws IOException {
		Map<String, Stamp> found = new HashMap<>();
		for (Path entry : entries) {
			Path name = entry.getFileName();
			try {
				found.put(name.toString(),
						Stamp.of(entries
							.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
							.readAttributes()));
			}
			catch (NoSuchFileException ex) {
				// It was removed in the meantime
			}
		}
		return found;
	}

	/**
	 * List where the system cannot open folders in folders.
	 */
	private static Map<String, Stamp> byPath(Path root, Path folder) throws IOException {
		Path path = root.resolve(folder);
		if (!path.toRealPath().equals(root.toRealPath().resolve(folder))) {
			throw new NotDirectoryException(path.toString());
		}
		Map<String, Stamp> found = new HashMap<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
			for (Path entry : entries) {
				try {
					found.put(entry.getFileName().toString(), Stamp
						.of(Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)));
				}
				catch (NoSuchFileException ex) {
					// It was removed in the meantime
				}
			}
		}
		return found;
	}

	/**
	 * What tells one state of a file from another one.
	 *
	 * @param key which file it is, where the system knows
	 * @param folder whether it is a folder
	 * @param size its size in bytes
	 * @param modified when it was modified
	 */
	record Stamp(@Nullable Object key, boolean folder, long size, FileTime modified) {

		private static Stamp of(BasicFileAttributes attributes) {
			return new Stamp(attributes.fileKey(), attributes.isDirectory(), attributes.size(),
					attributes.lastModifiedTime());
		}

	}

}
