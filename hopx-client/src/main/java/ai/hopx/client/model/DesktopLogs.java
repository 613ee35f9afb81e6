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
 * What the programs that make up a desktop have logged.
 *
 * @param lines the lines; agents send {@code null} where there are none, and one text
 * instead of lines
 * @param missing what the reply lacked
 */
public record DesktopLogs(List<String> lines, @Nullable String missing) implements Checked {

	@JsonCreator
	static DesktopLogs read(@JsonProperty("logs") @Nullable JsonNode logs) {
		if (logs == null) {
			return new DesktopLogs(List.of(), "logs");
		}
		if (logs.isString()) {
			return new DesktopLogs(logs.stringValue().lines().toList(), null);
		}
		if (!(logs.isArray() || logs.isNull())) {
			return new DesktopLogs(List.of(), "logs");
		}
		return new DesktopLogs(
				logs.valueStream().filter((line) -> !line.isNull()).map((line) -> line.asString("")).toList(), null);
	}

	@Override
	public String toString() {
		// Windows have titles, and programs log what they like
		return "DesktopLogs[size=%d]".formatted(this.lines.size());
	}

}
