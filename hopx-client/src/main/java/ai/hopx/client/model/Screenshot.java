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

import java.nio.ByteBuffer;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An image of a screen or of a part of it. Immutable. It shows what untrusted code put
 * there, and perhaps a user's secrets.
 */
public final class Screenshot {

	private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

	private static final byte[] JPEG = { (byte) 0xFF, (byte) 0xD8, (byte) 0xFF };

	/**
	 * Signature, length and name of the first chunk, then width and height.
	 */
	private static final int PNG_SIZE = 16;

	private final ImageFormat format;

	private final byte[] bytes;

	private final @Nullable Integer width;

	private final @Nullable Integer height;

	private Screenshot(ImageFormat format, byte[] bytes, @Nullable Integer width, @Nullable Integer height) {
		this.format = format;
		this.bytes = bytes;
		this.width = width;
		this.height = height;
	}

	/**
	 * Read a reply: the image itself, or JSON with the image in Base64. What it is, its
	 * first bytes say, and no label.
	 * @param reply the whole reply
	 * @return the image
	 * @throws IllegalArgumentException where there is none in it, with a sentence that
	 * says why and quotes nothing
	 */
	public static Screenshot read(byte[] reply) {
		if (startsWith(reply, PNG) || startsWith(reply, JPEG)) {
			return image(reply, null, null);
		}
		JsonNode json = json(reply);
		JsonNode image = json.path("image");
		if (!image.isString() || image.stringValue().isEmpty()) {
			throw new IllegalArgumentException("it is JSON without 'image'");
		}
		return image(decode(image.stringValue()), size(json.path("width")), size(json.path("height")));
	}

	private static JsonNode json(byte[] reply) {
		try {
			JsonNode json = HopxJson.mapper().readTree(reply);
			if (json.isObject()) {
				return json;
			}
		}
		catch (JacksonException ex) {
			// Neither one nor the other: told below, without a quote
		}
		throw new IllegalArgumentException("its %d bytes are neither PNG nor JPEG nor JSON".formatted(reply.length));
	}

	private static byte[] decode(String image) {
		int comma = image.startsWith("data:") ? image.indexOf(',') : -1;
		try {
			return Base64.getMimeDecoder().decode(image.substring(comma + 1));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("its 'image' is no Base64", ex);
		}
	}

	private static Screenshot image(byte[] bytes, @Nullable Integer width, @Nullable Integer height) {
		if (startsWith(bytes, PNG) && bytes.length >= PNG_SIZE + 8) {
			ByteBuffer header = ByteBuffer.wrap(bytes, PNG_SIZE, 8);
			return new Screenshot(ImageFormat.PNG, bytes, header.getInt(), header.getInt());
		}
		if (startsWith(bytes, JPEG)) {
			return new Screenshot(ImageFormat.JPEG, bytes, width, height);
		}
		throw new IllegalArgumentException("its image of %d bytes is neither PNG nor JPEG".formatted(bytes.length));
	}

	private static @Nullable Integer size(JsonNode size) {
		return size.isInt() ? size.intValue() : null;
	}

	private static boolean startsWith(byte[] bytes, byte[] start) {
		return bytes.length >= start.length && ByteBuffer.wrap(bytes, 0, start.length).equals(ByteBuffer.wrap(start));
	}

	/**
	 * Return the image's format.
	 * @return the format
	 */
	public ImageFormat format() {
		return this.format;
	}

	/**
	 * Return the image.
	 * @return a copy of its bytes, as a file of its format has them
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return how wide the image is.
	 * @return the pixels across, or {@code null} for a JPEG of which the agent did not
	 * say
	 */
	public @Nullable Integer width() {
		return this.width;
	}

	/**
	 * Return how high the image is.
	 * @return the pixels down, or {@code null} for a JPEG of which the agent did not say
	 */
	public @Nullable Integer height() {
		return this.height;
	}

	@Override
	public String toString() {
		return "Screenshot[format=%s, width=%s, height=%s, length=%d]".formatted(this.format, this.width, this.height,
				this.bytes.length);
	}

}
