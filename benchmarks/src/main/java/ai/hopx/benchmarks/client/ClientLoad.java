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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ai.hopx.benchmarks.report.Figure;

/**
 * What the client costs, beside what else can do the same.
 */
public final class ClientLoad {

	private ClientLoad() {
	}

	/**
	 * Return all that can be measured.
	 * @param quick whether to measure for a shorter time, which makes figures less sure
	 * @return measurements by name, in the order of the table
	 */
	public static Map<String, Supplier<List<Figure>>> measurements(boolean quick) {
		Map<String, Supplier<List<Figure>>> measurements = new LinkedHashMap<>();
		measurements.put("calls", () -> calls(quick));
		measurements.put("transfer", () -> Transfers.measure(1024, quick ? 3 : 9));
		measurements.put("stream", () -> Streams.measure(500_000, quick ? 9 : 25));
		measurements.put("virtual", VirtualThreads::measure);
		measurements.put("start", () -> Starts.measure(quick ? 9 : 25));
		return measurements;
	}

	private static List<Figure> calls(boolean quick) {
		ClientCost cost = new ClientCost(20_000, quick ? 24 : 45);
		cost.run();
		List<Figure> figures = new ArrayList<>(cost.figures());
		figures.addAll(SdkCalls.measure(cost.callsPerSecond(), 10_000, quick ? 2 : 5));
		return figures;
	}

}
