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

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page of a list of sandboxes.
 *
 * @param data the sandboxes; the service sends {@code null} where there are none
 * @param hasMore whether there are further pages
 * @param nextCursor where the next page starts
 * @param missing what the reply lacked
 */
public record SandboxPage(List<SandboxInfo> data, boolean hasMore, @Nullable String nextCursor,
		@Nullable String missing) implements Page<SandboxInfo> {

	@JsonCreator
	static SandboxPage read(@JsonProperty("data") @Nullable JsonNode data,
			@JsonProperty("has_more") @Nullable Boolean hasMore,
			@JsonProperty("next_cursor") @Nullable String nextCursor) {
		if (data == null || !(data.isArray() || data.isNull())) {
			return new SandboxPage(List.of(), false, null, "data");
		}
		List<SandboxInfo> sandboxes = data.valueStream()
			.map((item) -> HopxJson.mapper().treeToValue(item, SandboxInfo.class))
			.filter(Objects::nonNull)
			.toList();
		String missing = sandboxes.stream().anyMatch((sandbox) -> sandbox.missing() != null) ? "data.id" : null;
		return new SandboxPage(sandboxes, Boolean.TRUE.equals(hasMore), nextCursor, missing);
	}

}
