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

import java.util.List;
import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The inside of one sandbox. Failures are {@link RuntimeFailure}s. Safe for use from many
 * threads; Python runs queue for the one interpreter, all else runs side by side.
 */
public interface SandboxRuntime {

	/**
	 * Run code in a language. A non-zero exit and a time-out are outcomes, not errors.
	 * Cancelling ends the run and all its processes.
	 * @param run the code
	 * @return the outcome, when the run and every process it started in the foreground
	 * has ended
	 */
	Mono<RunOutcome> run(CodeRun run);

	/**
	 * Run a command. A non-zero exit and a time-out are outcomes, not errors. Cancelling
	 * ends the run and all its processes.
	 * @param run the command
	 * @return the outcome
	 */
	Mono<RunOutcome> run(CommandRun run);

	/**
	 * Start code that runs detached from whoever asked for it. Python gets a process of
	 * its own and not the one interpreter. Cancelling changes nothing once it is asked
	 * for.
	 * @param run the code
	 * @return the run, once its process is there
	 */
	Mono<DetachedRun> start(CodeRun run);

	/**
	 * Start a command that runs detached from whoever asked for it. Cancelling changes
	 * nothing once it is asked for.
	 * @param run the command
	 * @return the run, once its process is there
	 */
	Mono<DetachedRun> start(CommandRun run);

	/**
	 * Start a command that the sandbox itself is made of. As {@link #start(CommandRun)},
	 * but none of {@link #activeRuns()}.
	 * @param run the command
	 * @return the run, once its process is there
	 */
	Mono<DetachedRun> serve(CommandRun run);

	/**
	 * Kill one process, what descends from it and, where it leads a session, all of that;
	 * the Python interpreter is refused.
	 * @param pid the process's id inside the sandbox
	 * @return completion, when it is dead
	 */
	Mono<Void> kill(long pid);

	/**
	 * Run code and watch its output, which is not capped. Otherwise as
	 * {@link #run(CodeRun)}.
	 * @param run the code
	 * @return what the run writes, a piece for each that is requested: while nothing is
	 * requested, the code that writes has to wait. {@link RunEvent.Ended} is the last
	 */
	Flux<RunEvent> stream(CodeRun run);

	/**
	 * Run a command and watch its output, which is not capped. Otherwise as
	 * {@link #run(CommandRun)}.
	 * @param run the command
	 * @return as of {@link #stream(CodeRun)}
	 */
	Flux<RunEvent> stream(CommandRun run);

	/**
	 * Open a terminal with a shell in {@code /workspace}. It lives for a day at most.
	 * @param spec its size and its variables
	 * @return the terminal, not yet started
	 */
	TerminalSession openTerminal(TerminalSpec spec);

	/**
	 * Connect to a program that listens on a socket of the sandbox's file system. What
	 * the path leads to is found inside the sandbox.
	 * @param path the socket's path
	 * @return the connection, not yet made
	 */
	SocketSession connect(String path);

	/**
	 * Return the variables that every run has unless it says otherwise.
	 * @return variables by name
	 */
	Map<String, String> environment();

	/**
	 * Return the sandbox's files.
	 * @return the files below {@code /workspace} and {@code /tmp}
	 */
	SandboxFiles files();

	/**
	 * Stop every process where it stands; {@link #resume()} lets them go on.
	 * @return completion
	 */
	Mono<Void> pause();

	/**
	 * Let the processes go on.
	 * @return completion
	 */
	Mono<Void> resume();

	/**
	 * End every process of the sandbox and forget the Python interpreter's variables, but
	 * keep the files: what the service's "stop" does.
	 * @return completion
	 */
	Mono<Void> reset();

	/**
	 * List the sandbox's processes, its supervisor left out.
	 * @return the processes
	 */
	Mono<List<ProcessEntry>> processes();

	/**
	 * Measure what the sandbox uses now.
	 * @return the figures
	 */
	Mono<ResourceUsage> usage();

	/**
	 * Look at the one Python interpreter.
	 * @return what it is doing; empty while there is none
	 */
	Mono<InterpreterState> interpreter();

	/**
	 * Return how many sandbox runs are in progress.
	 * @return runs of code and commands not yet ended
	 */
	int activeRuns();

	/**
	 * Complete when the sandbox is gone, with the reason where it was not asked for: its
	 * supervisor died, or it grew beyond its limits.
	 * @return the reason, empty after {@link #destroy()}
	 */
	Mono<String> whenGone();

	/**
	 * Kill every process and delete every file. Calling it again does nothing.
	 * @return completion, when nothing is left
	 */
	Mono<Void> destroy();

}
