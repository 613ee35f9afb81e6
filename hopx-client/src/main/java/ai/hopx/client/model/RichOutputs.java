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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;

/**
 * Brings together the two ways in which agents give rich output: a list, and flat fields
 * that hold the last of each kind.
 */
final class RichOutputs {

	private static final String BASE64 = "base64";

	private static final String DATA_URI = "data:";

	private RichOutputs() {
	}

	/**
	 * The list first, as only it has an order; then what only the flat fields have.
	 */
	static List<RichOutput> merge(ExecutionReply reply) {
		List<RichOutput> outputs = new ArrayList<>();
		if (reply.richOutputs() != null) {
			reply.richOutputs().forEach((item) -> add(outputs, item));
		}
		addMissing(outputs, binary(RichOutput.PNG, reply.png()));
		addMissing(outputs, text(RichOutput.SVG, reply.svg()));
		addMissing(outputs, text(RichOutput.HTML, reply.html()));
		addMissing(outputs, text(RichOutput.MARKDOWN, reply.markdown()));
		addMissing(outputs, json(RichOutput.JSON, reply.json()));
		addMissing(outputs, json(RichOutput.DATAFRAME, reply.dataframe()));
		addMissing(outputs, text(RichOutput.TEXT, reply.result()));
		return outputs;
	}

	static @Nullable String text(List<RichOutput> outputs) {
		return outputs.stream()
			.filter((output) -> output.is(RichOutput.TEXT) && !output.base64())
			.map(RichOutput::data)
			.findFirst()
			.orElse(null);
	}

	private static void add(List<RichOutput> outputs, ExecutionReply.@Nullable RichItem item) {
		RichOutput output = (item != null) ? read(item) : null;
		if (output != null) {
			outputs.add(output);
		}
	}

	private static @Nullable RichOutput read(ExecutionReply.RichItem item) {
		String type = item.type();
		JsonNode data = item.data();
		if (!StringUtils.hasText(type) || data == null || data.isNull()) {
			return null;
		}
		if (!data.isString() || type.endsWith("json")) {
			return json(type, data);
		}
		return isBinary(type, item.format()) ? binary(type, data.stringValue()) : text(type, data.stringValue());
	}

	private static boolean isBinary(String type, @Nullable String format) {
		if (format != null) {
			return format.equalsIgnoreCase(BASE64);
		}
		return type.regionMatches(true, 0, "image/", 0, 6) && !type.equalsIgnoreCase(RichOutput.SVG);
	}

	private static @Nullable RichOutput binary(String type, @Nullable String data) {
		if (!StringUtils.hasText(data)) {
			return null;
		}
		int comma = data.indexOf(',');
		String base64 = (data.startsWith(DATA_URI) && comma > 0) ? data.substring(comma + 1) : data;
		return new RichOutput(type, base64.replaceAll("\\s", ""), true);
	}

	private static @Nullable RichOutput text(String type, @Nullable String data) {
		return (data != null && !data.isEmpty()) ? new RichOutput(type, data, false) : null;
	}

	private static @Nullable RichOutput json(String type, @Nullable JsonNode data) {
		if (data == null || data.isNull()) {
			return null;
		}
		return text(type, compact(data));
	}

	/**
	 * One spelling for equal values, or the list and the flat field would look different.
	 */
	private static String compact(JsonNode data) {
		if (!data.isString()) {
			return data.toString();
		}
		try {
			return HopxJson.mapper().readTree(data.stringValue()).toString();
		}
		catch (JacksonException ex) {
			return data.stringValue();
		}
	}

	private static void addMissing(List<RichOutput> outputs, @Nullable RichOutput output) {
		if (output != null && !outputs.contains(output)) {
			outputs.add(output);
		}
	}

}
