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
import ai.hopx.client.SandboxConnection;
import ai.hopx.client.model.ExecutionReply;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.stream.ExecutionEvent;
import ai.hopx.client.stream.FileEvent;
import ai.hopx.client.stream.SandboxStreams;
import ai.hopx.client.stream.TerminalOptions;
import ai.hopx.client.stream.TerminalSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The agent's calls that tell what happens while it does, and its IPython.
 */
final class AgentStreams implements ReactiveIpythonOperations {

	private final HopxExchange agent;

	private final SandboxStreams streams;

	private final OperationObserver observer;

	private final Duration defaultTimeout;

	AgentStreams(SandboxConnection connection, HopxExchange agent, OperationObserver observer,
			Duration defaultTimeout) {
		this.agent = agent;
		this.streams = new SandboxStreams(connection);
		this.observer = observer;
		this.defaultTimeout = defaultTimeout;
	}

	Flux<ExecutionEvent> code(CodeRequest request) {
		return this.observer.observe("stream-code", Flux.defer(() -> {
			Arguments.present(request, "There is no request to run code");
			Runs run = Runs.of(request.timeout(), this.defaultTimeout);
			Map<String, Object> frame = frame();
			frame.put("code", request.code());
			frame.put("language", request.language().value());
			run.describe(frame, request.workingDirectory(), request.env());
			return this.streams.execute(to(Endpoint.STREAM_CODE, run), to(Endpoint.STREAM_CODE_SHORT, run),
					Runs::isMissing, frame);
		}));
	}

	Flux<ExecutionEvent> command(CommandRequest request) {
		return this.observer.observe("stream-command", Flux.defer(() -> {
			Arguments.present(request, "There is no request to run a command");
			Runs run = Runs.of(request.timeout(), this.defaultTimeout);
			Map<String, Object> frame = frame();
			frame.put("command", "bash");
			frame.put("args", List.of("-c", request.line()));
			run.describe(frame, request.workingDirectory(), request.env());
			return this.streams.execute(to(Endpoint.STREAM_COMMAND, run), frame);
		}));
	}

	@Override
	public Mono<RunResult> run(String code) {
		return Mono.defer(() -> run(CodeRequest.of(code)));
	}

	@Override
	public Mono<RunResult> run(CodeRequest request) {
		return this.observer.observe("run-ipython", Mono.defer(() -> {
			Arguments.present(request, "There is no request to run code");
			Runs run = Runs.of(request.timeout(), this.defaultTimeout);
			HopxRequest call = HopxRequest.to(Endpoint.EXECUTE_IPYTHON)
				.json(cell(request, run, new LinkedHashMap<>()))
				.timeout(run.deadline())
				.build();
			return this.agent.retrieve(call, ExecutionReply.class)
				.map((reply) -> reply.toRunResult(run.timeout(), run.elapsed()))
				.onErrorResume(Runs::isTimeout,
						(error) -> Mono.just(new RunResult("", String.valueOf(error.getMessage()),
								ExecutionReply.TIMED_OUT, run.timeout(), true, null, List.of())));
		}));
	}

	@Override
	public Flux<ExecutionEvent> stream(CodeRequest request) {
		return this.observer.observe("stream-ipython", Flux.defer(() -> {
			Arguments.present(request, "There is no request to run code");
			Runs run = Runs.of(request.timeout(), this.defaultTimeout);
			return this.streams.execute(to(Endpoint.STREAM_IPYTHON, run), cell(request, run, frame()));
		}));
	}

	Mono<TerminalSession> terminal(TerminalOptions options) {
		return this.observer.observe("open-terminal",
				Mono.defer(() -> this.streams.terminal(HopxRequest.to(Endpoint.TERMINAL).build(),
						Arguments.present(options, "Name the options of the terminal, or leave them out"))));
	}

	Flux<FileEvent> watch(String path) {
		return this.observer.observe("watch-files",
				Flux.defer(() -> this.streams.watch(HopxRequest.to(Endpoint.WATCH_FILES).build(),
						Map.of("action", "watch", "path", Arguments.path(path)))));
	}

	private static Map<String, Object> cell(CodeRequest request, Runs run, Map<String, Object> body) {
		if (!request.language().equals(Language.PYTHON)) {
			throw Arguments.invalid("IPython runs Python, not " + request.language());
		}
		if (request.workingDirectory() != null) {
			throw Arguments.invalid("IPython takes no working directory: use the magic %cd in the cell");
		}
		body.put("code", request.code());
		run.describe(body, null, request.env());
		return body;
	}

	/**
	 * A run's time-out is the agent's to keep. One that is silent for longer has lost it.
	 */
	private static HopxRequest to(Endpoint endpoint, Runs run) {
		return HopxRequest.to(endpoint).timeout(run.deadline()).build();
	}

	private static Map<String, Object> frame() {
		Map<String, Object> frame = new LinkedHashMap<>();
		frame.put("type", "execute");
		return frame;
	}

}
