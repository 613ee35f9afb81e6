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

package ai.hopx.chaos;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A short run, with the seed of {@code -Dchaos.seed} or one that is always the same.
 */
class ChaosRunTests {

	private static final ChaosSettings SETTINGS = new ChaosSettings(Long.getLong("chaos.seed", 20260101L),
			Duration.ofSeconds(Long.getLong("chaos.seconds", 25)));

	@Test
	void allHoldsWhileEverythingFails() {
		ChaosRun run = new ChaosRun(SETTINGS, System.out::println);
		assertThat(run.run())
			.withFailMessage(() -> "seed %d is broken; to repeat its plan: %s%n%s".formatted(SETTINGS.seed(),
					SETTINGS.command(), run.verdicts()))
			.isTrue();
	}

}
