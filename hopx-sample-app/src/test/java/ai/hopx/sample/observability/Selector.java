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

package ai.hopx.sample.observability;

import java.util.List;

/**
 * Names series by their labels, such as {@code up{job=~"sample|other"}}.
 *
 * @param matchers what has to match, the metric's name included
 */
record Selector(List<Matcher> matchers) {

	boolean matches(Sample sample) {
		return this.matchers.stream()
			.allMatch((matcher) -> matcher.matches(sample.labels().getOrDefault(matcher.label(), "")));
	}

	/**
	 * One label and what it has to be.
	 *
	 * @param label the label
	 * @param operator how it is compared
	 * @param value what with
	 */
	record Matcher(String label, String operator, String value) {

		boolean matches(String actual) {
			return switch (this.operator) {
				case "=" -> actual.equals(this.value);
				case "!=" -> !actual.equals(this.value);
				case "=~" -> actual.matches(this.value);
				case "!~" -> !actual.matches(this.value);
				default -> throw new IllegalArgumentException("Unknown matcher: " + this.operator);
			};
		}

	}

}
