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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:20Z");

	private Instant now = START;

	private final Clock clock = new Clock() {

		@Override
		public Instant instant() {
			return RateLimitTests.this.now;
		}

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	};

	private final RateLimit limit = new RateLimit(2, this.clock);

	@Test
	void countsDownFromTheFirstRequest() {
		RateLimit.Window first = this.limit.take();
		assertThat(first).isEqualTo(new RateLimit.Window(true, 2, 1, START.getEpochSecond() + 60, 60));
		assertThat(this.limit.take().remaining()).isZero();
		RateLimit.Window third = this.limit.take();
		assertThat(third.allowed()).isFalse();
		assertThat(third.remaining()).isZero();
	}

	@Test
	void startsAnewAMinuteAfterItsFirstRequest() {
		this.limit.take();
		this.limit.take();
		this.now = START.plus(Duration.ofSeconds(59));
		assertThat(this.limit.take().allowed()).isFalse();
		this.now = START.plus(Duration.ofSeconds(60));
		assertThat(this.limit.take()).isEqualTo(new RateLimit.Window(true, 2, 1, START.getEpochSecond() + 120, 60));
	}

	@Test
	void saysWhenToTryAgain() {
		HttpHeaders headers = new HttpHeaders();
		this.limit.take().addTo(headers);
		assertThat(headers.getFirst("X-RateLimit-Limit")).isEqualTo("2");
		assertThat(headers.getFirst("X-RateLimit-Remaining")).isEqualTo("1");
		assertThat(headers.getFirst("X-RateLimit-Reset")).isEqualTo(Long.toString(START.getEpochSecond() + 60));
		ApiException refusal = this.limit.take().exceeded("requests");
		assertThat(refusal.status().value()).isEqualTo(429);
		assertThat(refusal.headers().getFirst("Retry-After")).isEqualTo("60");
		assertThat(refusal.details()).containsEntry("retry_after", 60);
	}

}
