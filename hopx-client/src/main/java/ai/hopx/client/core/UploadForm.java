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

package ai.hopx.client.core;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import ai.hopx.client.HopxRequest.StreamedBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/**
 * The form with which a file is uploaded: the path first, so that the agent knows where
 * the bytes go before they come, then the file. Its length is known where the file's is,
 * and nothing of the file is held.
 */
final class UploadForm {

	private final String boundary = MimeTypeUtils.generateMultipartBoundaryString();

	private final byte[] head;

	private final byte[] tail;

	UploadForm(String path) {
		String start = "--" + this.boundary + "\r\n";
		this.head = bytes(start + "Content-Disposition: form-data; name=\"path\"\r\n\r\n" + path + "\r\n" + start
				+ "Content-Disposition: form-data; name=\"file\"; filename=\"" + filename(path) + "\"\r\n"
				+ "Content-Type: application/octet-stream\r\n\r\n");
		this.tail = bytes("\r\n--" + this.boundary + "--\r\n");
	}

	/**
	 * Make the body.
	 * @param length length of the file, or -1 where unknown
	 * @param file the file's content, subscribed to once an attempt
	 */
	StreamedBody body(long length, Flux<DataBuffer> file) {
		MediaType type = new MediaType(MediaType.MULTIPART_FORM_DATA, Map.of("boundary", this.boundary));
		long total = (length >= 0) ? this.head.length + length + this.tail.length : -1;
		return new StreamedBody(type, total, () -> Flux.concat(buffer(this.head), file, buffer(this.tail)));
	}

	private static Mono<DataBuffer> buffer(byte[] bytes) {
		return Mono.fromSupplier(() -> DefaultDataBufferFactory.sharedInstance.wrap(bytes));
	}

	/**
	 * As browsers write it: what would end the name or the line is percent-encoded.
	 */
	private static String filename(String path) {
		String name = path.substring(path.lastIndexOf('/') + 1);
		return (name.isEmpty() ? "file" : name).replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
