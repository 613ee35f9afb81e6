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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * What {@link AcquireBenchmark} says.
 */
final class AcquireTimes {

	private static final double MEDIAN_LIMIT = 5;

	private static final double P99_LIMIT = 100;

	private AcquireTimes() {
	}

	static List<Figure> measure() {
		Collection<RunResult> results;
		try {
			results = new Runner(new OptionsBuilder().include(AcquireBenchmark.class.getName())
				.shouldFailOnError(true)
				.verbosity(VerboseMode.SILENT)
				.build()).run();
		}
		catch (RunnerException ex) {
			throw new IllegalStateException(ex);
		}
		Map<String, Statistics> statistics = new TreeMap<>();
		results.forEach((result) -> statistics.put(result.getPrimaryResult().getLabel(),
				result.getPrimaryResult().getStatistics()));
		String queue = text(of(statistics, "queue")) + " for a queue";
		List<Figure> figures = new ArrayList<>();
		figures.add(limited("Warm acquire (p50, p99)", of(statistics, "acquire"), queue));
		figures.add(limited("Warm acquire, reactive (p50, p99)", of(statistics, "acquireReactive"), queue));
		figures.add(Figure.of("Close (p50, p99)", text(of(statistics, "close")), ""));
		figures.add(Figure.of("Close, reactive (p50, p99)", text(of(statistics, "closeReactive")), ""));
		figures.add(Figure.of("Warm acquire and close (p50, p99)", text(of(statistics, "acquireAndClose")), queue));
		figures.add(Figure.of("Warm acquire and close, reactive (p50, p99)",
				text(of(statistics, "acquireAndCloseReactive")), queue));
		return figures;
	}

	private static Statistics of(Map<String, Statistics> statistics, String benchmark) {
		return Verdicts.present(statistics.get(benchmark));
	}

	private static Figure limited(String name, Statistics statistics, String baseline) {
		boolean holds = statistics.getPercentile(50) <= MEDIAN_LIMIT && statistics.getPercentile(99) <= P99_LIMIT;
		return new Figure(name, String.format(Locale.ROOT, "≤ %.0f µs, ≤ %.0f µs", MEDIAN_LIMIT, P99_LIMIT),
				text(statistics), baseline, holds);
	}

	private static String text(Statistics statistics) {
		return String.format(Locale.ROOT, "%.2f µs, %.2f µs", statistics.getPercentile(50),
				statistics.getPercentile(99));
	}

}
