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

package ai.hopx.embedded.runtime;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutputTailTests {

	private final OutputTail tail = new OutputTail(8);

	@Test
	void keepsWhatIsShort() {
		add("abc");
		add("def");
		assertThat(this.tail.text()).isEqualTo("abcdef");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 7, 8, 9, 100 })
	void keepsTheEndWhateverThePieces(int size) {
		String all = "0123456789".repeat(30);
		for (int start = 0; start < all.length(); start += size) {
			add(all.substring(start, Math.min(all.length(), start + size)));
			String soFar = all.substring(0, Math.min(all.length(), start + size));
			assertThat(this.tail.text()).isEqualTo(soFar.substring(Math.max(0, soFar.length() - 8)));
		}
	}

	@Test
	void leavesOutTheRestOfACharacter() {
		add("äöüß!");
		assertThat(this.tail.text()).isEqualTo("öüß!");
		add("€€");
		assertThat(this.tail.text()).isEqualTo("!€€");
	}

	private void add(String text) {
		this.tail.add(text.getBytes(StandardCharsets.UTF_8));
	}

}
