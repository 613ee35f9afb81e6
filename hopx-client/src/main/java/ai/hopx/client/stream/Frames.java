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
package ai.hopx.client.stream;

import java.util.Map;

import ai.hopx.client.model.HopxJson;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Frames are JSON objects, or nothing that we know.
 */
final class Frames {

	private static final Log logger = LogFactory.getLog(Frames.class);

	private Frames() {
	}

	static String write(Map<String, ?> frame) {
		return HopxJson.mapper().writeValueAsString(frame);
	}

	/**
	 * Read a frame.
	 * @return the object, or {@code null} where the text is none
	 */
	static @Nullable JsonNode tree(String text) {
		try {
			JsonNode tree = HopxJson.mapper().readTree(text);
			if (tree.isObject()) {
				return tree;
			}
		}
		catch (JacksonException ex) {
			// As below
		}
		logger.debug("Left out a frame of %d characters that is no JSON object".formatted(text.length()));
		return null;
	}

	/**
	 * Read what a frame says.
	 * @return the value, or {@code null} where there is a number in it that no number of
	 * ours holds
	 */
	static <T> @Nullable T read(JsonNode tree, Class<T> type) {
		try {
			return HopxJson.mapper().treeToValue(tree, type);
		}
		catch (JacksonException ex) {
			logger.debug("Left out a frame that cannot be read as " + type.getSimpleName());
			return null;
		}
	}

}
