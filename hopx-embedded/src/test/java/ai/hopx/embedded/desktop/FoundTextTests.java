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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Words that tesseract read, and text in them.
 */
class FoundTextTests {

	private static final String TABLE = """
			level	page_num	block_num	par_num	line_num	word_num	left	top	width	height	conf	text
			1	1	0	0	0	0	0	0	1140	420	-1	\s
			4	1	1	1	1	0	21	21	375	27	-1	\s
			5	1	1	1	1	1	20	20	15	27	87.292580	Save
			5	1	1	1	1	2	56	22	68	26	40.5	all
			5	1	1	1	1	3	146	20	87	27	94.6	files
			5	1	1	1	2	1	20	60	40	20	96	Save
			5	1	1	1	2	2	70	60	40	20	90	(now)
			5	1	1	1	2	3	70	60	40	20	90	\s
			Warning: something else
			5	1	1	1	2	4	x	60	40	20	90	word
			""";

	private final List<Word> words = Word.read(TABLE, 2);

	@Test
	void readsWordsAtTheirPlaceOnTheScreen() {
		assertThat(this.words).hasSize(5);
		assertThat(this.words.get(1)).isEqualTo(new Word("all", new ScreenRegion(28, 11, 34, 13), 40.5, "1.1.1.1"));
		assertThat(Word.read("", 2)).isEmpty();
	}

	@Test
	void isFoundWhateverItsCase() {
		FoundText found = find("save");
		assertThat(found).isNotNull();
		assertThat(found.text()).isEqualTo("Save");
		assertThat(found.region()).isEqualTo(new ScreenRegion(10, 10, 7, 13));
	}

	@Test
	void goesOverSeveralWords() {
		FoundText found = find("  ALL \t fil");
		assertThat(found).isNotNull();
		assertThat(found.text()).isEqualTo("all files");
		assertThat(found.region()).isEqualTo(new ScreenRegion(28, 10, 88, 14));
		assertThat(found.confidence()).isEqualTo(0.405);
	}

	@Test
	void isFoundWithinAWordAndLaterInALine() {
		FoundText found = find("now");
		assertThat(found).isNotNull();
		assertThat(found.text()).isEqualTo("(now)");
		FoundText other = find("save (");
		assertThat(other).isNotNull();
		assertThat(other.region().y()).isEqualTo(30);
	}

	@Test
	void isNotFoundOverTheEndOfALine() {
		assertThat(find("files save")).isNull();
		assertThat(find("close")).isNull();
	}

	private @Nullable FoundText find(String text) {
		return FoundText.in(this.words, text);
	}

}
