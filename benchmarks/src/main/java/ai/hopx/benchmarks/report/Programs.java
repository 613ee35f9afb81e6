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

package ai.hopx.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs that measure, each in a process of its own.
 */
public final class Programs {

	private Programs() {
	}

	/**
	 * Run a class of this program.
	 * @param java the {@code java} to run it with
	 * @param options options of the virtual machine
	 * @param main the class
	 * @param args its arguments
	 * @return what it printed
	 */
	public static String java(Path java, List<String> options, Class<?> main, String... args) {
		return java(java, options, System.getProperty("java.class.path"), main, args);
	}

	/**
	 * Run a class of this program with another class path.
	 */
	public static String java(Path java, List<String> options, String classPath, Class<?> main, String... args) {
		List<String> command = new ArrayList<>(List.of(java.toString()));
		command.addAll(options);
		command.addAll(List.of("-classpath", classPath, main.getName()));
		command.addAll(List.of(args));
		return run(command);
	}

	/**
	 * Run a program.
	 * @return what it printed, without the end of the last line
	 * @throws IllegalStateException if it failed
	 */
	public static String run(List<String> command) {
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
		try {
			Process process = builder.start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			int status = process.waitFor();
			if (status != 0) {
				throw new IllegalStateException(command.get(0) + " ended with " + status + ": " + output);
			}
			return output.stripTrailing();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return the {@code java} that this program runs with.
	 */
	public static Path thisJava() {
		return Path.of(System.getProperty("java.home"), "bin", "java");
	}

}
