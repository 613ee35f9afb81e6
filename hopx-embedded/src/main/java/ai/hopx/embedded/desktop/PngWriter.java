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

package ai.hopx.embedded.desktop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a PNG of 24 bits a pixel, row by row. The JDK's own writer would load all of its
 * graphics for that.
 */
final class PngWriter {

	/** Bytes of a pixel: red, green, blue. */
	static final int BYTES = 3;

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

	private static final byte BITS = 8;

	private static final byte TRUE_COLOUR = 2;

	/** A row is what it differs by from the one above: mostly nothing. */
	private static final byte UP = 2;

	private final ByteArrayOutputStream file = new ByteArrayOutputStream();

	private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();

	private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

	private final byte[] above;

	private final byte[] filtered;

	private final byte[] piece = new byte[16 * 1024];

	PngWriter(int width, int height) {
		this.above = new byte[width * BYTES];
		this.filtered = new byte[1 + width * BYTES];
		this.file.writeBytes(SIGNATURE);
		chunk("IHDR",
				ByteBuffer.allocate(13)
					.putInt(width)
					.putInt(height)
					.put(BITS)
					.put(TRUE_COLOUR)
					.put(new byte[3])
					.array());
	}

	/**
	 * Add the next row.
	 * @param row its pixels, which the caller may change afterwards
	 */
	void add(byte[] row) {
		this.filtered[0] = UP;
		for (int i = 0; i < row.length; i++) {
			this.filtered[i + 1] = (byte) (row[i] - this.above[i]);
		}
		System.arraycopy(row, 0, this.above, 0, row.length);
		this.deflater.setInput(this.filtered);
		while (!this.deflater.needsInput()) {
			deflate();
		}
	}

	/**
	 * Add what comes after the last row.
	 * @return the file's content
	 */
	byte[] finish() {
		this.deflater.finish();
		while (!this.deflater.finished()) {
			deflate();
		}
		this.deflater.end();
		chunk("IDAT", this.pixels.toByteArray());
		chunk("IEND", new byte[0]);
		return this.file.toByteArray();
	}

	private void deflate() {
		this.pixels.write(this.piece, 0, this.deflater.deflate(this.piece));
	}

	private void chunk(String type, byte[] content) {
		byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		CRC32 check = new CRC32();
		check.update(name);
		check.update(content);
		this.file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
		this.file.writeBytes(name);
		this.file.writeBytes(content);
		this.file.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
	}

}
