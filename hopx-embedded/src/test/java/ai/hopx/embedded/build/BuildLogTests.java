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

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class BuildLogTests {

	private final BuildLog log = new BuildLog(20, Clock.systemUTC());

	@Test
	void isReadFromWhereTheLastReadEnded() {
		this.log.info("one");
		BuildLog.Part first = this.log.read(0);
		assertThat(first.text()).isEqualTo("one\n");
		assertThat(first.end()).isEqualTo(4);
		this.log.info("two\nthree");
		assertThat(this.log.read(first.end()).text()).isEqualTo("two\nthree\n");
		assertThat(this.log.read(6).text()).isEqualTo("o\nthree\n");
		assertThat(this.log.read(100).text()).isEmpty();
	}

	@Test
	void keepsTheEndAndSaysThatTheRestIsGone() {
		this.log.info("1234567890\n1234567890");
		BuildLog.Part part = this.log.read(0);
		assertThat(part.text()).isEqualTo("[earlier lines are no longer kept]\n1234567890\n");
		assertThat(part.end()).isEqualTo(22);
		assertThat(this.log.read(11).text()).isEqualTo("1234567890\n");
	}

	@Test
	void oneLineIsNeverTooLong() {
		this.log.info("x".repeat(1000));
		assertThat(this.log.read(0).text()).isEqualTo("x".repeat(19) + "\n");
	}

	@Test
	void isFollowedToItsEnd() {
		this.log.info("before");
		StepVerifier.create(this.log.follow().map(BuildLog.Line::message))
			.expectNext("before")
			.then(() -> this.log.info("during"))
			.expectNext("during")
			.then(() -> {
				this.log.error("last");
				this.log.complete();
			})
			.expectNext("last")
			.expectComplete()
			.verify(Duration.ofSeconds(10));
		StepVerifier.create(this.log.follow()).expectNextCount(3).expectComplete().verify(Duration.ofSeconds(10));
	}

}
