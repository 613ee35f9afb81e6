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

package ai.hopx.client.model;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Exit code, duration and whether the time-out ended it, read from a reply in which each
 * may be missing.
 */
record Outcome(@Nullable Integer exitCode, Duration duration, boolean timedOut) {

	/**
	 * The service's own limit of a run. It ends longer ones there, whatever they asked
	 * for.
	 */
	private static final Duration SERVICE_LIMIT = Duration.ofSeconds(300);

	private static final double NANOS = 1_000_000_000;

	/**
	 * An agent that ends a run at its time-out answers 200 like for any other end, with
	 * exit code 124 or -1. Code can exit with these by itself: only where it took at
	 * least nine tenths of its time-out was it the time-out.
	 */
	static Outcome of(ExecutionReply reply, Duration timeout, Duration elapsed) {
		Duration duration = duration(reply.executionTime(), elapsed);
		Integer exitCode = exitCode(reply);
		Duration limit = (timeout.compareTo(SERVICE_LIMIT) < 0) ? timeout : SERVICE_LIMIT;
		boolean timedOut = exitCode != null && (exitCode == ExecutionReply.TIMED_OUT || exitCode == -1)
				&& duration.compareTo(limit.multipliedBy(9).dividedBy(10)) >= 0;
		return new Outcome(timedOut ? Integer.valueOf(ExecutionReply.TIMED_OUT) : exitCode, duration, timedOut);
	}

	private static @Nullable Integer exitCode(ExecutionReply reply) {
		Integer exitCode = reply.exitCode();
		Boolean success = reply.success();
		if (success == null) {
			return exitCode;
		}
		if (exitCode == null) {
			return success ? 0 : 1;
		}
		// A failure that came with exit code 0 stays a failure
		return (!success && exitCode == 0) ? Integer.valueOf(1) : exitCode;
	}

	private static Duration duration(@Nullable Double seconds, Duration elapsed) {
		if (seconds == null || !(seconds >= 0 && seconds < Integer.MAX_VALUE)) {
			return elapsed;
		}
		return Duration.ofNanos(Math.round(seconds * NANOS));
	}

}
