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
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Removes a folder with all that sandboxes have left in it: folders nested deeper than a
 * path may be long, folders that may not be entered, links to anywhere.
 * <p>
 * Works from open folders, never by a path that runs through the sandbox's own names, so
 * that no link leads it astray. A folder in a folder is first moved up to the top: any
 * depth takes two open folders.
 */
final class FolderRemoval {

	private static final Log logger = LogFactory.getLog(FolderRemoval.class);

	private static final int MAX_PASSES = 100_000;

	private final Path top;

	private int moved;

	private FolderRemoval(Path top) {
		this.top = top;
	}

	/**
	 * Remove a folder. What cannot be removed is logged and left.
	 * @param folder the folder
	 */
	static void remove(Path folder) {
		try {
			new FolderRemoval(folder).remove();
		}
		catch (NoSuchFileException ex) {
			// Somebody else was quicker
		}
		catch (IOException ex) {
			logger.warn("Cannot remove the sandbox folder " + folder + ": " + ex);
		}
	}

	private void remove() throws IOException {
		try (DirectoryStream<Path> parent = Files.newDirectoryStream(this.top.toAbsolutePath().getParent())) {
			if (parent instanceof SecureDirectoryStream<Path> secure) {
				Path name = this.top.getFileName();
				for (int pass = 0; pass < MAX_PASSES && removeOneLevel(secure, name); pass++) {
					// What was moved up is next
				}
				secure.deleteDirectory(name);
				return;
			}
		}
		removeByPath();
	}

	/**
	 * Empty the top folder once.
	 * @return whether there was something in it
	 */
	private boolean removeOneLevel(SecureDirectoryStream<Path> parent, Path name) throws IOException {
		boolean found = false;
		try (SecureDirectoryStream<Path> entries = open(parent, name, this.top)) {
			for (Path entry : entries) {
				found = true;
				removeEntry(entries, entry.getFileName());
			}
		}
		return found;
	}

	private void removeEntry(SecureDirectoryStream<Path> folder, Path name) throws IOException {
		if (!isFolder(folder, name)) {
			folder.deleteFile(name);
			return;
		}
		try (SecureDirectoryStream<Path> entries = open(folder, name, this.top.resolve(name))) {
			for (Path entry : entries) {
				Path child = entry.getFileName();
				if (isFolder(entries, child)) {
					moveUp(entries, child, folder, this.top.resolve(name).resolve(child));
				}
				else {
					entries.deleteFile(child);
				}
			}
		}
		folder.deleteDirectory(name);
	}

	private void moveUp(SecureDirectoryStream<Path> from, Path name, SecureDirectoryStream<Path> to, Path path)
			throws IOException {
		while (true) {
			try {
				from.move(name, to, Path.of("removed-" + this.moved++));
				return;
			}
			catch (FileAlreadyExistsException ex) {
				// The sandbox had a folder of that name; the next is free
			}
			catch (AccessDeniedException ex) {
				allow(path, ex);
			}
		}
	}

	private static SecureDirectoryStream<Path> open(SecureDirectoryStream<Path> parent, Path name, Path path)
			throws IOException {
		if (!Files.isSymbolicLink(path) && !isOpen(path)) {
			allow(path, new AccessDeniedException(path.toString()));
		}
		return parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * Make a folder one that can be emptied. Never needed, and so never done, as root,
	 * for whom a link in its place would be a way out.
	 */
	private static void allow(Path path, AccessDeniedException denied) throws IOException {
		if (Files.isSymbolicLink(path) || isOpen(path)) {
			throw denied;
		}
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
	}

	private static boolean isOpen(Path path) {
		return Files.isReadable(path) && Files.isWritable(path) && Files.isExecutable(path);
	}

	private static boolean isFolder(SecureDirectoryStream<Path> parent, Path name) throws IOException {
		return parent.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
			.readAttributes()
			.isDirectory();
	}

	private void removeByPath() throws IOException {
		Files.walkFileTree(this.top, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException ex) throws IOException {
				Files.delete(folder);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
