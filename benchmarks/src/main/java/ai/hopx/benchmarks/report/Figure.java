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

package ai.hopx.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * Something that was measured.
 *
 * @param name what it is
 * @param limit what it must reach, empty for nothing
 * @param measured what it is
 * @param baseline what it is compared with, empty for nothing
 * @param holds whether it reaches what it must, {@code null} where it must nothing
 */
record Figure(String name, String limit, String measured, String baseline, @Nullable Boolean holds) {

	static Figure of(String name, String measured, String baseline) {
		return new Figure(name, "", measured, baseline, null);
	}

	boolean fails() {
		return Boolean.FALSE.equals(this.holds);
	}

	/**
	 * As a row of a table.
	 */
	String row() {
		String verdict = (this.holds == null) ? "" : this.holds ? "yes" : "**no**";
		return "| %s | %s | %s | %s | %s |".formatted(this.name, this.measured, this.baseline, this.limit, verdict);
	}

	static String head() {
		return """
				| figure | measured | compared with | must be | holds |
				|---|---|---|---|---|""";
	}

}
