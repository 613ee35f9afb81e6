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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HopxIdsTests {

	@ParameterizedTest
	@ValueSource(strings = { "1764616089abcdefgh", "sandbox_12", "a", "73", "0-_" })
	void takesWhatTheServiceMakes(String id) {
		assertThat(HopxIds.check("sandbox", id)).isEqualTo(id);
		assertThat(HopxIds.checkReceived("sandbox", id)).isEqualTo(id);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", ".", "..", "a/b", "../x", "a?b", "a#b", "a b", " a", "a%2Fb", "-a", "_a",
			"a\r\nX-Evil: 1", "a\n", "ä", "a.b", "a;b", "a@b", "a:b", "{id}" })
	void refusesWhatCouldReachAnotherPath(String id) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> HopxIds.check("sandbox", id))
			.withMessageContaining("is no sandbox id")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\n", "\r"));
		assertThatExceptionOfType(UnexpectedResponseException.class)
			.isThrownBy(() -> HopxIds.checkReceived("sandbox", id))
			.withMessageContaining("The service answered with");
	}

	@ParameterizedTest
	@ValueSource(ints = { 129, 100_000 })
	void refusesWhatIsTooLongWithoutRepeatingItAll(int length) {
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> HopxIds.check("sandbox", "a".repeat(length)))
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(300));
	}

}
