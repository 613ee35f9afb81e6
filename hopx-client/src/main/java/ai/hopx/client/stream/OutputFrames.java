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

import ai.hopx.client.model.HopxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;

/**
 * Reads the frames that come by the thousand, those of output, in one pass and without a
 * tree.
 */
final class OutputFrames {

	private static final TokenStreamFactory PARSERS = HopxJson.mapper().tokenStreamFactory();

	private OutputFrames() {
	}

	/**
	 * Read a frame of output.
	 * @param text the frame
	 * @return its output, or {@code null} where it is another frame or not as usual, and
	 * to be read in the usual way
	 */
	static @Nullable ExecutionEvent read(String text) {
		try (JsonParser parser = PARSERS.createParser(ObjectReadContext.empty(), text)) {
			return (parser.nextToken() == JsonToken.START_OBJECT) ? read(parser) : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable ExecutionEvent read(JsonParser parser) {
		String type = null;
		String data = null;
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken value = parser.nextToken();
			if (name.equals("type")) {
				type = (value == JsonToken.VALUE_STRING) ? parser.getString() : "";
				if (!type.equals("stdout") && !type.equals("stderr")) {
					return null;
				}
			}
			else if (name.equals("data")) {
				if (value != JsonToken.VALUE_STRING) {
					return null;
				}
				data = parser.getString();
			}
			else {
				parser.skipChildren();
			}
			if (type != null && data != null) {
				// What else there may be says nothing of the output
				return type.equals("stdout") ? new ExecutionEvent.Stdout(data) : new ExecutionEvent.Stderr(data);
			}
		}
		return null;
	}

}
