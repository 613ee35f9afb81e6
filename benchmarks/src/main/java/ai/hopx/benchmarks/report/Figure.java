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

package ai.hopx.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Something that was measured.
 *
 * @param name what it is
 * @param limit what it must reach, empty for nothing
 * @param measured what it is
 * @param baseline what it is compared with, empty for nothing
 * @param holds whether it reaches what it must, {@code null} where it must nothing
 * @param ratio the same as a number, {@code null} where it is no target
 */
public record Figure(String name, String limit, String measured, String baseline, @Nullable Boolean holds,
		@Nullable Ratio ratio) {

	public Figure(String name, String limit, String measured, String baseline, @Nullable Boolean holds) {
		this(name, limit, measured, baseline, holds, null);
	}

	public static Figure of(String name, String measured, String baseline) {
		return new Figure(name, "", measured, baseline, null);
	}

	/**
	 * Return a figure that is a target of its own.
	 */
	public static Figure of(String name, String measured, String baseline, Ratio ratio) {
		return new Figure(name, ratio.limit(), measured, baseline, ratio.holds(), ratio);
	}

	public boolean fails() {
		return Boolean.FALSE.equals(this.holds);
	}

	/**
	 * As a row of a table.
	 */
	private String row() {
		String verdict = (this.holds == null) ? "" : this.holds ? "yes" : "**no**";
		return "| %s | %s | %s | %s | %s |".formatted(this.name, this.measured, this.baseline, this.limit, verdict);
	}

	/**
	 * As a table.
	 */
	public static String table(List<Figure> figures) {
		String head = """
				| figure | measured | compared with | must be | holds |
				|---|---|---|---|---|
				""";
		return figures.stream().map((figure) -> figure.row() + "\n").collect(Collectors.joining("", head, ""));
	}

}
