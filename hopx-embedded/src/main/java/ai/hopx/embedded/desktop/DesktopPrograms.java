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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.DetachedRun;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.SandboxRuntime;

/**
 * Runs a desktop's tools inside the sandbox, in a folder of their own. Files are named
 * relative to it, as only the files API knows it by the same path in every isolation.
 *
 * @param runtime the inside of the sandbox
 * @param display number of the display
 */
record DesktopPrograms(SandboxRuntime runtime, int display) {

	static final String FOLDER = "/tmp/.desktop";

	/** Long for a tool, short for who waits for it. */
	static final Duration PATIENCE = Duration.ofSeconds(15);

	/** Longer than any sandbox is used, and within what timers inside can count. */
	private static final Duration FOR_GOOD = Duration.ofDays(20);

	/**
	 * Run a tool to its end.
	 * @param command the tool and its arguments
	 * @return what it wrote; a {@link DesktopFailure} where it failed
	 */
	Mono<String> run(List<String> command) {
		return attempt(command, PATIENCE).map((outcome) -> checked(command.get(0), outcome));
	}

	Mono<String> run(String... command) {
		return run(List.of(command));
	}

	/**
	 * Run a script of the shell to its end.
	 * @param name what it is to people
	 * @param script the script
	 * @param arguments its arguments, from {@code $1} on
	 * @return what it wrote; a {@link DesktopFailure} where it failed
	 */
	Mono<String> script(String name, String script, String... arguments) {
		return attempt(shell(FOLDER, script, arguments)).map((outcome) -> checked(name, outcome));
	}

	/**
	 * Run a tool to its end, well or not.
	 * @param command the tool and its arguments
	 * @param timeout when to give up
	 * @return what came of it
	 */
	Mono<RunOutcome> attempt(List<String> command, Duration timeout) {
		return attempt(
				new CommandRun(command.get(0), command.subList(1, command.size()), timeout, FOLDER, variables()));
	}

	private Mono<RunOutcome> attempt(CommandRun run) {
		return this.runtime.run(run);
	}

	/**
	 * Start what runs for as long as the desktop, or until it is told to end.
	 * @param folder where it runs
	 * @param script the script, which becomes the program
	 * @param arguments its arguments, from {@code $1} on
	 * @return the program, once its process is there
	 */
	Mono<DetachedRun> serve(String folder, String script, String... arguments) {
		CommandRun shell = shell(folder, script, arguments);
		return this.runtime
			.serve(new CommandRun(shell.command(), shell.args(), FOR_GOOD, shell.workdir(), shell.env()));
	}

	private CommandRun shell(String folder, String script, String... arguments) {
		List<String> args = new ArrayList<>(List.of("-c", script, "sh"));
		args.addAll(List.of(arguments));
		return new CommandRun("sh", args, PATIENCE, folder, variables());
	}

	private Map<String, String> variables() {
		// One core is enough: its threads get in each other's way on small images
		return Map.of("DISPLAY", ":" + this.display, "LC_ALL", "C.UTF-8", "OMP_THREAD_LIMIT", "1");
	}

	private static String checked(String name, RunOutcome outcome) {
		if (outcome.timedOut()) {
			throw new DesktopFailure(DesktopFailure.Reason.FAILED,
					name + " did not end within " + PATIENCE.toSeconds() + " s");
		}
		if (outcome.exitCode() != 0) {
			throw new DesktopFailure(DesktopFailure.Reason.FAILED, name + " failed: " + reason(outcome));
		}
		return outcome.stdout();
	}

	static String reason(RunOutcome outcome) {
		return outcome.stderr()
			.lines()
			.filter((line) -> !line.isBlank())
			.findFirst()
			.orElse("exit code " + outcome.exitCode());
	}

}
