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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ai.hopx.benchmarks.report.Figure;

/**
 * What pools reach and what it costs to watch them.
 */
public final class PoolLoad {

	/** How long creates take: what was measured of the service, in the middle. */
	static final Duration CREATE_TIME = Duration.ofMillis(1063);

	static final Duration LIMIT = Duration.ofSeconds(120);

	private PoolLoad() {
	}

	/**
	 * Return all that can be measured.
	 * @return measurements by name, in the order of the table
	 */
	public static Map<String, Supplier<List<Figure>>> measurements() {
		Map<String, Supplier<List<Figure>>> measurements = new LinkedHashMap<>();
		measurements.put("acquire", AcquireTimes::measure);
		measurements.put("first", FirstResults::measure);
		measurements.put("burst", Bursts::measure);
		measurements.put("fill", Fills::measure);
		measurements.put("demand", Demands::measure);
		measurements.put("scrape", ScrapeTimes::measure);
		return measurements;
	}

}
