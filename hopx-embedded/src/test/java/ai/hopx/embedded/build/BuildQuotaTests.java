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
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import ai.hopx.embedded.web.ApiException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BuildQuotaTests {

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private final Clock clock = new Clock() {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return BuildQuotaTests.this.now;
		}

	};

	private final BuildQuota quota = new BuildQuota(2, 3, this.clock);

	@Test
	void soManyInAnyHourAndInAnyDay() {
		this.quota.take();
		pass(Duration.ofMinutes(30));
		this.quota.take();
		refused("hour", "1800 s");
		pass(Duration.ofMinutes(30));
		this.quota.take();
		pass(Duration.ofHours(2));
		refused("24 hours", "75600 s");
		pass(Duration.ofHours(21));
		this.quota.take();
	}

	@Test
	void whatIsRefusedDoesNotCount() {
		this.quota.take();
		this.quota.take();
		refused("hour", "3600 s");
		refused("hour", "3600 s");
		pass(Duration.ofHours(1));
		this.quota.take();
	}

	private void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	private void refused(String time, String wait) {
		assertThatExceptionOfType(ApiException.class).isThrownBy(this.quota::take)
			.withMessageContaining("in any " + time)
			.withMessageContaining(wait);
	}

}
