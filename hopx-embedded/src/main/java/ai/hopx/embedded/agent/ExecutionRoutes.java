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

package ai.hopx.embedded.agent;

import java.util.LinkedHashMap;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.CodeRun;
import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /execute} and {@code /commands}: runs that are answered when they have ended,
 * with 200 however they ended.
 */
final class ExecutionRoutes {

	private final AgentContext context;

	private final AgentMetrics metrics;

	private final RunRequests codeRuns;

	private final RunRequests commandRuns;

	ExecutionRoutes(AgentContext context, AgentMetrics metrics) {
		this.context = context;
		this.metrics = metrics;
		this.codeRuns = RunRequests.ofCode(context);
		this.commandRuns = RunRequests.ofCommands(context);
	}

	void addTo(Routes routes) {
		routes.post("/execute", this::execute)
			.post("/execute/rich", this::execute)
			.post("/execute/ipython", this::executeCell)
			.post("/commands/run", this::runCommand);
	}

	private Mono<ServerResponse> execute(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			CodeRun run = this.codeRuns.code(body);
			return outcome(run).flatMap((outcome) -> Replies.ok(codeReply(run.language(), outcome)));
		});
	}

	private Mono<ServerResponse> executeCell(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> outcome(this.codeRuns.cell(body)).flatMap((outcome) -> {
			Map<String, Object> reply = codeReply("python", outcome);
			if (outcome.executionCount() != null) {
				reply.put("execution_count", outcome.executionCount());
			}
			return Replies.ok(reply);
		}));
	}

	private Mono<RunOutcome> outcome(CodeRun run) {
		this.metrics.countExecution();
		return this.context.runtime()
			.run(run)
			.onErrorMap(RuntimeFailure.class, RunRequests::badWorkdir)
			.doOnNext((outcome) -> this.context.checkPresent());
	}

	private Map<String, Object> codeReply(String language, RunOutcome outcome) {
		Map<String, Object> body = reply(outcome);
		body.put("language", language);
		if (outcome.text() != null) {
			body.put("result", outcome.text());
		}
		RichOutputs.addTo(body, outcome.outputs());
		body.put("timestamp", this.context.now());
		return body;
	}

	private Mono<ServerResponse> runCommand(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			CommandRun run = this.commandRuns.command(body);
			this.metrics.countExecution();
			return this.context.runtime()
				.run(run)
				.onErrorResume(RuntimeFailure.class, RunRequests::notFoundIsAnOutcome)
				.onErrorMap(RuntimeFailure.class, RunRequests::badWorkdir)
				.doOnNext((outcome) -> this.context.checkPresent())
				.flatMap((outcome) -> Replies.ok(commandReply(body.requiredText("command"), outcome)));
		});
	}

	private Map<String, Object> commandReply(String command, RunOutcome outcome) {
		Map<String, Object> body = reply(outcome);
		body.put("command", command);
		body.put("pid", (outcome.pid() != null) ? outcome.pid() : 0);
		body.put("timestamp", this.context.now());
		return body;
	}

	private static Map<String, Object> reply(RunOutcome outcome) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("success", outcome.exitCode() == 0);
		body.put("stdout", outcome.stdout());
		body.put("stderr", outcome.stderr());
		body.put("exit_code", outcome.exitCode());
		body.put("execution_time", outcome.duration().toNanos() / 1e9);
		return body;
	}

}
