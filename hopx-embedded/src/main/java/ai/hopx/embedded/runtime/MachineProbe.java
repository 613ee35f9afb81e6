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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what this machine has and, by trying it, what works on it. What was found is
 * good for the life of the JVM.
 */
final class MachineProbe {

	private static final Map<Question, Finding> findings = new ConcurrentHashMap<>();

	private static final Log logger = LogFactory.getLog(MachineProbe.class);

	private static final String NO_PYTHON = "Sandboxes need Python 3.8 or later, and no '%s' that works was found on "
			+ "the search path: install it (Debian, Ubuntu: apt-get install python3; macOS: brew install python3)";

	private static final String NO_BUBBLEWRAP = "bubblewrap is not installed (Debian, Ubuntu: "
			+ "apt-get install bubblewrap)";

	// A Python that cannot see its own folders starts all the same, with those of another
	private static final String CHECK = "import json, os, sys; os.stat(sys.executable); print('ready')";

	private static final String BARRIER = "Sandboxes of root run as users of their own, and those cannot enter '%s': set "
			+ "-Djava.io.tmpdir to a folder that they can enter, such as /tmp, or do not run as root";

	private final RuntimeFolder root;

	private final boolean asRoot;

	private final HostPrograms programs;

	private final InterpreterSearch search;

	MachineProbe(RuntimeFolder root, HostPrograms programs) {
		this.root = root;
		this.asRoot = root.belongsToRoot();
		this.programs = programs;
		this.search = new InterpreterSearch(this.programs, root.library(), this.asRoot);
	}

	/**
	 * Answer what sandboxes can be started with.
	 * @param settings what is asked for
	 * @return what there is
	 * @throws IllegalStateException if that is not enough; the message says what to do
	 */
	Machine probe(RuntimeSettings settings) {
		Question question = new Question(settings.isolation(), settings.python(), this.root.path().getParent());
		return findings.computeIfAbsent(question, (each) -> lookFor(settings)).machine(this.root);
	}

	/**
	 * Compile what sandboxes are started with, once instead of in each of them.
	 * @param machine what was found
	 */
	void compile(Machine machine) {
		this.programs.run(List.of(machine.python(), "-I", "-m", "compileall", "-q", this.root.library().toString()));
	}

	/**
	 * Answer what sandboxes can be started with, by looking again.
	 * @param settings what is asked for
	 * @return what there is
	 */
	Machine probeAgain(RuntimeSettings settings) {
		return lookFor(settings).machine(this.root);
	}

	private Finding lookFor(RuntimeSettings settings) {
		String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
		boolean linux = system.contains("linux");
		if (!linux && !system.contains("mac")) {
			throw new IllegalStateException("Sandboxes run on Linux and macOS only, not on " + system);
		}
		List<Interpreter> pythons = this.search.python(settings.python());
		if (pythons.isEmpty()) {
			throw new IllegalStateException(String.format(NO_PYTHON, settings.python()));
		}
		Path barrier = this.asRoot ? this.root.barrier() : null;
		if (barrier != null) {
			throw new IllegalStateException(String.format(BARRIER, barrier));
		}
		String reason = "It was asked for";
		if (settings.isolation() != Isolation.PLAIN) {
			List<String> failures = new ArrayList<>();
			Finding finding = linux ? bubblewrap(pythons, failures) : null;
			if (finding != null) {
				return finding;
			}
			reason = linux ? String.join("; ", failures) : "bubblewrap runs on Linux only";
			if (settings.isolation() == Isolation.BUBBLEWRAP) {
				throw new IllegalStateException("Isolation by bubblewrap was asked for but does not work here: "
						+ reason + ". Install bubblewrap and allow user namespaces, or settle for less isolation");
			}
		}
		return plain(pythons, reason);
	}

	private @Nullable Finding bubblewrap(List<Interpreter> pythons, List<String> failures) {
		List<Path> bwrap = this.programs.find("bwrap");
		if (bwrap.isEmpty()) {
			failures.add(NO_BUBBLEWRAP);
			return null;
		}
		UserIds users = new UserIds(this.asRoot);
		List<String> prefix = new ArrayList<>();
		this.programs.find("setsid").stream().findFirst().ifPresent((setsid) -> prefix.add(setsid.toString()));
		prefix.add(bwrap.get(0).toString());
		for (boolean nesting : new boolean[] { false, true }) {
			Launcher launcher = new BubblewrapLauncher(this.root, prefix, nesting);
			for (Interpreter python : pythons) {
				String failure = tryOut(launcher, users, python, "-I", "-S", "-c", CHECK);
				if (failure == null) {
					return new Finding(interpreters(launcher, users, python), this.asRoot, prefix, nesting, null);
				}
				failures.add(failure);
			}
			if (failures.stream().noneMatch((failure) -> failure.contains(BubblewrapLauncher.NO_NESTING))) {
				// Only an old bubblewrap is given a second chance, without what it does
				// not know
				return null;
			}
		}
		return null;
	}

	private Finding plain(List<Interpreter> pythons, String reason) {
		Launcher launcher = new PlainLauncher(this.root.library());
		String failure = null;
		for (boolean separate : this.asRoot ? new boolean[] { true, false } : new boolean[] { false }) {
			UserIds users = new UserIds(separate);
			for (Interpreter python : pythons) {
				String why = tryOut(launcher, users, python, "-I", "-S", "-c", CHECK);
				if (why == null) {
					String whole = (this.asRoot && !separate) ? reason + "; code runs as root: " + failure : reason;
					return new Finding(interpreters(launcher, users, python), separate, List.of(), false, whole);
				}
				failure = why;
			}
		}
		throw new IllegalStateException("Python does not run in a sandbox's folder: " + failure);
	}

	private List<Interpreter> interpreters(Launcher launcher, UserIds users, Interpreter python) {
		List<Interpreter> chosen = new ArrayList<>(List.of(python));
		choose(this.search.bash(), chosen, launcher, users, "--version");
		choose(this.search.javascript(), chosen, launcher, users, "--version");
		choose(this.search.go(), chosen, launcher, users, "version");
		return chosen;
	}

	private void choose(List<Interpreter> candidates, List<Interpreter> chosen, Launcher launcher, UserIds users,
			String check) {
		for (Interpreter candidate : candidates) {
			// What is part of the system is there for everybody
			String failure = candidate.isOwnInstallation() ? tryOut(launcher, users, candidate, check) : null;
			if (failure == null) {
				chosen.add(candidate);
				return;
			}
			logger.debug(candidate.executable() + " is out of reach for sandboxes: " + failure);
		}
	}

	/**
	 * Run an interpreter as a sandbox would.
	 * @return why it did not work, or {@code null} if it did
	 */
	private @Nullable String tryOut(Launcher launcher, UserIds users, Interpreter interpreter, String... arguments) {
		UserIds.Id user = users.take();
		Path folder = null;
		try {
			List<String> command = new ArrayList<>(List.of(interpreter.executable()));
			command.addAll(List.of(arguments));
			SandboxFolder sandbox = SandboxFolder.create(this.root.path(), "probe", user);
			folder = sandbox.path();
			HostPrograms.Answer answer = this.programs
				.run(launcher.command(sandbox, user, false, List.of(interpreter), command));
			return answer.succeeded() ? null : answer.reason();
		}
		catch (IOException ex) {
			return String.valueOf(ex.getMessage());
		}
		finally {
			users.giveBack(user);
			if (folder != null && Files.exists(folder)) {
				FolderRemoval.remove(folder);
			}
		}
	}

	/**
	 * What a finding depends on.
	 *
	 * @param isolation the isolation that is asked for
	 * @param python the Python that is asked for
	 * @param temporaryFolder where sandboxes have their folders
	 */
	private record Question(Isolation isolation, String python, @Nullable Path temporaryFolder) {

	}

	/**
	 * What works here.
	 *
	 * @param interpreters what runs code
	 * @param separateUsers whether each sandbox has a user of its own
	 * @param bubblewrap bubblewrap and what goes in front of it; empty without isolation
	 * @param nesting whether programs inside can make namespaces of their own
	 * @param weakness why there is no isolation, or {@code null} where there is
	 */
	private record Finding(List<Interpreter> interpreters, boolean separateUsers, List<String> bubblewrap,
			boolean nesting, @Nullable String weakness) {

		Machine machine(RuntimeFolder root) {
			boolean isolated = !this.bubblewrap.isEmpty();
			Launcher launcher = isolated ? new BubblewrapLauncher(root, this.bubblewrap, this.nesting)
					: new PlainLauncher(root.library());
			IsolationReport report = new IsolationReport(launcher.mode(), this.weakness);
			return new Machine(this.interpreters, new UserIds(this.separateUsers), launcher, report);
		}

	}

}
