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

package ai.hopx.embedded.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import reactor.netty.resources.LoopResources;

import ai.hopx.embedded.runtime.SandboxRuntime;

/**
 * Makes the desktops of a server's sandboxes.
 *
 * @param tools what there is to make them of
 * @param isolated whether a sandbox has a {@code /tmp} of its own
 * @param loops the server's event loops
 * @param clock the server's clock
 */
public record Desktops(DesktopTools tools, boolean isolated, LoopResources loops, Clock clock) {

	private static final Path ABSTRACT_SOCKETS = Path.of("/proc/net/unix");

	/** The display that a desktop usually is. */
	private static final int USUAL = 1;

	private static final int LEAST = 1000;

	private static final int MOST = 60_000;

	/**
	 * Choose the number of a sandbox's display. Isolated sandboxes can have the same one.
	 * @return a number that leads to no other display
	 */
	public int chooseDisplay() {
		if (!this.isolated) {
			int number;
			do {
				number = ThreadLocalRandom.current().nextInt(LEAST, MOST);
			}
			while (Files.exists(Path.of("/tmp/.X11-unix/X" + number)));
			return number;
		}
		// Programs that have a network try this machine's own displays first
		List<String> taken = abstractSockets();
		int number = USUAL;
		while (isTaken(number, taken)) {
			number++;
		}
		return number;
	}

	private static boolean isTaken(int number, List<String> sockets) {
		return sockets.stream().anyMatch((line) -> line.endsWith("@/tmp/.X11-unix/X" + number));
	}

	private static List<String> abstractSockets() {
		try {
			return Files.readAllLines(ABSTRACT_SOCKETS);
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	/**
	 * Make the desktop of a sandbox, of which nothing runs yet.
	 * @param runtime the inside of the sandbox
	 * @param display number of its display
	 * @return the desktop
	 */
	public Desktop open(SandboxRuntime runtime, int display) {
		return new Desktop(runtime, display, this.tools, this.isolated, this.loops, this.clock);
	}

}
