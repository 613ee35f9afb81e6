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

package ai.hopx.benchmarks.pool;

import java.util.ArrayList;
import java.util.List;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Samples;

/**
 * What {@link AcquireBenchmark} says.
 */
final class AcquireTimes {

	private static final double MEDIAN_LIMIT = 5;

	private static final double P99_LIMIT = 100;

	private AcquireTimes() {
	}

	static List<Figure> measure() {
		Samples samples = Samples.of(AcquireBenchmark.class);
		String queue = samples.text("queue") + " for a queue";
		List<Figure> figures = new ArrayList<>();
		figures.add(samples.limited("Warm acquire (p50, p99)", "acquire", MEDIAN_LIMIT, P99_LIMIT, queue));
		figures.add(samples.limited("Warm acquire, reactive (p50, p99)", "acquireReactive", MEDIAN_LIMIT, P99_LIMIT,
				queue));
		figures.add(Figure.of("Close (p50, p99)", samples.text("close"), ""));
		figures.add(Figure.of("Close, reactive (p50, p99)", samples.text("closeReactive"), ""));
		figures.add(Figure.of("Warm acquire and close (p50, p99)", samples.text("acquireAndClose"), queue));
		figures.add(Figure.of("Warm acquire and close, reactive (p50, p99)", samples.text("acquireAndCloseReactive"),
				queue));
		return figures;
	}

}
