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
 * The windows of a desktop.
 *
 * @param windows the windows; agents send {@code null} where there are none
 * @param missing what the reply lacked
 */
public record WindowList(List<DesktopWindow> windows, @Nullable String missing) implements Checked {

	@JsonCreator
	static WindowList read(@JsonProperty("windows") @Nullable JsonNode windows) {
		if (windows == null || !(windows.isArray() || windows.isNull())) {
			return new WindowList(List.of(), "windows");
		}
		if (windows.valueStream().anyMatch((window) -> !window.hasNonNull("id"))) {
			return new WindowList(List.of(), "id");
		}
		List<DesktopWindow> entries = windows.valueStream()
			.map((window) -> HopxJson.mapper().treeToValue(window, DesktopWindow.class))
			.toList();
		return new WindowList(entries, null);
	}

}
