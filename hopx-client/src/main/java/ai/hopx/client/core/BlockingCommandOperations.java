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
 * Waits for {@link ReactiveCommandOperations}.
 */
record BlockingCommandOperations(ReactiveCommandOperations reactive) implements CommandOperations {

	@Override
	public CommandResult run(String line) {
		return Blocking.await(this.reactive.run(line));
	}

	@Override
	public CommandResult run(CommandRequest request) {
		return Blocking.await(this.reactive.run(request));
	}

	@Override
	public Stream<ExecutionEvent> stream(CommandRequest request) {
		return BlockingStreams.of(this.reactive.stream(request));
	}

	@Override
	public BackgroundRun start(String line) {
		return Blocking.await(this.reactive.start(line));
	}

	@Override
	public BackgroundRun start(CommandRequest request) {
		return Blocking.await(this.reactive.start(request));
	}

	@Override
	public BackgroundRun start(CommandRequest request, String name) {
		return Blocking.await(this.reactive.start(request, name));
	}

}
