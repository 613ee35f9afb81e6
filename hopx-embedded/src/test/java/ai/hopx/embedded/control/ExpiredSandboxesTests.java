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

package ai.hopx.embedded.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExpiredSandboxesTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final ExpiredSandboxes expired = new ExpiredSandboxes(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void remembersForAnHour() {
		this.expired.add("young", NOW.minus(Duration.ofDays(1)), NOW.minus(Duration.ofMinutes(59)));
		this.expired.add("old", NOW.minus(Duration.ofDays(1)), NOW.minus(Duration.ofMinutes(61)));
		assertThat(this.expired.find("young")).isNotNull();
		assertThat(this.expired.find("old")).isNull();
		assertThat(this.expired.find("never-seen")).isNull();
	}

	@Test
	void forgetsTheOldestOfTooMany() {
		for (int i = 0; i < 5000; i++) {
			this.expired.add("sandbox-" + i, NOW, NOW);
		}
		assertThat(this.expired.find("sandbox-0")).isNull();
		assertThat(this.expired.find("sandbox-3999")).isNull();
		assertThat(this.expired.find("sandbox-4000")).isNotNull();
		assertThat(this.expired.find("sandbox-4999")).isNotNull();
	}

}
