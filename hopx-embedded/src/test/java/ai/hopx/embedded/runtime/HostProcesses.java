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
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The machine's processes, as seen from outside of the sandboxes.
 */
public final class HostProcesses {

	private HostProcesses() {
	}

	/**
	 * Find living processes by a variable of their environment.
	 * @param variable the variable
	 * @param part a part of its value
	 * @return process ids and command lines
	 */
	static List<String> withVariable(String variable, String part) {
		List<String> found = new ArrayList<>();
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
			for (Path process : processes) {
				String environment = text(process.resolve("environ"));
				for (String each : environment.split("\0")) {
					if (each.startsWith(variable + "=") && each.contains(part)) {
						found.add(process.getFileName() + " " + text(process.resolve("cmdline")).replace('\0', ' '));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return found;
	}

	/**
	 * Kill the supervisors of sandboxes, as a machine short of memory would.
	 * @param token a part of what marks the sandboxes' processes, {@code HOPX_SANDBOX} in
	 * their environment
	 */
	public static void killSupervisors(String token) {
		assertThat(token).isNotBlank();
		withVariable("HOPX_SANDBOX", token).stream()
			.filter((process) -> process.contains("supervisor.py"))
			.forEach((process) -> ProcessHandle.of(Long.parseLong(process.split(" ")[0]))
				.ifPresent(ProcessHandle::destroyForcibly));
	}

	private static String text(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return "";
		}
	}

}
