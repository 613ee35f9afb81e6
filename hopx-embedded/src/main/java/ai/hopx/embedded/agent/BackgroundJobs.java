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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.runtime.DetachedRun;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.runtime.RuntimeFailure.Reason;
import ai.hopx.embedded.web.ApiException;

/**
 * The jobs of one sandbox: so many at a time, and the last ones that ended. Safe for use
 * from many threads.
 */
final class BackgroundJobs {

	static final int MAX_RUNNING = 32;

	static final int MAX_ENDED = 50;

	private static final int KILLED = 137;

	private static final int COMMAND_NOT_FOUND = 127;

	private final AgentContext context;

	/** In the order in which they were asked for. */
	private final Map<String, Job> jobs = new LinkedHashMap<>();

	private long lastId;

	BackgroundJobs(AgentContext context) {
		this.context = context;
	}

	/**
	 * Take up a job. It does not run yet.
	 * @param prefix what its id begins with
	 * @param name the caller's name for it, or {@code null}
	 * @param language the language of its code
	 * @param program what it runs
	 * @return the job
	 * @throws ApiException if there are too many
	 */
	synchronized Job add(String prefix, @Nullable String name, String language, String program) {
		long running = this.jobs.values().stream().filter((job) -> !job.ended()).count();
		if (running >= MAX_RUNNING) {
			throw tooMany(running);
		}
		this.lastId = Math.max(this.lastId + 1, this.context.now().toEpochMilli() * 1_000_000);
		String processId = prefix + "_" + this.lastId;
		Job job = new Job(
				new JobSpec(processId, "exec_" + UUID.randomUUID(),
						(name != null && !name.isBlank()) ? name : processId, language, JobSpec.summary(program)),
				this.context.now());
		this.jobs.put(processId, job);
		return job;
	}

	static ApiException tooMany(long current) {
		return new ApiException(HttpStatus.FORBIDDEN, "RESOURCE_LIMIT_ERROR",
				"The limit of " + MAX_RUNNING + " background jobs in one sandbox is reached; wait or kill some")
			.detail("limit", MAX_RUNNING)
			.detail("current", current)
			.detail("available", 0);
	}

	/**
	 * Run a job, whatever becomes of who asked for it.
	 * @param job the job
	 * @param start starts its process
	 * @return its process, once there is one, and its outcome
	 */
	Started run(Job job, Mono<DetachedRun> start) {
		Sinks.One<Job> started = Sinks.one();
		Sinks.One<RunOutcome> ended = Sinks.one();
		start.doOnNext((run) -> {
			job.started(run);
			started.tryEmitValue(job);
		}).flatMap(DetachedRun::outcome).subscribe((outcome) -> {
			ended(job, outcome);
			ended.tryEmitValue(outcome);
		}, (ex) -> {
			failed(job, ex);
			started.tryEmitError(ex);
			ended.tryEmitError(ex);
		});
		return new Started(started.asMono(), ended.asMono());
	}

	private void ended(Job job, RunOutcome outcome) {
		job.ended(outcome, !this.context.serves() && outcome.exitCode() == KILLED, this.context.now());
		forgetOldest();
	}

	private void failed(Job job, Throwable ex) {
		Reason reason = (ex instanceof RuntimeFailure failure) ? failure.getReason() : Reason.INTERNAL_ERROR;
		boolean noProgram = reason == Reason.COMMAND_NOT_FOUND;
		if (job.pid() == null && !noProgram) {
			// Its caller is told that it was refused
			forget(job);
		}
		job.failed(String.valueOf(ex.getMessage()), noProgram ? COMMAND_NOT_FOUND : KILLED,
				reason == Reason.SANDBOX_GONE, this.context.now());
		forgetOldest();
	}

	private synchronized void forget(Job job) {
		this.jobs.remove(job.spec().processId());
	}

	private synchronized void forgetOldest() {
		long ended = this.jobs.values().stream().filter(Job::ended).count();
		Iterator<Job> all = this.jobs.values().iterator();
		while (ended > MAX_ENDED && all.hasNext()) {
			if (all.next().ended()) {
				all.remove();
				ended--;
			}
		}
	}

	synchronized List<Job> all() {
		return new ArrayList<>(this.jobs.values());
	}

	/**
	 * Find a job.
	 * @param id either of its ids, or the id of its process while that lives
	 * @return the job, or {@code null}
	 */
	synchronized @Nullable Job find(String id) {
		Job job = this.jobs.get(id);
		if (job != null) {
			return job;
		}
		return this.jobs.values()
			.stream()
			.filter((each) -> id.equals(each.spec().executionId())
					|| (!each.ended() && id.equals(String.valueOf(each.pid()))))
			.findFirst()
			.orElse(null);
	}

	/**
	 * A job on its way.
	 *
	 * @param started the job, once it has a process; a {@link RuntimeFailure} if it never
	 * gets one
	 * @param ended its outcome; a {@link RuntimeFailure} where it has none
	 */
	record Started(Mono<Job> started, Mono<RunOutcome> ended) {
	}

}
