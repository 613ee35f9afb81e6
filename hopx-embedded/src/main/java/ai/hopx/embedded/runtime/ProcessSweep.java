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
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills processes of a sandbox whose supervisor cannot do it any more. They are told by a
 * variable of their environment or, where a sandbox has one of its own, by their user.
 */
final class ProcessSweep {

	static final String VARIABLE = "HOPX_SANDBOX";

	private static final int MAX_PASSES = 1000;

	private static final Duration PAUSE = Duration.ofMillis(2);

	private ProcessSweep() {
	}

	/**
	 * Kill processes, and those that they start in the meantime.
	 * @param token what the variable's value starts with
	 */
	static void kill(String token) {
		byte[] mark = (VARIABLE + "=" + token).getBytes(StandardCharsets.UTF_8);
		killAll((process) -> hasMark(process, mark));
	}

	/**
	 * Kill everything that a sandbox's own user runs. It may have got rid of the
	 * variable.
	 * @param user the user, which runs nothing else
	 */
	static void kill(UserIds.Id user) {
		killAll((process) -> UserIds.isOwner(process, user.number()));
	}

	private static void killAll(Predicate<Path> victim) {
		for (int pass = 0; pass < MAX_PASSES; pass++) {
			List<ProcessHandle> found = find(victim);
			if (found.isEmpty()) {
				return;
			}
			found.forEach(ProcessHandle::destroyForcibly);
			// Until they are gone; a killed process takes a moment, and has none to start
			// others
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	private static List<ProcessHandle> find(Predicate<Path> victim) {
		List<ProcessHandle> found = new ArrayList<>();
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
			for (Path process : processes) {
				if (victim.test(process)) {
					ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
						.filter(ProcessHandle::isAlive)
						.ifPresent(found::add);
				}
			}
		}
		catch (IOException ex) {
			// No process list on this system
		}
		return found;
	}

	private static boolean hasMark(Path process, byte[] mark) {
		byte[] environment;
		try {
			environment = Files.readAllBytes(process.resolve("environ"));
		}
		catch (IOException ex) {
			// Gone, or somebody else's
			return false;
		}
		for (int start = 0; start + mark.length <= environment.length; start++) {
			if ((start == 0 || environment[start - 1] == 0) && startsWith(environment, start, mark)) {
				return true;
			}
		}
		return false;
	}

	private static boolean startsWith(byte[] text, int start, byte[] mark) {
		for (int i = 0; i < mark.length; i++) {
			if (text[start + i] != mark[i]) {
				return false;
			}
		}
		return true;
	}

}
