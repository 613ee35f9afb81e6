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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import ai.hopx.benchmarks.client.ClientLoad;
import ai.hopx.benchmarks.pool.PoolLoad;
import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.PerformancePage;

/**
 * Measures and prints what was measured. Without arguments it measures all and writes the
 * page about performance. With names of measurements it measures only these, with
 * {@code --quick} those of the client in a few minutes; neither touches the page. Ends
 * with 1 where a figure is not what it must be.
 */
public final class Benchmarks {

	private static final Path PAGE = Path.of("..", "docs", "performance.md");

	private Benchmarks() {
	}

	/**
	 * Measure.
	 * @param args names of measurements, or {@code --quick}
	 */
	public static void main(String[] args) throws IOException {
		Set<String> chosen = new TreeSet<>(List.of(args));
		boolean quick = chosen.remove("--quick");
		boolean all = chosen.isEmpty();
		Map<String, Supplier<List<Figure>>> ofClient = ClientLoad.measurements(quick);
		Map<String, Supplier<List<Figure>>> ofPools = PoolLoad.measurements();
		Set<String> names = new TreeSet<>(ofClient.keySet());
		names.addAll(ofPools.keySet());
		if (!names.containsAll(chosen)) {
			System.err.println("Choose of " + names + ", or --quick");
			System.exit(2);
		}
		Map<String, List<Figure>> tables = new LinkedHashMap<>();
		tables.put("client", measure(ofClient, all ? ofClient.keySet() : chosen));
		tables.put("pool", measure(ofPools, (all && !quick) ? ofPools.keySet() : chosen));
		tables.values().forEach(Benchmarks::print);
		List<Figure> figures = tables.values().stream().flatMap(List::stream).toList();
		figures.stream()
			.map(Figure::ratio)
			.filter(Objects::nonNull)
			.forEach((ratio) -> System.out.println(ratio.line()));
		if (all && !quick) {
			Files.writeString(PAGE, new PerformancePage(Files.readString(PAGE)).with(tables));
			System.err.println("Wrote " + PAGE.toRealPath());
		}
		System.exit(figures.stream().anyMatch(Figure::fails) ? 1 : 0);
	}

	private static List<Figure> measure(Map<String, Supplier<List<Figure>>> measurements, Set<String> chosen) {
		List<Figure> figures = new ArrayList<>();
		measurements.forEach((name, measurement) -> {
			if (chosen.contains(name)) {
				System.err.println("Measuring: " + name);
				figures.addAll(measurement.get());
			}
		});
		return figures;
	}

	private static void print(List<Figure> figures) {
		if (!figures.isEmpty()) {
			System.out.println(Figure.table(figures));
		}
	}

}
