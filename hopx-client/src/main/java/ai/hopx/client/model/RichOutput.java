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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One piece of rich output of a run: a plot, a table, a rendered page, a value.
 *
 * @param type its media type, as the service named it, such as {@code image/png}
 * @param data its content: Base64 for what is binary, else the text or JSON itself
 * @param base64 whether {@code data} is Base64
 */
public record RichOutput(String type, String data, boolean base64) {

	/**
	 * A plot or picture. Binary.
	 */
	public static final String PNG = "image/png";

	/**
	 * A drawing. Text.
	 */
	public static final String SVG = "image/svg+xml";

	/**
	 * A fragment of a page. It comes from untrusted code.
	 */
	public static final String HTML = "text/html";

	/**
	 * Markdown text.
	 */
	public static final String MARKDOWN = "text/markdown";

	/**
	 * Any JSON value.
	 */
	public static final String JSON = "application/json";

	/**
	 * A table, as JSON.
	 */
	public static final String DATAFRAME = "application/vnd.dataframe+json";

	/**
	 * The value of the last expression as the language prints it.
	 */
	public static final String TEXT = "text/plain";

	/**
	 * Return whether this is of a media type.
	 * @param type the type, such as {@link #PNG}
	 * @return whether it is
	 */
	public boolean is(String type) {
		return this.type.equalsIgnoreCase(type);
	}

	/**
	 * Return the content as bytes: decoded where it is Base64, else the text in UTF-8.
	 * @return the bytes
	 * @throws IllegalStateException where the service's Base64 is broken
	 */
	public byte[] asBytes() {
		if (!this.base64) {
			return this.data.getBytes(StandardCharsets.UTF_8);
		}
		try {
			return Base64.getMimeDecoder().decode(this.data);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException("The sandbox sent %s that is no Base64".formatted(this.type), ex);
		}
	}

	/**
	 * Return the content as text: as it is, or decoded as UTF-8 where it is Base64.
	 * @return the text
	 * @throws IllegalStateException where the service's Base64 is broken
	 */
	public String asText() {
		return this.base64 ? new String(asBytes(), StandardCharsets.UTF_8) : this.data;
	}

	/**
	 * Return the content as JSON.
	 * @return the JSON value
	 * @throws IllegalStateException where it is none
	 */
	public JsonNode asJson() {
		try {
			return HopxJson.mapper().readTree(asText());
		}
		catch (JacksonException ex) {
			throw new IllegalStateException("The sandbox sent %s that is no JSON".formatted(this.type), ex);
		}
	}

	@Override
	public String toString() {
		// Output of user code does not belong into logs
		return "RichOutput[type=%s, length=%d]".formatted(this.type, this.data.length());
	}

}
