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

package ai.hopx.embedded;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ai.hopx.embedded.Http.Reply;

/**
 * A form, part by part in the order they are added.
 */
final class Multipart {

	private static final String BOUNDARY = "----test-boundary-7f3a";

	private final List<InputStream> pieces = new ArrayList<>();

	Multipart field(String name, String value) {
		add("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
		return this;
	}

	Multipart file(String name, String filename, byte[] content) {
		return file(name, filename, new ByteArrayInputStream(content));
	}

	Multipart file(String name, String filename, InputStream content) {
		add("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + filename
				+ "\"\r\nContent-Type: application/octet-stream\r\n\r\n");
		this.pieces.add(content);
		add("\r\n");
		return this;
	}

	private void add(String text) {
		this.pieces.add(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	Reply postTo(Http http, String path) {
		add("--" + BOUNDARY + "--\r\n");
		InputStream body = new SequenceInputStream(Collections.enumeration(this.pieces));
		return http.with("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
			.send("POST", path, BodyPublishers.ofInputStream(() -> body));
	}

}
