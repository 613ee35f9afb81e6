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
 * Reply with a part of the screen: within {@code element}, or alone.
 *
 * @param element the part, or {@code null} where the agent found none
 * @param missing what the reply lacked
 */
public record ElementReply(@Nullable ScreenRegion element, @Nullable String missing) implements Checked {

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static ElementReply read(JsonNode reply) {
		JsonNode element = reply.has("element") ? reply.path("element") : reply;
		if (element.isNull() || (element != reply && element.isEmpty())) {
			return new ElementReply(null, null);
		}
		for (String name : new String[] { "x", "y", "width", "height" }) {
			if (!element.path(name).isNumber()) {
				return new ElementReply(null, (element != reply) ? name : "element");
			}
		}
		return new ElementReply(HopxJson.mapper().treeToValue(element, ScreenRegion.class), null);
	}

}
