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

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import tools.jackson.databind.JsonNode;

/**
 * Id of a window. Some agents write it as a number and some as text, and it goes back to
 * them as they wrote it.
 *
 * @param value the id
 * @param number whether it is written as a number
 */
public record WindowId(String value, boolean number) {

	private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

	/**
	 * Create an id. What is no number is written as text.
	 */
	public WindowId {
		number = number && NUMBER.matcher(value).matches();
	}

	/**
	 * Return an id that is written as text.
	 * @param value the id, such as {@code 0x02400003}
	 * @return the id
	 */
	public static WindowId of(String value) {
		return new WindowId(value, false);
	}

	/**
	 * Return an id that is written as a number.
	 * @param value the id
	 * @return the id
	 */
	public static WindowId of(long value) {
		return new WindowId(Long.toString(value), true);
	}

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static WindowId read(JsonNode id) {
		return id.isIntegralNumber() ? of(id.longValue()) : of(id.isString() ? id.stringValue() : id.toString());
	}

	@JsonValue
	Object json() {
		return this.number ? (Object) Long.valueOf(this.value) : this.value;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
