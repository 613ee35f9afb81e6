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

package ai.hopx.client.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The numbers in a JSON value that may have any shape, by their path. The sandbox's agent
 * sent it, so its size is limited in every direction.
 */
final class Leaves {

	private static final int MAX_LEAVES = 1000;

	private static final int MAX_DEPTH = 8;

	private static final int MAX_PATH = 200;

	private final Map<String, Double> values = new LinkedHashMap<>();

	private final Map<String, Double> others = new LinkedHashMap<>();

	private Leaves() {
	}

	static Leaves of(JsonNode root) {
		Leaves leaves = new Leaves();
		leaves.collect("", root, 0);
		leaves.others.putAll(leaves.values);
		return leaves;
	}

	Map<String, Double> values() {
		return Collections.unmodifiableMap(this.values);
	}

	/**
	 * Those that were not asked for by any name.
	 */
	Map<String, Double> others() {
		return Collections.unmodifiableMap(this.others);
	}

	@Nullable Double first(String... paths) {
		Double found = null;
		for (String path : paths) {
			Double value = this.values.get(path);
			this.others.remove(path);
			if (found == null) {
				found = value;
			}
		}
		return found;
	}

	/**
	 * A count that some agents keep as one number and others for each endpoint.
	 */
	@Nullable Double firstOrSum(String... paths) {
		Double value = first(paths);
		known(paths);
		for (int i = 0; value == null && i < paths.length; i++) {
			value = sum(paths[i] + ".");
		}
		return value;
	}

	/**
	 * What is below these paths is part of what was asked for.
	 */
	void known(String... paths) {
		for (String path : paths) {
			this.others.keySet().removeIf((other) -> other.startsWith(path + "."));
		}
	}

	private @Nullable Double sum(String prefix) {
		double[] found = this.values.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(prefix))
			.mapToDouble(Map.Entry::getValue)
			.toArray();
		return (found.length > 0) ? Double.valueOf(Arrays.stream(found).sum()) : null;
	}

	private void collect(String path, JsonNode node, int depth) {
		if (this.values.size() >= MAX_LEAVES || depth > MAX_DEPTH || path.length() > MAX_PATH) {
			return;
		}
		if (node.isObject()) {
			node.forEachEntry((name, value) -> collect(path.isEmpty() ? name : path + "." + name, value, depth + 1));
		}
		else if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				collect(path + "." + i, node.get(i), depth + 1);
			}
		}
		else {
			number(path, node);
		}
	}

	private void number(String path, JsonNode node) {
		Double value = number(node);
		if (value != null && Double.isFinite(value) && !path.isEmpty()) {
			this.values.put(path, value);
		}
	}

	private static @Nullable Double number(JsonNode node) {
		if (node.isNumber()) {
			return node.doubleValue(Double.NaN);
		}
		if (!node.isString()) {
			return null;
		}
		try {
			return Double.valueOf(node.stringValue().trim());
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
