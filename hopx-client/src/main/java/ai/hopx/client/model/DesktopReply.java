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
 * Reply to something that was to be done on a desktop. Agents say whatever they like, so
 * that nothing is asked of it but not to be a refusal, or the answer of an agent that
 * does not know the call.
 *
 * @param missing what the reply lacked
 */
public record DesktopReply(@Nullable String missing) implements Checked {

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static DesktopReply read(JsonNode reply) {
		JsonNode success = reply.get("success");
		boolean refused = success != null && success.isBoolean() && !success.booleanValue();
		return new DesktopReply((refused || GenericReply.matches(reply)) ? "success" : null);
	}

}
