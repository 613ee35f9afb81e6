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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was on a clipboard, as the agent orders it.
 *
 * @param entries the texts; agents send {@code null} where there are none
 * @param missing what the reply lacked
 */
public record ClipboardHistory(List<String> entries, @Nullable String missing) implements Checked {

	@JsonCreator
	static ClipboardHistory read(@JsonProperty("history") @Nullable JsonNode history) {
		if (history == null || !(history.isArray() || history.isNull())) {
			return new ClipboardHistory(List.of(), "history");
		}
		return new ClipboardHistory(
				history.valueStream().filter((entry) -> !entry.isNull()).map(ClipboardHistory::text).toList(), null);
	}

	/**
	 * The text, or an object that tells more of it.
	 */
	private static String text(JsonNode entry) {
		if (!entry.isObject()) {
			return entry.asString("");
		}
		return entry.hasNonNull("text") ? entry.path("text").asString("") : entry.path("content").asString("");
	}

	@Override
	public String toString() {
		// A clipboard may hold a password
		return "ClipboardHistory[size=%d]".formatted(this.entries.size());
	}

}
