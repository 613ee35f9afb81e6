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
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.agent.BackgroundJobs.Started;
import ai.hopx.embedded.runtime.CodeRun;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /execute/async}: code that runs in the background and whose end the caller is
 * told of. A sandbox that ends before its run tells nobody.
 */
final class AsyncRoute {

	private static final Log logger = LogFactory.getLog(AsyncRoute.class);

	private static final Duration TIMEOUT = Duration.ofSeconds(1800);

	private final AgentContext context;

	private final BackgroundJobs jobs;

	private final AgentMetrics metrics;

	private final CallbackSender callbacks;

	private final RunRequests runs;

	/** Runs whose callers have not been told yet. */
	private final AtomicInteger untold = new AtomicInteger();

	AsyncRoute(AgentContext context, BackgroundJobs jobs, AgentMetrics metrics, CallbackSender callbacks) {
		this.context = context;
		this.jobs = jobs;
		this.metrics = metrics;
		this.callbacks = callbacks;
		this.runs = new RunRequests(context.environment(), TIMEOUT, context.settings().maxBackgroundTimeout());
	}

	void addTo(Routes routes) {
		routes.post("/execute/async", this::execute);
	}

	private Mono<ServerResponse> execute(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			CodeRun run = this.runs.code(body);
			Callback callback = Callback.of(body);
			Job job = admit(body, run);
			this.metrics.countExecution();
			Started started = this.jobs.run(job, this.context.runtime().start(run));
			tell(callback, job, started);
			return started.started()
				.onErrorMap(RuntimeFailure.class, RunRequests::badWorkdir)
				.flatMap((begun) -> Replies.accepted(reply(begun, callback)));
		});
	}

	private Job admit(JsonBody body, CodeRun run) {
		int untold = this.untold.incrementAndGet();
		try {
			if (untold > BackgroundJobs.MAX_RUNNING) {
				throw BackgroundJobs.tooMany(BackgroundJobs.MAX_RUNNING);
			}
			return this.jobs.add("async", body.text("name"), run.language(), run.code());
		}
		catch (ApiException ex) {
			this.untold.decrementAndGet();
			throw ex;
		}
	}

	private Map<String, Object> reply(Job job, Callback callback) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("execution_id", job.spec().executionId());
		body.put("process_id", job.spec().processId());
		body.put("status", "queued");
		body.put("callback_url", callback.url().toString());
		body.put("message", "The callback URL is called when the run has ended");
		body.put("timestamp", this.context.now());
		return body;
	}

	private void tell(Callback callback, Job job, Started started) {
		started.ended()
			.flatMap((outcome) -> this.callbacks.send(callback, report(job, outcome)))
			.doFinally((signal) -> this.untold.decrementAndGet())
			.subscribe(null, (ex) -> logger.debug("A run without an outcome has no callback", ex));
	}

	private Map<String, Object> report(Job job, RunOutcome outcome) {
		boolean success = outcome.exitCode() == 0 && !job.killed();
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("execution_id", job.spec().executionId());
		report.put("status", success ? "completed" : outcome.timedOut() ? "timeout" : "failed");
		report.put("success", success);
		report.put("stdout", outcome.stdout());
		report.put("stderr", outcome.stderr());
		report.put("exit_code", outcome.exitCode());
		report.put("execution_time", outcome.duration().toNanos() / 1e9);
		report.put("timestamp", this.context.now());
		if (!success) {
			report.put("error", job.killed() ? "The run was killed"
					: outcome.timedOut() ? "The run timed out" : "The run ended with exit code " + outcome.exitCode());
		}
		return report;
	}

}
