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
import java.util.stream.DoubleStream;

/**
 * Makes one value of the values of a group.
 */
enum Aggregation {

	SUM {
		@Override
		double apply(DoubleStream values) {
			return values.sum();
		}
	},

	MIN {
		@Override
		double apply(DoubleStream values) {
			return values.filter((value) -> !Double.isNaN(value)).min().orElse(Double.NaN);
		}
	},

	MAX {
		@Override
		double apply(DoubleStream values) {
			return values.filter((value) -> !Double.isNaN(value)).max().orElse(Double.NaN);
		}
	};

	double apply(List<Sample> group) {
		return apply(group.stream().mapToDouble(Sample::value));
	}

	abstract double apply(DoubleStream values);

}
