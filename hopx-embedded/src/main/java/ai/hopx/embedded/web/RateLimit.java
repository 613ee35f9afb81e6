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

package ai.hopx.embedded.web;

import java.time.Clock;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * So many requests a minute. A minute begins with its first request and not with the
 * clock's: a test that asks for more is refused at any time of the day. Safe for use from
 * many threads.
 */
public final class RateLimit {

	private static final int MINUTE = 60;

	private final int limit;

	private final Clock clock;

	private long end;

	private int used;

	public RateLimit(int requestsPerMinute, Clock clock) {
		this.limit = requestsPerMinute;
		this.clock = clock;
	}

	/**
	 * Count a request.
	 * @return what is left after it
	 */
	public synchronized Window take() {
		long second = this.clock.instant().getEpochSecond();
		if (second >= this.end) {
			this.end = second + MINUTE;
			this.used = 0;
		}
		boolean allowed = this.used < this.limit;
		if (allowed) {
			this.used++;
		}
		return new Window(allowed, this.limit, this.limit - this.used, this.end, (int) (this.end - second));
	}

	/**
	 * A minute as seen by one request.
	 *
	 * @param allowed whether the request is within the limit
	 * @param limit requests a minute
	 * @param remaining what is left of them
	 * @param reset when the next minute begins, in seconds since the epoch
	 * @param retryAfter seconds until then
	 */
	public record Window(boolean allowed, int limit, int remaining, long reset, int retryAfter) {

		public void addTo(HttpHeaders headers) {
			headers.set("X-RateLimit-Limit", Integer.toString(this.limit));
			headers.set("X-RateLimit-Remaining", Integer.toString(this.remaining));
			headers.set("X-RateLimit-Reset", Long.toString(this.reset));
		}

		public ApiException exceeded(String what) {
			return new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RATE_LIMIT_EXCEEDED",
					"More than " + this.limit + " " + what + " a minute; try again in " + this.retryAfter + " s")
				.header(HttpHeaders.RETRY_AFTER, Integer.toString(this.retryAfter))
				.detail("retry_after", this.retryAfter)
				.detail("retry_after_seconds", this.retryAfter);
		}

	}

}
