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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static java.util.function.Predicate.not;

/**
 * Finds interpreters on this machine, several of a kind where there are several: the
 * first may be out of reach for a sandbox's user.
 */
final class InterpreterSearch {

	private static final int PYTHON_MAJOR = 3;

	private static final int PYTHON_MINOR = 8;

	private final HostPrograms programs;

	private final Path library;

	private final boolean asRoot;

	/**
	 * Create a search.
	 * @param programs where to look
	 * @param library what sandboxes are started with
	 * @param asRoot whether this is root, whose sandboxes run as other users
	 */
	InterpreterSearch(HostPrograms programs, Path library, boolean asRoot) {
		this.programs = programs;
		this.library = library;
		this.asRoot = asRoot;
	}

	/**
	 * Find Pythons.
	 * @param name name or path of the interpreter
	 * @return those that run the sandboxes' sources
	 */
	List<Interpreter> python(String name) {
		List<Path> named = this.programs.find(name);
		// Asking a version manager in root's home takes half a second, for a Python that
		// other users cannot reach
		List<Interpreter> found = ask(named.stream().filter(this::isWithinReach).toList());
		return !found.isEmpty() ? found : ask(named.stream().filter(not(this::isWithinReach)).toList());
	}

	private boolean isWithinReach(Path program) {
		return !this.asRoot || RuntimeFolder.barrier(program) == null;
	}

	private List<Interpreter> ask(List<Path> pythons) {
		List<Interpreter> found = new ArrayList<>();
		// Side by side: a server's start waits for the slowest
		pythons.parallelStream()
			.map((python) -> this.programs
				.run(List.of(python.toString(), "-I", this.library.resolve("probe.py").toString())))
			.filter(HostPrograms.Answer::succeeded)
			.map(HostPrograms.Answer::output)
			.toList()
			.forEach((answer) -> addPython(found, answer));
		return found;
	}

	List<Interpreter> bash() {
		return this.programs.find("bash").stream().map((bash) -> Interpreter.of("bash", bash, List.of(bash))).toList();
	}

	List<Interpreter> javascript() {
		List<Interpreter> found = new ArrayList<>();
		for (Path node : this.programs.find("node")) {
			Path executable = node;
			if (HostPrograms.isScript(node)) {
				HostPrograms.Answer answer = this.programs.run(List.of(node.toString(), "-p", "process.execPath"));
				if (!answer.succeeded()) {
					continue;
				}
				executable = Path.of(answer.output());
			}
			List<Path> paths = new ArrayList<>(List.of(executable));
			Path modules = executable.resolveSibling("../lib/node_modules").normalize();
			if (Files.isDirectory(modules)) {
				paths.add(modules);
			}
			found.add(Interpreter.of("javascript", executable, paths));
		}
		return found;
	}

	List<Interpreter> go() {
		List<Interpreter> found = new ArrayList<>();
		for (Path go : this.programs.find("go")) {
			HostPrograms.Answer answer = this.programs.run(List.of(go.toString(), "env", "GOROOT"));
			if (answer.succeeded()) {
				Path root = Path.of(answer.output());
				found.add(Interpreter.of("go", root.resolve("bin/go"), List.of(root)));
			}
		}
		return found;
	}

	private static void addPython(List<Interpreter> found, String answer) {
		JsonNode python;
		try {
			python = JsonMapper.shared().readTree(answer);
		}
		catch (JacksonException ex) {
			// Something else of that name
			return;
		}
		int major = python.path("version").path(0).asInt(0);
		int minor = python.path("version").path(1).asInt(0);
		if (major < PYTHON_MAJOR || (major == PYTHON_MAJOR && minor < PYTHON_MINOR)) {
			return;
		}
		List<Path> paths = new ArrayList<>();
		python.path("folders").forEach((folder) -> paths.add(Path.of(folder.asString())));
		found.add(Interpreter.of("python", Path.of(python.path("executable").asString()), paths));
	}

}
