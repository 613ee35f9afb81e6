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
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Text on the screen.
 *
 * @param text the words that hold it
 * @param region where they are
 * @param confidence how sure that is, up to 1
 */
public record FoundText(String text, ScreenRegion region, double confidence) {

	private static final double PERCENT = 100;

	/**
	 * Look for text in words, whatever its case. It may go over several words of one
	 * line, and may begin and end within words.
	 * @param words the words
	 * @param text the text
	 * @return the first place, or {@code null} where there is none
	 */
	static @Nullable FoundText in(List<Word> words, String text) {
		String wanted = normalized(text);
		for (int start = 0; start < words.size(); start++) {
			StringBuilder joined = new StringBuilder();
			Word first = words.get(start);
			for (int end = start; end < words.size() && words.get(end).line().equals(first.line()); end++) {
				joined.append((end > start) ? " " : "").append(normalized(words.get(end).text()));
				int at = joined.indexOf(wanted);
				// Found later in the line, it is found again from its own first word
				if (at >= 0 && at < normalized(first.text()).length()) {
					return of(words.subList(start, end + 1));
				}
			}
		}
		return null;
	}

	private static String normalized(String text) {
		return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
	}

	private static FoundText of(List<Word> words) {
		ScreenRegion region = words.stream().map(Word::region).reduce(ScreenRegion::union).orElseThrow();
		double confidence = words.stream().mapToDouble(Word::confidence).min().orElse(0) / PERCENT;
		return new FoundText(String.join(" ", words.stream().map(Word::text).toList()), region, confidence);
	}

}
