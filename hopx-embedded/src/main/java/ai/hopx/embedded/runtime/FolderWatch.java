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
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

import ai.hopx.embedded.runtime.FolderListing.Stamp;

/**
 * Watches a folder of a sandbox with all that is in it, from outside. The system's events
 * only say in which folders to look again; what has changed is found by looking. So it
 * does not matter how many events there are, or that some are lost, and what waits for a
 * slow subscriber is no more than the folders to look at.
 */
final class FolderWatch {

	private static final int MAX_FOLDERS = 10_000;

	private static final int MAX_ENTRIES = 200_000;

	private static final int MAX_NAMES = 1_000;

	// Both ends of a move are to be seen at once
	private static final Duration SETTLE = Duration.ofMillis(20);

	// Contents that have not arrived yet; see transfers.py
	private static final String UNFINISHED = ".hopx-unfinished-";

	private final Path root;

	private final String rootName;

	private final Path top;

	private final Map<Path, Folder> folders = new HashMap<>();

	// To look at, with the names of what is known to be modified
	private final Map<Folder, Set<String>> hints = new HashMap<>();

	private int entries;

	private @Nullable MonoSink<Boolean> waiting;

	private boolean closed;

	/**
	 * Create a watch.
	 * @param root the folder on this machine that is one of the sandbox's roots
	 * @param rootName the root's name for the sandbox's callers
	 * @param top what to watch, relative to the root
	 */
	private FolderWatch(Path root, String rootName, Path top) {
		this.root = root;
		this.rootName = rootName;
		this.top = top;
	}

	/**
	 * Watch a folder.
	 * @param root the folder on this machine that is one of the sandbox's roots
	 * @param rootName the root's name for the sandbox's callers
	 * @param top what to watch, relative to the root; empty for all of it
	 * @return changes as they come: first an empty list when the watch has begun
	 */
	static Flux<List<FileChange>> of(Path root, String rootName, Path top) {
		return Flux
			.using(() -> new FolderWatch(root, rootName, top), FolderWatch::batches,
					(watch) -> Schedulers.boundedElastic().schedule(watch::close))
			.subscribeOn(Schedulers.boundedElastic());
	}

	private Flux<List<FileChange>> batches() {
		Mono<List<FileChange>> begun = Mono.fromCallable(() -> {
			begin();
			return List.of();
		});
		Mono<List<FileChange>> changed = Mono.<Boolean>create(this::awaitHint)
			.delayElement(SETTLE, Schedulers.boundedElastic())
			.flatMap((hinted) -> Mono.fromCallable(this::look));
		return begun.concatWith(changed.repeat()).onErrorMap(IOException.class, FolderWatch::failure);
	}

	private static RuntimeFailure failure(IOException ex) {
		boolean missing = ex instanceof NoSuchFileException || ex instanceof NotDirectoryException;
		return missing
				? new RuntimeFailure(RuntimeFailure.Reason.DIRECTORY_NOT_FOUND, "The folder does not exist any more")
				: new RuntimeFailure(RuntimeFailure.Reason.FILE_OPERATION_FAILED,
						"The folder cannot be watched: " + ex.getMessage());
	}

	private void awaitHint(MonoSink<Boolean> sink) {
		synchronized (this.hints) {
			if (this.hints.isEmpty()) {
				this.waiting = sink;
				return;
			}
		}
		sink.success(true);
	}

	private void hint(Folder folder, Set<String> modified) {
		MonoSink<Boolean> sink;
		synchronized (this.hints) {
			Set<String> names = this.hints.computeIfAbsent(folder, (added) -> new HashSet<>());
			modified.stream().limit(Math.max(0, MAX_NAMES - names.size())).forEach(names::add);
			sink = this.waiting;
			this.waiting = null;
		}
		if (sink != null) {
			sink.success(true);
		}
	}

	private Map<Folder, Set<String>> takeHints() {
		synchronized (this.hints) {
			Map<Folder, Set<String>> taken = new HashMap<>(this.hints);
			this.hints.clear();
			return taken;
		}
	}

	private synchronized void begin() throws IOException {
		addAll(this.top, null);
		if (!this.folders.containsKey(this.top)) {
			throw new NoSuchFileException(this.top.toString());
		}
	}

	/**
	 * Look where something has happened.
	 * @return what is different
	 */
	private synchronized List<FileChange> look() throws IOException {
		Changes changes = new Changes();
		for (Map.Entry<Folder, Set<String>> hint : takeHints().entrySet()) {
			Folder folder = hint.getKey();
			if (this.folders.get(folder.path) == folder) {
				compare(folder, hint.getValue(), changes);
			}
		}
		List<FileChange> found = new ArrayList<>();
		Map<Stamp, Path> oldPlaces = new HashMap<>();
		changes.vanished.forEach((path, stamp) -> oldPlaces.put(stamp, path));
		List<FileChange> created = new ArrayList<>();
		for (Map.Entry<Path, Stamp> appeared : changes.appeared.entrySet()) {
			Path path = appeared.getKey();
			Path oldPlace = appeared.getValue().folder() ? null : oldPlaces.remove(appeared.getValue());
			if (oldPlace != null) {
				changes.vanished.remove(oldPlace);
				found.add(new FileChange(FileChange.Kind.RENAMED, name(path), name(oldPlace)));
				continue;
			}
			created.add(change(FileChange.Kind.CREATED, path));
			if (appeared.getValue().folder()) {
				addAll(path, created);
			}
		}
		changes.vanished.keySet().forEach((path) -> found.add(change(FileChange.Kind.DELETED, path)));
		found.addAll(created);
		changes.modified.forEach((path) -> found.add(change(FileChange.Kind.MODIFIED, path)));
		return found;
	}

	private void compare(Folder folder, Set<String> modified, Changes changes) throws IOException {
		Map<String, Stamp> before = folder.entries;
		Map<String, Stamp> now;
		try {
			now = list(folder.path);
		}
		catch (FileSystemException ex) {
			if (folder.path.equals(this.top)) {
				throw ex;
			}
			// It was removed or locked: the folder above it knows
			return;
		}
		before.forEach((name, stamp) -> {
			if (!isSame(stamp, now.get(name))) {
				vanish(folder.path.resolve(name), stamp, changes);
			}
		});
		now.forEach((name, stamp) -> {
			Stamp other = before.get(name);
			Path path = folder.path.resolve(name);
			if (!isSame(stamp, other)) {
				changes.appeared.put(path, stamp);
			}
			else if (!stamp.folder() && (modified.contains(name) || !stamp.equals(other))) {
				changes.modified.add(path);
			}
		});
		replaceEntries(folder, now);
	}

	/**
	 * Tell whether a name still stands for the same thing. A file that another one was
	 * moved onto is a file that was modified; folders are told apart.
	 */
	private static boolean isSame(Stamp stamp, @Nullable Stamp other) {
		return other != null && other.folder() == stamp.folder()
				&& (!stamp.folder() || Objects.equals(stamp.key(), other.key()));
	}

	private void vanish(Path path, Stamp stamp, Changes changes) {
		changes.vanished.put(path, stamp);
		Folder folder = this.folders.remove(path);
		if (folder != null) {
			folder.end();
			this.entries -= folder.entries.size();
			folder.entries.forEach((name, inner) -> vanish(path.resolve(name), inner, changes));
		}
	}

	/**
	 * Watch a folder and all that are in it.
	 * @param path the folder
	 * @param created told of what is in them, where not {@code null}
	 */
	private void addAll(Path path, @Nullable List<FileChange> created) throws IOException {
		Deque<Path> pending = new ArrayDeque<>(List.of(path));
		while (!pending.isEmpty()) {
			Folder folder = add(pending.pop());
			if (folder != null) {
				folder.entries.forEach((name, stamp) -> {
					Path entry = folder.path.resolve(name);
					if (created != null) {
						created.add(change(FileChange.Kind.CREATED, entry));
					}
					if (stamp.folder()) {
						pending.push(entry);
					}
				});
			}
		}
	}

	/**
	 * Watch one folder, and only then see what is in it.
	 * @return the folder, or {@code null} if it is not there or cannot be read
	 */
	private @Nullable Folder add(Path path) throws IOException {
		if (this.closed) {
			return null;
		}
		if (this.folders.size() >= MAX_FOLDERS) {
			throw new IOException("there are more than " + MAX_FOLDERS + " folders in it");
		}
		Folder folder = new Folder(path);
		try {
			folder.registration = FolderEvents.shared()
				.register(this.root.resolve(path), (modified) -> hint(folder, modified));
			replaceEntries(folder, list(path));
			this.folders.put(path, folder);
			return folder;
		}
		catch (FileSystemException ex) {
			folder.end();
			return null;
		}
		catch (IOException ex) {
			folder.end();
			throw ex;
		}
	}

	private Map<String, Stamp> list(Path path) throws IOException {
		Map<String, Stamp> entries = FolderListing.of(this.root, path);
		entries.keySet().removeIf((name) -> name.startsWith(UNFINISHED));
		return entries;
	}

	private void replaceEntries(Folder folder, Map<String, Stamp> entries) throws IOException {
		this.entries += entries.size() - folder.entries.size();
		folder.entries = entries;
		if (this.entries > MAX_ENTRIES) {
			throw new IOException("there are more than " + MAX_ENTRIES + " files in it");
		}
	}

	private FileChange change(FileChange.Kind kind, Path path) {
		return new FileChange(kind, name(path), null);
	}

	private String name(Path path) {
		return this.rootName + "/" + path;
	}

	private synchronized void close() {
		this.closed = true;
		this.folders.values().forEach(Folder::end);
		this.folders.clear();
	}

	/**
	 * A watched folder, and what was last seen in it.
	 */
	private static final class Folder {

		private final Path path;

		private Map<String, Stamp> entries = Map.of();

		private FolderEvents.@Nullable Registration registration;

		Folder(Path path) {
			this.path = path;
		}

		void end() {
			FolderEvents.Registration registration = this.registration;
			this.registration = null;
			if (registration != null) {
				registration.end();
			}
		}

	}

	/**
	 * What one look has found.
	 */
	private static final class Changes {

		private final Map<Path, Stamp> vanished = new LinkedHashMap<>();

		private final Map<Path, Stamp> appeared = new LinkedHashMap<>();

		private final List<Path> modified = new ArrayList<>();

	}

}
