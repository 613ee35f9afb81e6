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

import java.util.ArrayList;
import java.util.List;

/**
 * A word that was read from an image.
 *
 * @param text the word
 * @param region where it is in the image
 * @param confidence how sure that is, up to 100
 * @param line what is the same for the words of one line
 */
record Word(String text, ScreenRegion region, double confidence, String line) {

	private static final int COLUMNS = 12;

	private static final String IS_WORD = "5";

	/**
	 * Read tesseract's table. Its columns are the level, which is 5 for words, the
	 * numbers of page, block, paragraph, line and word, the place and size, the
	 * confidence and the text.
	 * @param table the table; lines that are none of it are passed over
	 * @param scale pixels of the image for one of the screen, each way
	 * @return the words, in the order they are read in
	 */
	static List<Word> read(String table, int scale) {
		List<Word> words = new ArrayList<>();
		table.lines().forEach((row) -> {
			String[] cells = row.split("\t", COLUMNS);
			if (cells.length == COLUMNS && IS_WORD.equals(cells[0]) && !cells[11].isBlank()) {
				try {
					ScreenRegion region = new ScreenRegion(Integer.parseInt(cells[6]) / scale,
							Integer.parseInt(cells[7]) / scale, Math.max(1, Integer.parseInt(cells[8]) / scale),
							Math.max(1, Integer.parseInt(cells[9]) / scale));
					words.add(new Word(cells[11].strip(), region, Double.parseDouble(cells[10]),
							String.join(".", cells[1], cells[2], cells[3], cells[4])));
				}
				catch (NumberFormatException ex) {
					// A line of something else
				}
			}
		});
		return words;
	}

}
