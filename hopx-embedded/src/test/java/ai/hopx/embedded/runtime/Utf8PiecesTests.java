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
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class Utf8PiecesTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 100 })
	void putsCharactersTogether(int size) {
		byte[] bytes = "aä€😀".repeat(5).getBytes(StandardCharsets.UTF_8);
		Utf8Pieces pieces = new Utf8Pieces();
		StringBuilder text = new StringBuilder();
		for (int start = 0; start < bytes.length; start += size) {
			String piece = pieces.add(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + size)));
			assertThat(piece).doesNotContain("\uFFFD");
			text.append(piece);
		}
		assertThat(pieces.end()).isEmpty();
		assertThat(text).hasToString("aä€😀".repeat(5));
	}

	@Test
	void replacesWhatIsNoText() {
		Utf8Pieces pieces = new Utf8Pieces();
		assertThat(pieces.add(new byte[] { 'a', (byte) 0xFF, 'b', (byte) 0xE2, (byte) 0x82 })).isEqualTo("a\uFFFDb");
		assertThat(pieces.end()).isEqualTo("\uFFFD");
	}

}
