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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import ai.hopx.embedded.web.ApiException;

/**
 * So many builds in any hour and in any day. Safe for use from many threads.
 */
final class BuildQuota {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration DAY = Duration.ofDays(1);

	private final int perHour;

	private final int perDay;

	private final Clock clock;

	// The times of the last day's builds, the oldest first; never more than perDay
	private final Deque<Instant> builds = new ArrayDeque<>();

	BuildQuota(int perHour, int perDay, Clock clock) {
		this.perHour = perHour;
		this.perDay = perDay;
		this.clock = clock;
	}

	/**
	 * Count a build.
	 * @throws ApiException with status 429 if it is one too many
	 */
	synchronized void take() {
		Instant now = this.clock.instant();
		while (!this.builds.isEmpty() && !this.builds.getFirst().plus(DAY).isAfter(now)) {
			this.builds.removeFirst();
		}
		if (this.builds.size() >= this.perDay) {
			throw exceeded("buildsPerDay", this.perDay, "24 hours",
					Duration.between(now, this.builds.getFirst().plus(DAY)));
		}
		Instant oldest = oldestOfLastHour(now);
		if (oldest != null) {
			throw exceeded("buildsPerHour", this.perHour, "hour", Duration.between(now, oldest.plus(HOUR)));
		}
		this.builds.addLast(now);
	}

	/**
	 * Return the build that must grow an hour old before there is room, or {@code null}
	 * where there is room.
	 */
	private @Nullable Instant oldestOfLastHour(Instant now) {
		Iterator<Instant> youngestFirst = this.builds.descendingIterator();
		Instant blocking = null;
		for (int i = 0; i < this.perHour; i++) {
			if (!youngestFirst.hasNext()) {
				return null;
			}
			blocking = youngestFirst.next();
		}
		return (blocking != null && blocking.plus(HOUR).isAfter(now)) ? blocking : null;
	}

	private static ApiException exceeded(String quota, int limit, String time, Duration wait) {
		long seconds = Math.max(1, wait.toSeconds() + ((wait.toNanosPart() > 0) ? 1 : 0));
		return new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMIT_EXCEEDED",
				"More than " + limit + " template builds in any " + time + "; try again in " + seconds + " s")
			.header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
			.detail("retry_after", seconds)
			.detail("retry_after_seconds", seconds)
			.detail("quota", quota)
			.detail("limit", limit);
	}

}
