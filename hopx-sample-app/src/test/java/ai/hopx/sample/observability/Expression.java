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

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression of PromQL, as far as dashboard and alerts use the language. Whatever else
 * it has fails to parse or to evaluate.
 */
sealed interface Expression {

	/**
	 * Evaluate it.
	 * @param scrapes what is known
	 * @param time when
	 * @return the values
	 */
	List<Sample> evaluate(Scrapes scrapes, Instant time);

	/**
	 * Return the selectors in it.
	 */
	Stream<Selector> selectors();

	static Expression parse(String text) {
		return new ExpressionParser(text).parse();
	}

	/**
	 * A number next to an operator.
	 *
	 * @param value the number
	 */
	record Scalar(double value) implements Expression {

		@Override
		public List<Sample> evaluate(Scrapes scrapes, Instant time) {
			throw new UnsupportedOperationException("A number is no vector: " + this.value);
		}

		@Override
		public Stream<Selector> selectors() {
			return Stream.empty();
		}

	}

	/**
	 * Series as they are.
	 *
	 * @param selector which
	 */
	record Now(Selector selector) implements Expression {

		@Override
		public List<Sample> evaluate(Scrapes scrapes, Instant time) {
			return scrapes.at(this.selector, time);
		}

		@Override
		public Stream<Selector> selectors() {
			return Stream.of(this.selector);
		}

	}

	/**
	 * What a function makes of series over time.
	 *
	 * @param function the function
	 * @param selector which series
	 * @param range how far back
	 */
	record OverTime(RangeFunction function, Selector selector, Duration range) implements Expression {

		@Override
		public List<Sample> evaluate(Scrapes scrapes, Instant time) {
			return scrapes.before(this.selector, this.range, time)
				.entrySet()
				.stream()
				.filter((series) -> this.function.isDefined(series.getValue()))
				.map((series) -> new Sample(series.getKey(), this.function.apply(series.getValue(), this.range, time))
					.withoutName())
				.toList();
		}

		@Override
		public Stream<Selector> selectors() {
			return Stream.of(this.selector);
		}

	}

	/**
	 * One value of each group of series.
	 *
	 * @param aggregation how
	 * @param by the labels that make a group
	 * @param of of what
	 */
	record Aggregate(Aggregation aggregation, List<String> by, Expression of) implements Expression {

		@Override
		public List<Sample> evaluate(Scrapes scrapes, Instant time) {
			Map<Map<String, String>, List<Sample>> groups = this.of.evaluate(scrapes, time)
				.stream()
				.collect(Collectors.groupingBy((sample) -> sample.only(this.by).labels(), LinkedHashMap::new,
						Collectors.toList()));
			return groups.entrySet()
				.stream()
				.map((group) -> new Sample(group.getKey(), this.aggregation.apply(group.getValue())))
				.toList();
		}

		@Override
		public Stream<Selector> selectors() {
			return this.of.selectors();
		}

	}

	/**
	 * Two sides and an operator.
	 *
	 * @param operator the operator
	 * @param on the labels by which samples of both sides belong together; all but the
	 * name where there are none
	 * @param left the left side
	 * @param right the right side
	 */
	record Binary(Operator operator, List<String> on, Expression left, Expression right) implements Expression {

		@Override
		public List<Sample> evaluate(Scrapes scrapes, Instant time) {
			List<Sample> left = this.left.evaluate(scrapes, time);
			if (this.right instanceof Scalar scalar) {
				return left.stream().flatMap((sample) -> this.operator.apply(sample, scalar.value())).toList();
			}
			return this.operator.apply(left, this.right.evaluate(scrapes, time), this::key);
		}

		private Map<String, String> key(Sample sample) {
			return (this.on.isEmpty() ? sample.withoutName() : sample.only(this.on)).labels();
		}

		@Override
		public Stream<Selector> selectors() {
			return Stream.concat(this.left.selectors(), this.right.selectors());
		}

	}

}
