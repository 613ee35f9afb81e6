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

import java.util.stream.Stream;

import ai.hopx.client.model.BackgroundRun;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.stream.ExecutionEvent;

/**
 * Shell commands in one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveCommandOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface CommandOperations {

	/**
	 * Run a line.
	 * @param line what {@code bash -c} is given
	 * @return what it came to
	 */
	CommandResult run(String line);

	/**
	 * Run a line.
	 * @param request the line and how to run it
	 * @return what it came to, time-outs included
	 * @throws ai.hopx.client.HopxTimeoutException where no reply came at all: the command
	 * may run on
	 */
	CommandResult run(CommandRequest request);

	/**
	 * Run a line and tell what it comes to while it does: {@code /commands/stream}.
	 * @param request the line and how to run it
	 * @return the events, as of {@link Sandbox#streamCode}; must be closed
	 */
	Stream<ExecutionEvent> stream(CommandRequest request);

	/**
	 * Start a line in the background.
	 * @param line what {@code bash -c} is given
	 * @return the run, under way
	 * @see #start(CommandRequest)
	 */
	BackgroundRun start(String line);

	/**
	 * Start a line in the background.
	 * @param request the line and how to run it. Without a time-out of its own it may run
	 * for 5 minutes
	 * @return the run, under way: see {@code processes()} for how it goes on
	 */
	BackgroundRun start(CommandRequest request);

	/**
	 * Start a line in the background, under a name.
	 * @param request the line and how to run it
	 * @param name its label in lists
	 * @return the run, under way
	 * @see #start(CommandRequest)
	 */
	BackgroundRun start(CommandRequest request, String name);

}
