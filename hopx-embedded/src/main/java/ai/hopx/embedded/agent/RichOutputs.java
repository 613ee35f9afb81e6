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

package ai.hopx.embedded.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.hopx.embedded.runtime.RichData;

/**
 * Rich outputs in both forms of the wire: one field a kind, where the last one wins, and
 * the whole list.
 */
final class RichOutputs {

	private RichOutputs() {
	}

	static void addTo(Map<String, Object> body, List<RichData> outputs) {
		List<Map<String, Object>> list = new ArrayList<>();
		for (RichData output : outputs) {
			addFlat(body, output);
			Map<String, Object> item = new LinkedHashMap<>();
			item.put("type", output.type());
			item.put("format", format(output));
			item.put("data", output.data());
			list.add(item);
		}
		body.put("rich_outputs", list);
	}

	private static void addFlat(Map<String, Object> body, RichData output) {
		switch (output.type()) {
			case "image/png" -> body.put("png", output.data());
			case "image/svg+xml" -> body.put("svg", output.data());
			case "text/html" -> body.put("html", output.data());
			case "text/markdown" -> body.put("markdown", output.data());
			case "application/vnd.dataframe+json" -> body.put("dataframe", output.data());
			case "application/json" -> {
				// Clients expect an object here; anything else is in the list
				if (output.data() instanceof Map<?, ?>) {
					body.put("json", output.data());
				}
			}
			default -> {
			}
		}
	}

	private static String format(RichData output) {
		String type = output.type();
		if (type.endsWith("json")) {
			return "json";
		}
		if ("text/html".equals(type)) {
			return "html";
		}
		boolean text = type.startsWith("text/") || "image/svg+xml".equals(type);
		return text ? "text" : "base64";
	}

}
