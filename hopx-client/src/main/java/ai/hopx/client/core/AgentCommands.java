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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.model.BackgroundRun;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.ExecutionReply;
import ai.hopx.client.stream.ExecutionEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The agent's calls that run shell commands.
 */
final class AgentCommands implements ReactiveCommandOperations {

	private final HopxExchange agent;

	private final OperationObserver observer;

	private final Duration defaultTimeout;

	private final AgentStreams streams;

	AgentCommands(HopxExchange agent, OperationObserver observer, Duration defaultTimeout, AgentStreams streams) {
		this.agent = agent;
		this.observer = observer;
		this.defaultTimeout = defaultTimeout;
		this.streams = streams;
	}

	@Override
	public Mono<CommandResult> run(String line) {
		return Mono.defer(() -> run(CommandRequest.of(line)));
	}

	@Override
	public Flux<ExecutionEvent> stream(CommandRequest request) {
		return this.streams.command(request);
	}

	@Override
	public Mono<CommandResult> run(CommandRequest request) {
		return this.observer.observe("run-command", Mono.defer(() -> {
			Arguments.present(request, "There is no request to run a command");
			Runs run = Runs.of(request.timeout(), this.defaultTimeout);
			HopxRequest call = HopxRequest.to(Endpoint.RUN_COMMAND)
				.json(body(request, run))
				.timeout(run.deadline())
				.build();
			return this.agent.retrieve(call, ExecutionReply.class)
				.map((reply) -> reply.toCommandResult(run.timeout(), run.elapsed()))
				.onErrorResume(Runs::isTimeout, (error) -> Mono.just(new CommandResult(ExecutionReply.TIMED_OUT, "",
						String.valueOf(error.getMessage()), run.timeout(), null, true)));
		}));
	}

	/**
	 * What every call that runs a command is told of it.
	 */
	static Map<String, Object> body(CommandRequest request, Runs run) {
		Map<String, Object> body = new LinkedHashMap<>();
		// Agents differ in what they do with a whole line in "command"
		body.put("command", "bash");
		body.put("args", List.of("-c", request.line()));
		run.describe(body, request.workingDirectory(), request.env());
		return body;
	}

	@Override
	public Mono<BackgroundRun> start(String line) {
		return Mono.defer(() -> start(CommandRequest.of(line)));
	}

	@Override
	public Mono<BackgroundRun> start(CommandRequest request) {
		return new BackgroundRuns(this.agent).start(request);
	}

	@Override
	public Mono<BackgroundRun> start(CommandRequest request, String name) {
		return new BackgroundRuns(this.agent).start(request, name);
	}

}
