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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.CodeRun;
import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.runtime.RuntimeFailure.Reason;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /execute} and {@code /commands}: runs that are answered when they have ended,
 * with 200 however they ended.
 */
final class ExecutionRoutes {

	private static final Duration CODE_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(30);

	private static final int COMMAND_NOT_FOUND = 127;

	private final AgentContext context;

	private final AgentMetrics metrics;

	ExecutionRoutes(AgentContext context, AgentMetrics metrics) {
		this.context = context;
		this.metrics = metrics;
	}

	void addTo(Routes routes) {
		routes.post("/execute", this::execute)
			.post("/execute/rich", this::execute)
			.post("/commands/run", this::runCommand);
	}

	private Mono<ServerResponse> execute(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			String language = Languages.canonical(body.text("language"));
			CodeRun run = new CodeRun(language, body.requiredText("code"), timeout(body, CODE_TIMEOUT), workdir(body),
					this.context.environment().with(body.variables("env")));
			this.metrics.countExecution();
			return this.context.runtime()
				.run(run)
				.onErrorMap(RuntimeFailure.class, ExecutionRoutes::badWorkdir)
				.doOnNext((outcome) -> this.context.checkPresent())
				.flatMap((outcome) -> Replies.ok(codeReply(language, outcome)));
		});
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
			String command = body.requiredText("command");
			if (command.isBlank()) {
				throw ApiException.missingParameter("command");
			}
			CommandRun run = commandRun(command, body);
			this.metrics.countExecution();
			return this.context.runtime()
				.run(run)
				.onErrorResume(RuntimeFailure.class, ExecutionRoutes::notFoundIsAnOutcome)
				.onErrorMap(RuntimeFailure.class, ExecutionRoutes::badWorkdir)
				.doOnNext((outcome) -> this.context.checkPresent())
				.flatMap((outcome) -> Replies.ok(commandReply(command, outcome)));
		});
	}

	private CommandRun commandRun(String command, JsonBody body) {
		List<String> args = body.texts("args");
		Duration timeout = timeout(body, COMMAND_TIMEOUT);
		Map<String, String> env = this.context.environment().with(body.variables("env"));
		// Without arguments the command is a line for the shell
		return (args != null) ? new CommandRun(command, args, timeout, workdir(body), env)
				: new CommandRun("bash", List.of("-c", command), timeout, workdir(body), env);
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

	private Duration timeout(JsonBody body, Duration defaultTimeout) {
		Double seconds = body.seconds("timeout");
		if (seconds == null) {
			return defaultTimeout;
		}
		Duration cap = this.context.settings().maxRunTimeout();
		double millis = Math.min(seconds * 1000, cap.toMillis());
		return Duration.ofMillis(Math.max(1, (long) millis));
	}

	private static @Nullable String workdir(JsonBody body) {
		String workdir = body.text("workdir");
		return (workdir != null) ? workdir : body.text("working_dir");
	}

	private static Mono<RunOutcome> notFoundIsAnOutcome(RuntimeFailure failure) {
		if (failure.getReason() != Reason.COMMAND_NOT_FOUND) {
			return Mono.error(failure);
		}
		String stderr = failure.getMessage() + "\n";
		return Mono.just(new RunOutcome("", stderr, COMMAND_NOT_FOUND, false, Duration.ZERO, null, null, List.of()));
	}

	private static Throwable badWorkdir(RuntimeFailure failure) {
		// A 404 would say that the route is missing
		boolean missing = failure.getReason() == Reason.DIRECTORY_NOT_FOUND
				|| failure.getReason() == Reason.FILE_NOT_FOUND;
		return missing ? new ApiException(HttpStatus.BAD_REQUEST, "INVALID_PATH", String.valueOf(failure.getMessage()))
				: failure;
	}

}
