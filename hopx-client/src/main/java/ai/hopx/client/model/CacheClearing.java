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

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What clearing an agent's cache came to.
 *
 * @param entriesRemoved how many entries were removed, {@code null} where the agent did
 * not say
 * @param missing what the reply lacked
 */
public record CacheClearing(@Nullable Long entriesRemoved, @Nullable String missing) implements Checked {

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static CacheClearing read(JsonNode reply) {
		Double removed = Leaves.of(reply).first("entries_removed", "removed", "cleared");
		boolean says = removed != null || (reply.hasNonNull("message") && !GenericReply.matches(reply));
		return new CacheClearing((removed != null) ? removed.longValue() : null, says ? null : "entries_removed");
	}

}
