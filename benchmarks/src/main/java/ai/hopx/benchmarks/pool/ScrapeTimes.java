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

import java.util.List;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Samples;

/**
 * What {@link ScrapeBenchmark} says.
 */
final class ScrapeTimes {

	private static final double MEDIAN_LIMIT = 5_000;

	private static final double P99_LIMIT = 10_000;

	private ScrapeTimes() {
	}

	static List<Figure> measure() {
		Samples samples = Samples.of(ScrapeBenchmark.class);
		String baseline = samples.text("withoutHopx") + " without Hopx";
		return List.of(
				Figure.of("Scrape, one pool and no sandbox (p50, p99)", samples.text("withoutSandboxes"), baseline),
				samples.limited("Scrape, one pool and 1,000 sandboxes (p50, p99)", "withSandboxes", MEDIAN_LIMIT,
						P99_LIMIT, baseline));
	}

}
