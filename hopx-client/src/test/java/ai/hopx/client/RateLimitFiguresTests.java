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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitFiguresTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private final HttpHeaders headers = new HttpHeaders();

	@Test
	void readsAllThereIs() {
		this.headers.set("X-RateLimit-Limit", "100");
		this.headers.set("X-RateLimit-Remaining", "0");
		this.headers.set("X-RateLimit-Reset", String.valueOf(NOW.plusSeconds(30).getEpochSecond()));
		this.headers.set("Retry-After", "7");
		RateLimitFigures figures = RateLimitFigures.read(this.headers, 9, CLOCK);
		assertThat(figures).isEqualTo(new RateLimitFigures(100L, 0L, NOW.plusSeconds(30), Duration.ofSeconds(7)));
		assertThat(figures.wait(CLOCK)).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void prefersTheBodyToTheEndOfTheWindow() {
		this.headers.set("X-RateLimit-Reset", "30");
		assertThat(RateLimitFigures.read(this.headers, "1.5", CLOCK).wait(CLOCK)).isEqualTo(Duration.ofMillis(1500));
	}

	@ParameterizedTest
	@CsvSource({ "30,30", "0,0", "1767225630,30", "1767225630000,30", "1767225600,0", "1767225000,0", "1700000000,0",
			"1000000000,0", "100000000000,0" })
	void takesTheEndOfTheWindowForSecondsFromNowOrSince1970(String reset, long seconds) {
		this.headers.set("X-RateLimit-Reset", reset);
		assertThat(RateLimitFigures.read(this.headers, null, CLOCK).wait(CLOCK)).isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Thu, 01 Jan 2026 00:00:30 GMT|30", "Wed, 31 Dec 2025 00:00:00 GMT|0", "-5|0" })
	void readsADate(String retryAfter, long seconds) {
		this.headers.set("Retry-After", retryAfter);
		assertThat(RateLimitFigures.read(this.headers, null, CLOCK).retryAfter())
			.isEqualTo(Duration.ofSeconds(seconds));
	}

	@ParameterizedTest
	@ValueSource(strings = { "soon", "NaN", "", "99999999999999999999999999x" })
	void ignoresWhatIsNoTime(String text) {
		this.headers.set("Retry-After", text);
		this.headers.set("X-RateLimit-Reset", text);
		this.headers.set("X-RateLimit-Limit", text);
		assertThat(RateLimitFigures.read(this.headers, text, CLOCK))
			.isEqualTo(new RateLimitFigures(null, null, null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775807", "1e308", "99999999999999999999" })
	void survivesFiguresBeyondAllMeaning(String text) {
		this.headers.set("Retry-After", text);
		this.headers.set("X-RateLimit-Reset", text);
		Duration wait = RateLimitFigures.read(this.headers, null, CLOCK).wait(CLOCK);
		assertThat(wait).isEqualTo(Duration.ofDays(365));
	}

}
