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

package ai.hopx.embedded.desktop;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Names of keys.
 */
class KeyNamesTests {

	@ParameterizedTest
	@CsvSource({ "enter,Return", "Return,Return", "CTRL,Control_L", "f5,F5", "F12,F12", "a,U0061", "+,U002B", "€,U20AC",
			"PageDown,Next", "XF86AudioPlay,XF86AudioPlay", "Esc,Escape", "Page_Up,Prior" })
	void areThoseOfPeopleAndOfX(String name, String expected) {
		assertThat(KeyNames.together(List.of(name))).isEqualTo(expected);
	}

	@Test
	void areJoined() {
		assertThat(KeyNames.together(List.of("ctrl", "shift", "t"))).isEqualTo("Control_L+Shift_L+U0074");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "ctrl+c", "--window", "\u0007", "\n", "$(id)" })
	void areNoneOfAnythingElse(String name) {
		assertThatExceptionOfType(DesktopFailure.class).isThrownBy(() -> KeyNames.together(List.of(name)))
			.withMessageContaining("'key'");
	}

}
