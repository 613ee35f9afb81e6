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
 * A page of a list of templates.
 *
 * @param data the templates
 * @param hasMore whether the list goes on
 * @param nextCursor where it does
 * @param missing what the reply lacks
 */
public record TemplatePage(List<Template> data, boolean hasMore, @Nullable String nextCursor,
		@Nullable String missing) implements Page<Template> {

	@JsonCreator
	static TemplatePage read(@JsonProperty("data") @Nullable JsonNode data,
			@JsonProperty("has_more") @Nullable Boolean hasMore,
			@JsonProperty("next_cursor") @Nullable String nextCursor) {
		if (data == null || !(data.isArray() || data.isNull())) {
			return new TemplatePage(List.of(), false, null, "data");
		}
		List<Template> templates = data.valueStream()
			.map((item) -> HopxJson.mapper().treeToValue(item, Template.class))
			.filter(Objects::nonNull)
			.toList();
		String missing = templates.stream().anyMatch((template) -> template.missing() != null) ? "data.id" : null;
		return new TemplatePage(templates, Boolean.TRUE.equals(hasMore), nextCursor, missing);
	}

}
