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

package ai.hopx.benchmarks.client;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Middle values: one turn that the machine disturbs changes none.
 */
final class Medians {

	private Medians() {
	}

	static double of(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	/**
	 * Return the middle one of the ratios of each turn.
	 */
	static <T> double ofRatios(List<T> ours, List<T> theirs, ToDoubleFunction<T> value) {
		return of(IntStream.range(0, ours.size())
			.mapToDouble((turn) -> value.applyAsDouble(ours.get(turn)) / value.applyAsDouble(theirs.get(turn))));
	}

}
