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

package ai.hopx.client.core;

import ai.hopx.client.model.BackgroundRun;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.stream.ExecutionEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shell commands in one sandbox, without blocking. Safe for use from many threads.
 *
 * @see CommandOperations
 */
public interface ReactiveCommandOperations {

	/**
	 * Run a line.
	 * @param line what {@code bash -c} is given
	 * @return what it came to
	 * @see #run(CommandRequest)
	 */
	Mono<CommandResult> run(String line);

	/**
	 * Run a line: {@code POST /commands/run}. Never sent twice once it may have arrived.
	 * The reply is waited for 30 s longer than the command may take.
	 * @param request the line and how to run it
	 * @return what it came to, time-outs included.
	 * {@link ai.hopx.client.HopxTimeoutException} where no reply came at all: the command
	 * may run on
	 */
	Mono<CommandResult> run(CommandRequest request);

	/**
	 * Run a line and tell what it comes to while it does: {@code /commands/stream}. To
	 * cancel ends the command.
	 * @param request the line and how to run it
	 * @return the events, as of {@link ReactiveSandbox#streamCode}
	 */
	Flux<ExecutionEvent> stream(CommandRequest request);

	/**
	 * Start a line in the background.
	 * @param line what {@code bash -c} is given
	 * @return the run, under way
	 * @see #start(CommandRequest)
	 */
	Mono<BackgroundRun> start(String line);

	/**
	 * Start a line in the background: {@code POST /commands/background}. Never sent twice
	 * once it may have arrived.
	 * @param request the line and how to run it. Without a time-out of its own it may run
	 * for 5 minutes
	 * @return the run, under way: see {@code processes()} for how it goes on
	 */
	Mono<BackgroundRun> start(CommandRequest request);

	/**
	 * Start a line in the background, under a name.
	 * @param request the line and how to run it
	 * @param name its label in lists
	 * @return the run, under way
	 * @see #start(CommandRequest)
	 */
	Mono<BackgroundRun> start(CommandRequest request, String name);

}
