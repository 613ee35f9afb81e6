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

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Figures of an agent's cache of results. Agents differ in what they count: what this
 * version knows has a component of its own, and {@code values} has all that is a number.
 *
 * @param size entries in the cache
 * @param maxSize entries that fit in
 * @param hits look-ups that it served
 * @param misses look-ups that it did not
 * @param hitRate share of look-ups that it served
 * @param values every number by its name; at most 1,000
 */
public record CacheStats(@Nullable Double size, @Nullable Double maxSize, @Nullable Double hits,
		@Nullable Double misses, @Nullable Double hitRate, Map<String, Double> values) implements Checked {

	@Override
	public @Nullable String missing() {
		return this.values.isEmpty() ? "cache" : null;
	}

	/**
	 * Most agents put the figures into an object of their own, some do not.
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static CacheStats read(JsonNode reply) {
		JsonNode cache = reply.path("cache");
		Leaves leaves = Leaves
			.of(cache.isObject() ? cache : GenericReply.matches(reply) ? NullNode.getInstance() : reply);
		return new CacheStats(leaves.first("size", "total_cached", "entries"), leaves.first("max_size"),
				leaves.first("hits", "total_hits"), leaves.first("misses", "total_misses"), leaves.first("hit_rate"),
				leaves.values());
	}

}
