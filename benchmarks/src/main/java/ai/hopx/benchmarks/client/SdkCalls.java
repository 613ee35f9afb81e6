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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Programs;
import ai.hopx.benchmarks.report.Ratio;
import ai.hopx.benchmarks.stub.StubProcess;

/**
 * How many runs of code a second the official JavaScript SDK makes, at the same stub and
 * as many at a time.
 */
final class SdkCalls {

	private static final double LIMIT = 8;

	private static final Path SCRIPT = Path.of("sdk", "load.js");

	private SdkCalls() {
	}

	/**
	 * Measure.
	 * @param ours what the client made of the same
	 * @param calls how many calls a turn
	 * @param turns how many turns
	 */
	static List<Figure> measure(double ours, int calls, int turns) {
		if (!Files.isDirectory(SCRIPT.resolveSibling("node_modules"))) {
			System.err.println("The JavaScript SDK is not installed: nothing is said of it");
			return List.of();
		}
		try (StubProcess stub = StubProcess.start(Duration.ZERO)) {
			List<double[]> said = Programs
				.run(List.of("node", SCRIPT.toString(), stub.baseUrl().toString(), Integer.toString(Calls.CONCURRENCY),
						Integer.toString(calls), Integer.toString(turns)))
				.lines()
				.map((line) -> List.of(line.split(" ")).stream().mapToDouble(Double::parseDouble).toArray())
				.toList();
			double perSecond = Medians.of(said.stream().mapToDouble((turn) -> turn[0]));
			double cpu = Medians.of(said.stream().mapToDouble((turn) -> turn[1]));
			return List.of(Figure.of("Calls a second, %d at a time".formatted(Calls.CONCURRENCY),
					String.format(Locale.ROOT, "%,.0f/s", ours),
					String.format(Locale.ROOT,
							"%,.0f/s with the JavaScript SDK, at %.0f µs of processor time each: %.1f×", perSecond, cpu,
							ours / perSecond),
					Ratio.atLeast("runCode.sdk", ours / perSecond, LIMIT)));
		}
	}

}
