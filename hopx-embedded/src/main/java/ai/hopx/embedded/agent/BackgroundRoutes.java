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
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.CodeRun;
import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.DetachedRun;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.runtime.RuntimeFailure.Reason;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /execute/background} and {@code /commands/background}: runs that are answered
 * when they have begun and go on when their caller is gone.
 */
final class BackgroundRoutes {

	private static final Duration TIMEOUT = Duration.ofSeconds(300);

	private final AgentContext context;

	private final BackgroundJobs jobs;

	private final AgentMetrics metrics;

	private final RunRequests runs;

	BackgroundRoutes(AgentContext context, BackgroundJobs jobs, AgentMetrics metrics) {
		this.context = context;
		this.jobs = jobs;
		this.metrics = metrics;
		this.runs = new RunRequests(context.environment(), TIMEOUT, context.settings().maxBackgroundTimeout());
	}

	void addTo(Routes routes) {
		routes.post("/execute/background", this::executeCode).post("/commands/background", this::runCommand);
	}

	private Mono<ServerResponse> executeCode(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			CodeRun run = this.runs.code(body);
			Job job = this.jobs.add("bg", body.text("name"), run.language(), run.code());
			return begin(job, this.context.runtime().start(run)).flatMap((begun) -> Replies.ok(reply(begun)));
		});
	}

	private Mono<ServerResponse> runCommand(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			CommandRun run = this.runs.command(body);
			Job job = this.jobs.add("cmd", body.text("name"), JobSpec.COMMAND, body.requiredText("command"));
			return begin(job, this.context.runtime().start(run)).flatMap((begun) -> Replies.ok(commandReply(begun)));
		});
	}

	private Mono<Job> begin(Job job, Mono<DetachedRun> start) {
		this.metrics.countExecution();
		return this.jobs.run(job, start).started().onErrorResume(RuntimeFailure.class, (failure) -> {
			// A program that is not there is an outcome, which the list shows
			boolean outcome = failure.getReason() == Reason.COMMAND_NOT_FOUND;
			return outcome ? Mono.just(job) : Mono.error(RunRequests.badWorkdir(failure));
		});
	}

	private static Map<String, Object> reply(Job job) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("process_id", job.spec().processId());
		body.put("execution_id", job.spec().executionId());
		body.put("name", job.spec().name());
		body.put("status", "running");
		body.put("start_time", job.startTime());
		body.put("message", "Running in the background; GET /execute/processes shows how it goes");
		return body;
	}

	private static Map<String, Object> commandReply(Job job) {
		Map<String, Object> body = reply(job);
		// One client reads a command's result here, which there is none of yet
		body.put("stdout", "");
		body.put("stderr", "");
		body.put("exit_code", 0);
		return body;
	}

}
