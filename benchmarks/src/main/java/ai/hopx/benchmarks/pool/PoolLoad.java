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

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Measures what pools reach and what it costs to watch them, and prints it as a table.
 * Ends with 1 where a figure is not what it must be. Arguments choose what is measured:
 * {@code acquire}, {@code first}, {@code burst}, {@code fill}, {@code demand},
 * {@code scrape}; all of it without any.
 */
public final class PoolLoad {

	/** How long creates take: what was measured of the service, in the middle. */
	static final Duration CREATE_TIME = Duration.ofMillis(1063);

	static final Duration LIMIT = Duration.ofSeconds(120);

	private PoolLoad() {
	}

	/**
	 * Measure.
	 * @param args what
	 */
	public static void main(String[] args) {
		Map<String, Supplier<List<Figure>>> measurements = new LinkedHashMap<>();
		measurements.put("acquire", AcquireTimes::measure);
		measurements.put("first", FirstResults::measure);
		measurements.put("burst", Bursts::measure);
		measurements.put("fill", Fills::measure);
		measurements.put("demand", Demands::measure);
		measurements.put("scrape", ScrapeTimes::measure);
		Set<String> chosen = (args.length > 0) ? Set.of(args) : measurements.keySet();
		if (!measurements.keySet().containsAll(chosen)) {
			System.err.println("Choose of " + measurements.keySet());
			System.exit(2);
		}
		List<Figure> figures = new ArrayList<>();
		measurements.forEach((name, measurement) -> {
			if (chosen.contains(name)) {
				System.err.println("Measuring: " + name);
				figures.addAll(measurement.get());
			}
		});
		System.out.println(machine());
		System.out.println();
		System.out.println(Figure.head());
		figures.forEach((figure) -> System.out.println(figure.row()));
		System.exit(figures.stream().anyMatch(Figure::fails) ? 1 : 0);
	}

	private static String machine() {
		return "%d cores, %s %s, %s %s".formatted(Runtime.getRuntime().availableProcessors(),
				System.getProperty("java.vm.name"), Runtime.version(), System.getProperty("os.name"),
				System.getProperty("os.version"));
	}

}
