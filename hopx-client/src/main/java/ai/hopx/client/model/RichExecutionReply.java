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
 * Reply to a run of code with rich output, which agents do not all have.
 *
 * @param execution the reply, or {@code null} where the agent does not have the call
 */
public record RichExecutionReply(@Nullable ExecutionReply execution) implements Checked {

	/**
	 * Of an agent that does not have the call.
	 */
	public static final RichExecutionReply NONE = new RichExecutionReply(null);

	@Override
	public @Nullable String missing() {
		return (this.execution != null) ? this.execution.missing() : null;
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static RichExecutionReply read(JsonNode reply) {
		return GenericReply.matches(reply) ? NONE
				: new RichExecutionReply(HopxJson.mapper().treeToValue(reply, ExecutionReply.class));
	}

}
