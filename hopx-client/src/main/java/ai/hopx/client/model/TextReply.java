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

import org.jspecify.annotations.Nullable;

/**
 * Reply with text, from the clipboard or from the screen, as it comes. Agents name it one
 * way, the other, or both.
 *
 * @param text the text
 * @param content the text
 */
public record TextReply(@Nullable String text, @Nullable String content) implements Checked {

	@Override
	public @Nullable String missing() {
		return (this.text == null && this.content == null) ? "text" : null;
	}

	/**
	 * Return the text.
	 * @return the text, empty where there is none
	 */
	public String value() {
		if (this.text != null) {
			return this.text;
		}
		return (this.content != null) ? this.content : "";
	}

	@Override
	public String toString() {
		// A clipboard may hold a password
		return "TextReply[length=%d]".formatted(value().length());
	}

}
