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

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * What a benchmark of JMH says, in microseconds.
 */
public final class Samples {

	private final Map<String, Statistics> statistics = new TreeMap<>();

	private Samples() {
	}

	public static Samples of(Class<?> benchmark) {
		Collection<RunResult> results;
		try {
			results = new Runner(new OptionsBuilder().include(benchmark.getName())
				.shouldFailOnError(true)
				.verbosity(VerboseMode.SILENT)
				.build()).run();
		}
		catch (RunnerException ex) {
			throw new IllegalStateException(ex);
		}
		Samples samples = new Samples();
		results.forEach((result) -> samples.statistics.put(result.getPrimaryResult().getLabel(),
				result.getPrimaryResult().getStatistics()));
		return samples;
	}

	private Statistics of(String method) {
		return Objects.requireNonNull(this.statistics.get(method), () -> "No benchmark " + method);
	}

	/**
	 * Return the median and the 99th percentile of a method's samples.
	 */
	public String text(String method) {
		return String.format(Locale.ROOT, "%.2f µs, %.2f µs", of(method).getPercentile(50),
				of(method).getPercentile(99));
	}

	/**
	 * Return a figure that must not be above limits.
	 */
	public Figure limited(String name, String method, double medianLimit, double p99Limit, String baseline) {
		boolean holds = of(method).getPercentile(50) <= medianLimit && of(method).getPercentile(99) <= p99Limit;
		return new Figure(name, String.format(Locale.ROOT, "≤ %,.0f µs, ≤ %,.0f µs", medianLimit, p99Limit),
				text(method), baseline, holds);
	}

}
