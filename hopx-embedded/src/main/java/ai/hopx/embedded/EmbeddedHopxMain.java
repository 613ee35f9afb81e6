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

package ai.hopx.embedded;

import java.util.concurrent.CountDownLatch;

/**
 * Runs an {@link EmbeddedHopx} from the command line, until the process is told to stop.
 */
public final class EmbeddedHopxMain {

	private static final int FAILED = 1;

	private static final int MISUSED = 2;

	private EmbeddedHopxMain() {
	}

	/**
	 * Start the server and print one line with its base URL.
	 * @param args see {@code --help}
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		prepareJvm();
		try {
			CommandLine commandLine = CommandLine.parse(args, System.getenv());
			if (commandLine.help()) {
				System.out.print(CommandLine.HELP);
				return;
			}
			EmbeddedHopx hopx = EmbeddedHopx.start(commandLine.settings());
			System.out.println("Hopx embedded is ready at " + hopx.baseUrl());
		}
		catch (IllegalArgumentException ex) {
			exit(MISUSED, ex.getMessage() + "; see --help");
		}
		catch (IllegalStateException ex) {
			exit(FAILED, String.valueOf(ex.getMessage()));
		}
		// The server's threads are daemons; its shutdown hook ends the wait with the JVM
		new CountDownLatch(1).await();
	}

	/**
	 * Prepare a JVM that is all ours. The jar brings no logging library: the JDK's starts
	 * fastest and writes to standard error, which leaves standard output to the one line
	 * that says where the server is.
	 */
	private static void prepareJvm() {
		setDefault("java.util.logging.SimpleFormatter.format", "%1$tT %4$s %5$s%6$s%n");
		setDefault("reactor.logging.fallback", "JDK");
		// Loading Flight Recorder takes a fifth of the start
		setDefault("io.netty.jfr.enabled", "false");
	}

	private static void setDefault(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

	private static void exit(int status, String message) {
		System.err.println("Hopx embedded cannot start: " + message);
		System.exit(status);
	}

}
