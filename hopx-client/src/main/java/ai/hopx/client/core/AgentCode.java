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
import ai.hopx.client.model.ExecutionReply;
import ai.hopx.client.model.RichExecutionReply;
import ai.hopx.client.model.RunResult;
import reactor.core.publisher.Mono;

/**
 * The agent's calls that run code.
 */
final class AgentCode {

	private final HopxExchange agent;

	private final OperationObserver observer;

	private final Duration defaultTimeout;

	private volatile boolean richMissing;

	AgentCode(HopxExchange agent, OperationObserver observer, Duration defaultTimeout) {
		this.agent = agent;
		this.observer = observer;
		this.defaultTimeout = defaultTimeout;
	}

	Mono<RunResult> run(CodeRequest request) {
		return this.observer.observe("run-code", Mono.defer(() -> {
			Arguments.present(request, "There is no request to run code");
			Runs run = Runs.of(request.timeout(), this.defaultTimeout);
			Map<String, Object> body = body(request, run);
			Mono<ExecutionReply> reply = (request.rich() && !this.richMissing) ? executeRich(run, body)
					: execute(run, body);
			return reply.map((result) -> result.toRunResult(run.timeout(), run.elapsed()))
				.onErrorResume(Runs::isTimeout,
						(error) -> Mono.just(new RunResult("", String.valueOf(error.getMessage()),
								ExecutionReply.TIMED_OUT, run.timeout(), true, null, List.of())));
		}));
	}

	/**
	 * What every call that runs code is told of it.
	 */
	static Map<String, Object> body(CodeRequest request, Runs run) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("code", request.code());
		body.put("language", request.language().value());
		run.describe(body, request.workingDirectory(), request.env());
		return body;
	}

	private Mono<ExecutionReply> execute(Runs run, Map<String, Object> body) {
		HopxRequest request = HopxRequest.to(Endpoint.EXECUTE).json(body).timeout(run.deadline()).build();
		return this.agent.retrieve(request, ExecutionReply.class);
	}

	/**
	 * An agent without this call has not run the code when it says so, so that it can be
	 * given to the other call.
	 */
	private Mono<ExecutionReply> executeRich(Runs run, Map<String, Object> body) {
		Map<String, Object> richBody = new LinkedHashMap<>(body);
		richBody.put("capture_rich", true);
		HopxRequest request = HopxRequest.to(Endpoint.EXECUTE_RICH).json(richBody).timeout(run.deadline()).build();
		return this.agent.retrieve(request, RichExecutionReply.class)
			.onErrorResume(Runs::isMissing, (error) -> Mono.just(RichExecutionReply.NONE))
			.flatMap((reply) -> (reply.execution() != null) ? Mono.just(reply.execution()) : withoutRich(run, body));
	}

	private Mono<ExecutionReply> withoutRich(Runs run, Map<String, Object> body) {
		return execute(run, body).doOnNext((reply) -> this.richMissing = true);
	}

}
