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

package ai.hopx.client;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * What a reply says about rate limits.
 *
 * @param limit requests allowed in the window of time
 * @param remaining requests left in it
 * @param reset when it ends
 * @param retryAfter how long to wait before the next try
 */
record RateLimitFigures(@Nullable Long limit, @Nullable Long remaining, @Nullable Instant reset,
		@Nullable Duration retryAfter) {

	/**
	 * Smaller numbers are seconds from now, not seconds since 1970: nobody waits 30
	 * years.
	 */
	private static final long EPOCH_SECONDS = 1_000_000_000L;

	private static final long EPOCH_MILLIS = 100_000_000_000L;

	private static final double LONGEST = Duration.ofDays(365).toSeconds();

	/**
	 * Read the figures.
	 * @param headers the reply's headers
	 * @param body what its body says of how many seconds to wait, or {@code null}
	 * @param clock the time now
	 */
	static RateLimitFigures read(HttpHeaders headers, @Nullable Object body, Clock clock) {
		Instant now = clock.instant();
		Instant reset = reset(number(headers.getFirst("X-RateLimit-Reset")), now);
		Duration retryAfter = retryAfter(headers.getFirst(HttpHeaders.RETRY_AFTER), now);
		if (retryAfter == null) {
			retryAfter = seconds(number(body));
		}
		return new RateLimitFigures(whole(headers.getFirst("X-RateLimit-Limit")),
				whole(headers.getFirst("X-RateLimit-Remaining")), reset, retryAfter);
	}

	/**
	 * Return how long to wait before the next try, from the end of the window where
	 * nothing better is known.
	 */
	@Nullable Duration wait(Clock clock) {
		if (this.retryAfter != null || this.reset == null) {
			return this.retryAfter;
		}
		return notNegative(Duration.between(clock.instant(), this.reset));
	}

	private static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
		Double number = number(header);
		if (number != null || header == null) {
			return seconds(number);
		}
		try {
			Instant then = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			return notNegative(Duration.between(now, then));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Instant reset(@Nullable Double number, Instant now) {
		if (number == null || number < 0) {
			return null;
		}
		if (number >= EPOCH_MILLIS) {
			return Instant.ofEpochMilli(number.longValue());
		}
		if (number >= EPOCH_SECONDS) {
			return Instant.ofEpochSecond(number.longValue());
		}
		Duration wait = seconds(number);
		return (wait != null) ? now.plus(wait) : null;
	}

	private static @Nullable Duration seconds(@Nullable Double number) {
		if (number == null) {
			return null;
		}
		return Duration.ofMillis((long) (Math.min(Math.max(0, number), LONGEST) * 1000));
	}

	private static Duration notNegative(Duration duration) {
		return duration.isNegative() ? Duration.ZERO : duration;
	}

	private static @Nullable Long whole(@Nullable String header) {
		Double number = number(header);
		return (number != null) ? Long.valueOf(number.longValue()) : null;
	}

	private static @Nullable Double number(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		try {
			double number = Double.parseDouble(value.toString().strip());
			return Double.isFinite(number) ? number : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
