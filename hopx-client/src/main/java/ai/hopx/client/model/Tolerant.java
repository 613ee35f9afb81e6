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

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values as the service may send them: missing, or with gaps.
 */
final class Tolerant {

	private Tolerant() {
	}

	static <V> Map<String, V> map(@Nullable Map<String, ? extends @Nullable V> map) {
		if (map == null || map.isEmpty()) {
			return Collections.emptyMap();
		}
		Map<String, V> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			if (value != null) {
				copy.put(key, value);
			}
		});
		return Collections.unmodifiableMap(copy);
	}

	static <V> List<V> list(@Nullable List<? extends @Nullable V> list) {
		return (list != null) ? list.stream().<V>map((value) -> value).filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * Whether a value is a list, or what some agents send in place of an empty one.
	 */
	static boolean isList(@Nullable JsonNode value) {
		return value != null && (value.isArray() || value.isNull());
	}

	static <T> List<T> list(@Nullable JsonNode value, Class<T> type) {
		if (value == null || !value.isArray()) {
			return List.of();
		}
		return value.valueStream()
			.map((item) -> HopxJson.mapper().treeToValue(item, type))
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * The service's language writes a time that was never set as the year 1.
	 */
	static @Nullable Instant time(@Nullable Instant time) {
		return (time != null && time.isAfter(Instant.EPOCH)) ? time : null;
	}

}
