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

package ai.hopx.spring.boot.autoconfigure.docs;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every configuration key tells its user what it is for.
 */
class ConfigurationKeysTests {

	@Test
	void thereAreKeys() {
		assertThat(ConfigurationKeys.all()).extracting(ConfigurationKeys.Key::name)
			.contains("hopx.enabled", "hopx.api-key", "hopx.base-url", "hopx.sandbox.timeout", "hopx.embedded.enabled");
	}

	@Test
	void everyKeyHasADescriptionInTheUsualForm() {
		assertThat(ConfigurationKeys.all()).allSatisfy((key) -> assertThat(key.description()).as(key.name())
			.matches("[A-Z].*\\.")
			.doesNotStartWith("The ")
			.doesNotContain("Default is", "Defaults to"));
	}

	@Test
	void switchesStartWithWhether() {
		assertThat(ConfigurationKeys.all()).filteredOn((key) -> key.name().endsWith("enabled"))
			.isNotEmpty()
			.allSatisfy((key) -> assertThat(key.description()).startsWith("Whether "));
	}

}
