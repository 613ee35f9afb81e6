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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Files for a build, packed on disk. Equal files make equal archives: names are sorted,
 * and times and owners, which differ between two checkouts, are left out.
 *
 * @param path the archive, a {@code tar.gz}
 * @param hash SHA-256 of the unpacked archive
 * @param length length of the packed one in bytes
 */
record CopyArchive(Path path, String hash, long length) {

	private static final int EXECUTABLE = 0755;

	private static final int PLAIN = 0644;

	/**
	 * Pack a file or folder. Blocks.
	 * @param copy what to pack
	 * @param folder where to put the archive
	 * @return the archive, to be deleted by the caller
	 * @throws IOException if something cannot be read
	 */
	static CopyArchive pack(TemplateStep.Copy copy, Path folder) throws IOException {
		if (!Files.isReadable(copy.source())) {
			throw Checks.invalid("What is to be copied is not there or cannot be read: " + copy.source());
		}
		Path path = Files.createTempFile(folder, "hopx-copy-", ".tar.gz");
		try {
			MessageDigest digest = sha256();
			try (OutputStream file = Files.newOutputStream(path);
					OutputStream packed = new GZIPOutputStream(file);
					DigestOutputStream hashed = new DigestOutputStream(packed, digest);
					TarArchiveOutputStream tar = new TarArchiveOutputStream(hashed, StandardCharsets.UTF_8.name())) {
				tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
				tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
				tar.setAddPaxHeadersForNonAsciiNames(true);
				Path root = copy.source().toAbsolutePath().normalize().toRealPath();
				for (Path each : sorted(root)) {
					add(tar, root, each, copy.name());
				}
				tar.finish();
			}
			return new CopyArchive(path, HexFormat.of().formatHex(digest.digest()), Files.size(path));
		}
		catch (IOException | RuntimeException ex) {
			Files.deleteIfExists(path);
			throw ex;
		}
	}

	private static List<Path> sorted(Path root) throws IOException {
		try (Stream<Path> paths = Files.walk(root)) {
			// By text: the order of Path differs between file systems
			return paths.sorted((one, other) -> name(root, one).compareTo(name(root, other))).toList();
		}
	}

	private static String name(Path root, Path path) {
		return root.relativize(path).toString().replace('\\', '/');
	}

	private static void add(TarArchiveOutputStream tar, Path root, Path path, String top) throws IOException {
		String below = name(root, path);
		String name = below.isEmpty() ? top : top + "/" + below;
		if (Files.isSymbolicLink(path)) {
			tar.putArchiveEntry(plain(link(root, path, name), EXECUTABLE));
			tar.closeArchiveEntry();
		}
		else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
			tar.putArchiveEntry(plain(new TarArchiveEntry(name + "/"), EXECUTABLE));
			tar.closeArchiveEntry();
		}
		else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
			TarArchiveEntry entry = plain(new TarArchiveEntry(name), isExecutable(path) ? EXECUTABLE : PLAIN);
			entry.setSize(Files.size(path));
			tar.putArchiveEntry(entry);
			Files.copy(path, tar);
			tar.closeArchiveEntry();
		}
		else {
			throw Checks.invalid("Only files, folders and links can be copied, and not " + path);
		}
	}

	private static TarArchiveEntry link(Path root, Path path, String name) throws IOException {
		Path target = Files.readSymbolicLink(path);
		if (target.isAbsolute() || !path.resolveSibling(target).normalize().startsWith(root)) {
			throw Checks.invalid("The link %s leads out of what is copied".formatted(path));
		}
		TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
		entry.setLinkName(target.toString().replace('\\', '/'));
		return entry;
	}

	private static TarArchiveEntry plain(TarArchiveEntry entry, int mode) {
		entry.setMode(mode);
		entry.setLastModifiedTime(FileTime.fromMillis(0));
		entry.setIds(0, 0);
		entry.setNames("root", "root");
		return entry;
	}

	private static boolean isExecutable(Path path) throws IOException {
		try {
			return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
		}
		catch (UnsupportedOperationException ex) {
			return false;
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JVM has SHA-256", ex);
		}
	}

	void delete() {
		try {
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			// In the folder for what may be deleted at any time
		}
	}

}
