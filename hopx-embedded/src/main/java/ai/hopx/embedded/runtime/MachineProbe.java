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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what this machine has and what works on it.
 */
final class MachineProbe {

	private final RuntimeFolder root;

	private final Spawner spawner;

	private final UserIds users;

	MachineProbe(RuntimeFolder root, Spawner spawner, UserIds users) {
		this.root = root;
		this.spawner = spawner;
		this.users = users;
	}

	Machine probe(RuntimeSettings settings) {
		List<String> failures = new ArrayList<>();
		for (Path candidate : pythons(settings.python())) {
			Interpreters interpreters = interpreters(candidate);
			if (interpreters == null) {
				continue;
			}
			if (settings.isolation() != Isolation.PLAIN) {
				BubblewrapLauncher launcher = new BubblewrapLauncher(this.root.library(), this.root.etc(),
						interpreters.folders());
				String failure = tryOut(launcher, interpreters);
				if (failure == null) {
					return new Machine(interpreters, launcher,
							new IsolationReport(IsolationReport.Mode.BUBBLEWRAP, null));
				}
				failures.add(failure);
			}
			PlainLauncher launcher = new PlainLauncher(this.root.library());
			if (tryOut(launcher, interpreters) == null && settings.isolation() != Isolation.BUBBLEWRAP
					&& (settings.isolation() == Isolation.PLAIN || candidate.startsWith("/usr/bin"))) {
				return new Machine(interpreters, launcher, new IsolationReport(IsolationReport.Mode.PLAIN,
						failures.isEmpty() ? "plain was asked for" : String.join("; ", failures)));
			}
		}
		throw new IllegalStateException("No way to run sandboxes: " + failures);
	}

	private @Nullable String tryOut(Launcher launcher, Interpreters interpreters) {
		UserIds.Id user = this.users.take();
		SandboxFolder folder = null;
		try {
			folder = SandboxFolder.create(this.root.path(), "probe", user);
			Answer answer = run(launcher.command(folder, user, false, List.of(interpreters.python(), "-I", "-S", "-c",
					"import json, os, sys; os.stat(sys.executable); print('ready')")));
			return answer.output().equals("ready\n") ? null : answer.errors();
		}
		catch (IOException ex) {
			return ex.getMessage();
		}
		finally {
			this.users.giveBack(user);
			if (folder != null) {
				FolderRemoval.remove(folder.path());
			}
		}
	}

	private @Nullable Interpreters interpreters(Path python) {
		try {
			Answer answer = run(List.of(python.toString(), "-I", this.root.library().resolve("probe.py").toString(),
					this.root.library().toString()));
			JsonNode found = new JsonMapper().readTree(answer.output());
			Map<String, String> programs = new LinkedHashMap<>();
			programs.put("python", found.path("executable").asString());
			List<Path> folders = new ArrayList<>();
			for (JsonNode folder : found.path("folders")) {
				Path path = Path.of(folder.asString());
				if (!path.startsWith("/usr")) {
					folders.add(path);
				}
			}
			for (Map.Entry<String, String> each : Map.of("bash", "bash", "javascript", "node", "go", "go").entrySet()) {
				find(each.getValue()).stream()
					.findFirst()
					.ifPresent((path) -> programs.put(each.getKey(), path.toString()));
			}
			return new Interpreters(programs, folders, found.path("version").toString());
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	private static List<Path> pythons(String name) {
		List<Path> found = find(name);
		found.add(Path.of("/usr/bin/python3"));
		return found;
	}

	private static List<Path> find(String name) {
		List<Path> found = new ArrayList<>();
		String path = System.getenv("PATH");
		for (String folder : ((path != null) ? path : BubblewrapLauncher.PATH).split(File.pathSeparator)) {
			Path candidate = Path.of(folder, name);
			if (Files.isExecutable(candidate)) {
				found.add(candidate);
			}
		}
		return found;
	}

	private Answer run(List<String> command) throws IOException {
		try {
			Path errors = Files.createTempFile(this.root.path(), "probe", ".log");
			Process process = this.spawner
				.submit(new ProcessBuilder(command).directory(this.root.path().toFile()).redirectError(errors.toFile()))
				.get(10, TimeUnit.SECONDS);
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			process.waitFor();
			return new Answer(output, Files.readString(errors));
		}
		catch (ExecutionException ex) {
			throw new IOException(ex.getCause());
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	private record Answer(String output, String errors) {
	}

}
