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
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The one watch service of the JVM: a user may have only so many. It is there, and a
 * thread that drains it, while a folder is watched. What it tells are hints: who is told
 * looks for itself.
 */
final class FolderEvents {

	private static final WatchEvent.Kind<?>[] KINDS = { StandardWatchEventKinds.ENTRY_CREATE,
			StandardWatchEventKinds.ENTRY_DELETE, StandardWatchEventKinds.ENTRY_MODIFY };

	private static final FolderEvents shared = new FolderEvents();

	// One folder has one key, however many watch it
	private final Map<WatchKey, Set<Listener>> listeners = new ConcurrentHashMap<>();

	private @Nullable WatchService service;

	private FolderEvents() {
	}

	static FolderEvents shared() {
		return shared;
	}

	/**
	 * Tell a listener of all that happens right in a folder.
	 * @param folder the folder
	 * @param listener who is told; an object of its own for each folder
	 * @return the registration, which the listener ends
	 * @throws IOException if it is no folder, or the system's limit is reached
	 */
	synchronized Registration register(Path folder, Listener listener) throws IOException {
		WatchService service = this.service;
		if (service == null) {
			service = FileSystems.getDefault().newWatchService();
			this.service = service;
			start(service);
		}
		try {
			WatchKey key = folder.register(service, KINDS);
			this.listeners.computeIfAbsent(key, (added) -> ConcurrentHashMap.newKeySet()).add(listener);
			return () -> end(key, listener);
		}
		catch (IOException | RuntimeException ex) {
			closeIfUnused();
			throw ex;
		}
	}

	private synchronized void end(WatchKey key, Listener listener) {
		Set<Listener> others = this.listeners.get(key);
		if (others != null && others.remove(listener) && others.isEmpty()) {
			this.listeners.remove(key);
			key.cancel();
			closeIfUnused();
		}
	}

	private void closeIfUnused() {
		WatchService service = this.service;
		if (service != null && this.listeners.isEmpty()) {
			this.service = null;
			try {
				service.close();
			}
			catch (IOException ex) {
				throw new IllegalStateException("The watch service does not close", ex);
			}
		}
	}

	private void start(WatchService service) {
		Thread thread = new Thread(() -> drain(service), "hopx-embedded-watch");
		thread.setDaemon(true);
		thread.start();
	}

	private void drain(WatchService service) {
		try {
			while (true) {
				WatchKey key = service.take();
				List<WatchEvent<?>> events = key.pollEvents();
				key.reset();
				Set<String> modified = new HashSet<>();
				for (WatchEvent<?> event : events) {
					if (event.kind() == StandardWatchEventKinds.ENTRY_MODIFY) {
						modified.add(String.valueOf(event.context()));
					}
				}
				this.listeners.getOrDefault(key, Set.of()).forEach((listener) -> listener.onEvents(modified));
			}
		}
		catch (ClosedWatchServiceException ex) {
			// Nobody watches any more
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Someone who wants to know when something happens in a folder. Called from the
	 * thread that drains; must not block.
	 */
	interface Listener {

		/**
		 * Something has happened in the folder.
		 * @param modified names of what was modified; there may be more than these
		 */
		void onEvents(Set<String> modified);

	}

	/**
	 * A listener's place.
	 */
	interface Registration {

		void end();

	}

}
