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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChaosSettingsTests {

	@Test
	void readsItsArguments() {
		ChaosSettings settings = ChaosSettings.of("--minutes", "1.5", "--seed", "7");
		assertThat(settings).isEqualTo(new ChaosSettings(7, Duration.ofSeconds(90)));
		assertThat(settings.command()).isEqualTo("chaos/run.sh --seed 7 --minutes 1.5");
	}

	@Test
	void takesHalfAnHourAndAnySeedByDefault() {
		ChaosSettings settings = ChaosSettings.of();
		assertThat(settings.duration()).isEqualTo(Duration.ofMinutes(30));
		assertThat(settings.seed()).isNotEqualTo(ChaosSettings.of().seed());
		assertThat(settings.command()).endsWith("--minutes 30");
	}

	@Test
	void commandRepeatsTheSettings() {
		ChaosSettings settings = new ChaosSettings(99, Duration.ofSeconds(25));
		String[] arguments = settings.command().substring("chaos/run.sh ".length()).split(" ");
		assertThat(ChaosSettings.of(arguments)).isEqualTo(settings);
	}

	@Test
	void refusesAnythingElse() {
		assertThatIllegalArgumentException().isThrownBy(() -> ChaosSettings.of("--speed", "1"))
			.withMessageContaining("--speed");
		assertThatIllegalArgumentException().isThrownBy(() -> ChaosSettings.of("--seed"))
			.withMessageContaining("--seed");
		assertThatIllegalArgumentException().isThrownBy(() -> ChaosSettings.of("--seed", "x"));
	}

}
