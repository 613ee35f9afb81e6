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

package ai.hopx.embedded.build;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import ai.hopx.embedded.web.Replies;

/**
 * One build and how far it is. Safe for use from many threads.
 */
final class Build {

	private static final int DONE = 100;

	private final String id;

	private final BuildRequest request;

	private final Clock clock;

	private final Instant startedAt;

	private final BuildLog log;

	private final Sinks.Empty<Void> cancelled = Sinks.empty();

	private String status = "building";

	private int progress;

	private @Nullable String currentStep;

	private @Nullable String error;

	private @Nullable Instant completedAt;

	Build(String id, BuildRequest request, int maxLogChars, Clock clock) {
		this.id = id;
		this.request = request;
		this.clock = clock;
		this.startedAt = Replies.now(clock);
		this.log = new BuildLog(maxLogChars, clock);
	}

	String id() {
		return this.id;
	}

	BuildRequest request() {
		return this.request;
	}

	BuildLog log() {
		return this.log;
	}

	/**
	 * Take up a step, and say so in the log.
	 * @param number its number, from 1
	 * @param total how many there are
	 * @param step what it is
	 */
	void begin(int number, int total, String step) {
		synchronized (this) {
			this.progress = Math.min(DONE - 1, (number - 1) * DONE / total);
			this.currentStep = step;
		}
		this.log.info("[" + number + "/" + total + "] " + step);
	}

	void succeed() {
		end("active", null);
		this.log.info("The template is active");
		this.log.complete();
	}

	void fail(String message) {
		end("failed", message);
		this.log.error("The build failed: " + message);
		this.log.complete();
	}

	private synchronized void end(String status, @Nullable String error) {
		this.status = status;
		this.error = error;
		this.completedAt = Replies.now(this.clock);
		if (error == null) {
			this.progress = DONE;
			this.currentStep = null;
		}
	}

	/**
	 * End the build early: nobody wants it any more.
	 */
	void cancel() {
		this.cancelled.tryEmitEmpty();
	}

	Mono<Void> whenCancelled() {
		return this.cancelled.asMono();
	}

	synchronized String status() {
		return this.status;
	}

	/**
	 * Show how far the build is. Some clients refuse every key they do not know.
	 * @param requestId the request that asks
	 * @return the reply
	 */
	synchronized Map<String, Object> view(String requestId) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put("build_id", this.id);
		view.put("template_id", this.id);
		view.put("status", this.status);
		view.put("progress", this.progress);
		view.put("started_at", this.startedAt);
		if (this.currentStep != null) {
			view.put("current_step", this.currentStep);
		}
		if (this.completedAt != null) {
			view.put("completed_at", this.completedAt);
			view.put("build_duration_ms", Duration.between(this.startedAt, this.completedAt).toMillis());
		}
		if (this.error != null) {
			view.put("error_message", this.error);
		}
		view.put("request_id", requestId);
		return view;
	}

}
