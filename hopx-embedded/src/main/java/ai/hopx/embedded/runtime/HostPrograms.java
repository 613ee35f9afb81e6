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

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Programs of this machine: where they are, and what they answer.
 */
final class HostPrograms {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Spawner spawner;

	private final Path folder;

	private final List<Path> searchPath;

	/**
	 * Create a look at this machine's programs.
	 * @param spawner starts them
	 * @param folder where they may write what they have to say
	 */
	HostPrograms(Spawner spawner, Path folder) {
		this(spawner, folder, searchPath());
	}

	HostPrograms(Spawner spawner, Path folder, List<Path> searchPath) {
		this.spawner = spawner;
		this.folder = folder;
		this.searchPath = searchPath;
	}

	/**
	 * Find a program.
	 * @param name its name, looked up on the search path, or its path
	 * @return where it is, in the order of the search path; empty if it is nowhere
	 */
	List<Path> find(String name) {
		if (name.indexOf(File.separatorChar) >= 0) {
			Path path = Path.of(name).toAbsolutePath();
			return Files.isExecutable(path) ? List.of(path) : List.of();
		}
		return this.searchPath.stream()
			.map((each) -> each.resolve(name))
			.filter((each) -> Files.isRegularFile(each) && Files.isExecutable(each))
			.toList();
	}

	/**
	 * Run a program to its end.
	 * @param command the command line
	 * @return what came of it; a program that cannot be started or does not end in time
	 * has failed as well
	 */
	Answer run(List<String> command) {
		Path output = null;
		Path errors = null;
		try {
			output = Files.createTempFile(this.folder, "answer", null);
			errors = Files.createTempFile(this.folder, "errors", null);
			int exitCode = run(new ProcessBuilder(command).directory(this.folder.toFile())
				.redirectInput(new File("/dev/null"))
				.redirectOutput(output.toFile())
				.redirectError(errors.toFile()));
			return new Answer(exitCode, Files.readString(output).strip(), Files.readString(errors).strip());
		}
		catch (IOException | ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return new Answer(-1, "", String.valueOf(cause.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while looking for programs", ex);
		}
		finally {
			delete(output);
			delete(errors);
		}
	}

	private int run(ProcessBuilder builder) throws IOException, ExecutionException, InterruptedException {
		Process process = this.spawner.submit(builder).get();
		if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new IOException("it did not end within " + PATIENCE.toSeconds() + " s");
		}
		return process.exitValue();
	}

	/**
	 * Tell whether a program is a script, as the shims of version managers are.
	 * @param program the program
	 * @return whether its file starts as scripts do
	 */
	static boolean isScript(Path program) {
		try (InputStream content = Files.newInputStream(program)) {
			return content.read() == '#' && content.read() == '!';
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static List<Path> searchPath() {
		String path = System.getenv("PATH");
		Set<Path> folders = new LinkedHashSet<>();
		for (String folder : ((path != null) ? path : BubblewrapLauncher.PATH).split(File.pathSeparator)) {
			try {
				// Where /bin is a link to /usr/bin, its programs are not tried twice
				folders.add(Path.of(folder).toRealPath());
			}
			catch (InvalidPathException | IOException ex) {
				// No folder
			}
		}
		return new ArrayList<>(folders);
	}

	private static void delete(@Nullable Path file) {
		try {
			if (file != null) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			// The folder goes with all that is in it
		}
	}

	/**
	 * What a program answered.
	 *
	 * @param exitCode its exit code, -1 if it was not started or did not end
	 * @param output its standard output
	 * @param errors its standard error, or why it was not started
	 */
	record Answer(int exitCode, String output, String errors) {

		boolean succeeded() {
			return this.exitCode == 0;
		}

		String reason() {
			return !this.errors.isEmpty() ? this.errors.lines().findFirst().orElse("") : "exit code " + this.exitCode;
		}

	}

}
