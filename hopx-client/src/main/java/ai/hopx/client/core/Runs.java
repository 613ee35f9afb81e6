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
import java.util.Map;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.SandboxNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * What runs of code and of commands have in common.
 *
 * @param timeout how long it may run
 * @param started when it was sent, by {@link System#nanoTime}
 */
record Runs(Duration timeout, long started) {

	/**
	 * What starting, ending and answering may take on top of the run.
	 */
	private static final Duration GRACE = Duration.ofSeconds(30);

	static Runs of(@Nullable Duration timeout, Duration defaultTimeout) {
		return new Runs((timeout != null) ? timeout : defaultTimeout, System.nanoTime());
	}

	Duration deadline() {
		return this.timeout.plus(GRACE);
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.started);
	}

	/**
	 * Add what both kinds of body have. Agents know the working directory by one of two
	 * names.
	 */
	void describe(Map<String, Object> body, @Nullable String workingDirectory, Map<String, String> env) {
		body.put("timeout", Arguments.seconds(this.timeout));
		if (workingDirectory != null) {
			body.put("workdir", workingDirectory);
			body.put("working_dir", workingDirectory);
		}
		if (!env.isEmpty()) {
			body.put("env", env);
		}
	}

	/**
	 * Whether it was the run that took too long, and not the call.
	 */
	static boolean isTimeout(Throwable error) {
		return error instanceof HopxTimeoutException timeout && "EXECUTION_TIMEOUT".equals(timeout.getCode());
	}

	/**
	 * Whether the agent does not have the call, so that nothing was done.
	 */
	static boolean isMissing(Throwable error) {
		if (error instanceof SandboxNotFoundException || !(error instanceof HopxException failure)) {
			return false;
		}
		Integer status = failure.getStatus();
		return status != null && (status == 404 || status == 405 || status == 501);
	}

}
