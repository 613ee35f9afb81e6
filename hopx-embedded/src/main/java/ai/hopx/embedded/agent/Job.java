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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import ai.hopx.embedded.runtime.DetachedRun;
import ai.hopx.embedded.runtime.RunOutcome;

/**
 * One run in the background, from when it was asked for until it is forgotten. Safe for
 * use from many threads.
 */
final class Job {

	/** Characters of each output stream that lists show. */
	private static final int MAX_TAIL = 4096;

	private final JobSpec spec;

	private final Instant startTime;

	private final Sinks.Empty<Void> end = Sinks.empty();

	private Status status = Status.QUEUED;

	private @Nullable DetachedRun run;

	private boolean killed;

	private @Nullable Instant endTime;

	private @Nullable Integer exitCode;

	private @Nullable Long pid;

	private Duration duration = Duration.ZERO;

	private String stdout = "";

	private String stderr = "";

	Job(JobSpec spec, Instant startTime) {
		this.spec = spec;
		this.startTime = startTime;
	}

	JobSpec spec() {
		return this.spec;
	}

	Instant startTime() {
		return this.startTime;
	}

	synchronized @Nullable Long pid() {
		return this.pid;
	}

	synchronized boolean ended() {
		return this.endTime != null;
	}

	synchronized boolean killed() {
		return this.status == Status.KILLED;
	}

	synchronized void started(DetachedRun run) {
		this.run = run;
		this.pid = run.pid();
		this.status = Status.RUNNING;
		if (this.killed) {
			run.kill();
		}
	}

	/**
	 * Take the outcome.
	 * @param outcome how the run ended
	 * @param killedBySandbox whether it ended because the sandbox did
	 * @param now the time
	 */
	void ended(RunOutcome outcome, boolean killedBySandbox, Instant now) {
		boolean byKill = killed(killedBySandbox);
		end(byKill ? Status.KILLED : (outcome.exitCode() == 0) ? Status.COMPLETED : Status.FAILED, outcome.exitCode(),
				outcome.stdout(), outcome.stderr(), outcome.duration(), now);
	}

	/**
	 * Take that the run ended without an outcome, or never began.
	 * @param reason why
	 * @param exitCode the exit code that tells so
	 * @param killedBySandbox whether that is because the sandbox ended
	 * @param now the time
	 */
	void failed(String reason, int exitCode, boolean killedBySandbox, Instant now) {
		DetachedRun run = run();
		boolean byKill = killed(killedBySandbox);
		end(byKill ? Status.KILLED : Status.FAILED, exitCode, (run != null) ? run.stdout() : "", reason + "\n",
				Duration.between(this.startTime, now), now);
	}

	private synchronized boolean killed(boolean killedBySandbox) {
		return this.killed || killedBySandbox;
	}

	private synchronized @Nullable DetachedRun run() {
		return this.run;
	}

	private void end(Status status, int exitCode, String stdout, String stderr, Duration duration, Instant now) {
		synchronized (this) {
			this.status = status;
			this.exitCode = exitCode;
			this.stdout = tail(stdout);
			this.stderr = tail(stderr);
			this.duration = duration;
			this.endTime = now;
			this.run = null;
		}
		this.end.tryEmitEmpty();
	}

	/**
	 * End the run, now or as soon as it has a process.
	 * @return completion, when it has ended
	 */
	Mono<Void> kill() {
		return Mono.defer(() -> {
			DetachedRun run = markKilled();
			if (run != null) {
				run.kill();
			}
			return this.end.asMono();
		});
	}

	private synchronized @Nullable DetachedRun markKilled() {
		this.killed |= this.endTime == null;
		return this.run;
	}

	/**
	 * Return what lists show, with both spellings of its times.
	 * @param now the time
	 * @return the job's fields
	 */
	synchronized Map<String, Object> view(Instant now) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("process_id", this.spec.processId());
		view.put("execution_id", this.spec.executionId());
		view.put("name", this.spec.name());
		view.put("status", this.status.name().toLowerCase(Locale.ROOT));
		view.put("language", this.spec.language());
		view.put("command", this.spec.command());
		view.put("pid", this.pid);
		view.put("start_time", this.startTime);
		view.put("started_at", this.startTime);
		view.put("end_time", this.endTime);
		view.put("completed_at", this.endTime);
		view.put("exit_code", this.exitCode);
		Duration duration = (this.endTime != null) ? this.duration : Duration.between(this.startTime, now);
		view.put("duration", duration.toNanos() / 1e9);
		view.put("execution_time", duration.toNanos() / 1e9);
		view.put("stdout", (this.run != null) ? tail(this.run.stdout()) : this.stdout);
		view.put("stderr", (this.run != null) ? tail(this.run.stderr()) : this.stderr);
		view.values().removeIf(Objects::isNull);
		return view;
	}

	private static String tail(String text) {
		int start = Math.max(0, text.length() - MAX_TAIL);
		if (start > 0 && Character.isLowSurrogate(text.charAt(start))) {
			start++;
		}
		return text.substring(start);
	}

	private enum Status {

		QUEUED, RUNNING, COMPLETED, FAILED, KILLED

	}

}
