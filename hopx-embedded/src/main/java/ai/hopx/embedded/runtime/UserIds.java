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
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Users that sandboxes run as. A server that runs as root gives each sandbox a user of
 * its own that owns nothing else on the machine; any other server can only give its own.
 */
final class UserIds {

	// A range that systemd's documentation lists as unused
	private static final int FIRST = 60706;

	private static final int COUNT = 478;

	private static final BitSet used = new BitSet(COUNT);

	private final boolean separate;

	UserIds(boolean separate) {
		this.separate = separate;
	}

	/**
	 * Tell whether each sandbox has a user of its own.
	 * @return whether that is so; otherwise all run as the user of this JVM
	 */
	boolean separate() {
		return this.separate;
	}

	/**
	 * Take a user that no other sandbox has.
	 * @return the user
	 */
	Id take() {
		if (!this.separate) {
			return new Id(-1);
		}
		synchronized (used) {
			// Servers of other JVMs take from the same range
			int start = ThreadLocalRandom.current().nextInt(COUNT);
			for (int i = 0; i < COUNT; i++) {
				int candidate = (start + i) % COUNT;
				if (!used.get(candidate) && !runsSomething(FIRST + candidate)) {
					used.set(candidate);
					return new Id(FIRST + candidate);
				}
			}
		}
		throw new RuntimeFailure(RuntimeFailure.Reason.INTERNAL_ERROR,
				"No user is left for another sandbox: " + COUNT + " are in use");
	}

	void giveBack(Id id) {
		if (id.separate()) {
			synchronized (used) {
				used.clear(id.number() - FIRST);
			}
		}
	}

	private static boolean runsSomething(int user) {
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
			for (Path process : processes) {
				if (isOwner(process, user)) {
					return true;
				}
			}
		}
		catch (IOException ex) {
			// No process list, no knowledge
		}
		return false;
	}

	static boolean isOwner(Path process, int user) {
		try {
			return Integer.valueOf(user).equals(Files.getAttribute(process, "unix:uid"));
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * A sandbox's user.
	 *
	 * @param number the user's number, or -1 for the user of this JVM
	 */
	record Id(int number) {

		boolean separate() {
			return this.number >= 0;
		}

		/**
		 * Return what to put in front of a command to run it as this user.
		 * @return the words, none for the user of this JVM
		 */
		List<String> prefix() {
			return separate() ? List.of("setpriv", "--reuid=" + this.number, "--regid=" + this.number, "--clear-groups",
					"--no-new-privs") : List.of();
		}

	}

}
