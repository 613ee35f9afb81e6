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

import java.util.Locale;

/**
 * What two measurements of one run come to, or what one of them is, against a target.
 *
 * @param name what it is, without spaces
 * @param value what was measured
 * @param relation how it must be to the target: {@code <=} or {@code >=}
 * @param target the target
 */
public record Ratio(String name, double value, String relation, double target) {

	public static Ratio atMost(String name, double value, double target) {
		return new Ratio(name, value, "<=", target);
	}

	public static Ratio atLeast(String name, double value, double target) {
		return new Ratio(name, value, ">=", target);
	}

	public boolean holds() {
		return this.relation.equals("<=") ? this.value <= this.target : this.value >= this.target;
	}

	/**
	 * As a line for programs to read.
	 */
	public String line() {
		return "RATIO %s %s %s%s %s".formatted(this.name, text(this.value), this.relation, text(this.target),
				holds() ? "OK" : "MISS");
	}

	String limit() {
		return (this.relation.equals("<=") ? "≤ " : "≥ ") + text(this.target);
	}

	static String text(double number) {
		return (number == Math.rint(number)) ? String.format(Locale.ROOT, "%.0f", number)
				: String.format(Locale.ROOT, "%.2f", number);
	}

}
