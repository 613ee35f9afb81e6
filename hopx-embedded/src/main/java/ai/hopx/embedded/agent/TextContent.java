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

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.runtime.FileEntry;
import ai.hopx.embedded.web.ApiException;

/**
 * The content of a file on its way into one JSON string. Bytes that are no UTF-8 become
 * replacement characters.
 */
final class TextContent {

	/** It is in memory as a whole, several times over. */
	private static final int MAX_SIZE = 32 << 20;

	private final FileEntry entry;

	private final ByteArrayOutputStream bytes;

	TextContent(FileEntry entry) {
		this.entry = entry;
		this.bytes = new ByteArrayOutputStream((int) Math.min(entry.size(), MAX_SIZE));
	}

	void add(ByteBuffer piece) {
		if (this.bytes.size() + piece.remaining() > MAX_SIZE) {
			throw new ApiException(HttpStatus.BAD_REQUEST, "FILE_TOO_LARGE",
					this.entry.path() + " is too large to be read as text; use /files/download")
				.detail("path", this.entry.path());
		}
		byte[] chunk = new byte[piece.remaining()];
		piece.get(chunk);
		this.bytes.writeBytes(chunk);
	}

	Map<String, Object> reply() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("content", this.bytes.toString(StandardCharsets.UTF_8));
		body.put("path", this.entry.path());
		body.put("size", this.bytes.size());
		return body;
	}

}
