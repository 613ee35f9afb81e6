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

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The runnable server in a JVM of its own, as a user starts it, with a temporary folder
 * of its own to look into.
 */
final class ServerProcess implements AutoCloseable {

	static final String KEY = "hopx_live_test.test";

	private final Path temporary;

	private final Process process;

	private ServerProcess(Path temporary, Process process) {
		this.temporary = temporary;
		this.process = process;
	}

	/**
	 * Start the server.
	 * @param temporary its temporary folder
	 * @param heap the most heap that it may use, as the JVM's option has it
	 * @param options its options
	 * @return the process
	 */
	static ServerProcess start(Path temporary, String heap, String... options) throws IOException {
		// Where this build runs as root, sandboxes run as somebody else
		Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
		List<String> command = new ArrayList<>(List.of(jdk("java"), "-Xmx" + heap, "-Djava.io.tmpdir=" + temporary,
				"-cp", classPath(), EmbeddedHopxMain.class.getName()));
		Collections.addAll(command, options);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("HOPX_API_KEY", KEY);
		builder.redirectError(temporary.resolve("errors.txt").toFile());
		return new ServerProcess(temporary, builder.start());
	}

	Process process() {
		return this.process;
	}

	/**
	 * Wait for the line that says where it is.
	 * @return calls to its control plane
	 */
	Http control() throws IOException {
		String line = this.process.inputReader().readLine();
		return new Http(URI.create(line.substring(line.indexOf("http"))), Map.of("X-API-Key", KEY));
	}

	String errors() throws IOException {
		return Files.readString(this.temporary.resolve("errors.txt"));
	}

	/**
	 * List what the server has in its temporary folder.
	 * @return its files and folders
	 */
	List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.temporary)) {
			return files.filter((file) -> !file.endsWith("errors.txt"))
				.filter((file) -> !file.getFileName().toString().startsWith("hsperfdata_"))
				.toList();
		}
	}

	/**
	 * Ask the server's JVM something.
	 * @param command a command of {@code jcmd}
	 * @return the answer
	 */
	String ask(String command) throws IOException, InterruptedException {
		Process asked = new ProcessBuilder(jdk("jcmd"), Long.toString(this.process.pid()), command)
			.redirectErrorStream(true)
			.start();
		String answer = new String(asked.getInputStream().readAllBytes());
		asked.waitFor(10, TimeUnit.SECONDS);
		return answer;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private static String jdk(String program) {
		return Path.of(System.getProperty("java.home"), "bin", program).toString();
	}

	/**
	 * Leave out what only the tests bring: their logging would speak on standard output.
	 */
	private static String classPath() {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("logback") && !entry.contains("slf4j")
					&& !entry.endsWith("test-classes"))
			.reduce((one, two) -> one + File.pathSeparator + two)
			.orElseThrow();
	}

}
