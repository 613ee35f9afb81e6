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
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands between two sides of an expression.
 */
enum Operator {

	OR("or", 0),

	AND("and", 1),

	EQUAL("==", 2),

	AT_LEAST(">=", 2),

	GREATER(">", 2),

	LESS("<", 2),

	DIVIDED_BY("/", 3);

	/** Those that bind strongest are on the last level. */
	static final int LEVELS = 4;

	private final String symbol;

	private final int level;

	Operator(String symbol, int level) {
		this.symbol = symbol;
		this.level = level;
	}

	boolean is(String symbol, int level) {
		return this.level == level && this.symbol.equals(symbol);
	}

	/**
	 * Compute with a number on the right side.
	 */
	Stream<Sample> apply(Sample left, double right) {
		return switch (this) {
			case EQUAL -> kept(left, left.value() == right);
			case AT_LEAST -> kept(left, left.value() >= right);
			case GREATER -> kept(left, left.value() > right);
			case LESS -> kept(left, left.value() < right);
			case DIVIDED_BY -> Stream.of(left.withoutName().value(left.value() / right));
			case OR, AND -> throw new UnsupportedOperationException("'" + this.symbol + "' with a number");
		};
	}

	/**
	 * Compute with samples on the right side.
	 * @param key what samples of both sides have in common that belong together
	 */
	List<Sample> apply(List<Sample> left, List<Sample> right, Function<Sample, Map<String, String>> key) {
		return switch (this) {
			case OR -> {
				Set<Map<String, String>> there = keys(left, key);
				yield Stream
					.concat(left.stream(), right.stream().filter((sample) -> !there.contains(key.apply(sample))))
					.toList();
			}
			case AND -> {
				Set<Map<String, String>> there = keys(right, key);
				yield left.stream().filter((sample) -> there.contains(key.apply(sample))).toList();
			}
			default -> oneToOne(left, right, key);
		};
	}

	private List<Sample> oneToOne(List<Sample> left, List<Sample> right, Function<Sample, Map<String, String>> key) {
		Map<Map<String, String>, Double> values = byKey(right, key);
		return byKey(left, key).entrySet()
			.stream()
			.filter((entry) -> values.containsKey(entry.getKey()))
			.flatMap((entry) -> apply(new Sample(entry.getKey(), entry.getValue()), values.get(entry.getKey())))
			.toList();
	}

	/**
	 * Collect samples by what they have in common with the other side: two with the same
	 * are an error, as in Prometheus.
	 */
	private static Map<Map<String, String>, Double> byKey(List<Sample> samples,
			Function<Sample, Map<String, String>> key) {
		return samples.stream().collect(Collectors.toMap(key, Sample::value));
	}

	private static Set<Map<String, String>> keys(List<Sample> samples, Function<Sample, Map<String, String>> key) {
		return samples.stream().map(key).collect(Collectors.toSet());
	}

	private static Stream<Sample> kept(Sample sample, boolean condition) {
		return condition ? Stream.of(sample) : Stream.empty();
	}

}
