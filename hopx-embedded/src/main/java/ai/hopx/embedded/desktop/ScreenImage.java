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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What is on a part of the screen. Pixels are blue, green, red and a byte of nothing.
 */
public final class ScreenImage {

	/** Sizes and places of numbers in the header of an XWD file. */
	private static final int HEADER = 100;

	private static final int COLOUR = 12;

	private static final int VERSION = 7;

	private static final int PIXEL = 4;

	/** More than a file has before its pixels. */
	static final int MAX_HEADER = 16 * 1024;

	private final byte[] content;

	private final int offset;

	private final int stride;

	private final ScreenSize size;

	private ScreenImage(byte[] content, int offset, int stride, ScreenSize size) {
		this.content = content;
		this.offset = offset;
		this.stride = stride;
		this.size = size;
	}

	/**
	 * Read the file in which a display server keeps the screen. It is as large as the
	 * screen can get.
	 * @param file the file's content, as far as it is needed
	 * @param size how large the screen is now: the upper left part of the file
	 * @return the image
	 */
	static ScreenImage read(byte[] file, ScreenSize size) {
		if (file.length < HEADER) {
			throw unreadable("it has " + file.length + " bytes");
		}
		ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.BIG_ENDIAN);
		// Size, version, format, depth, width, height, ..., byte order, ..., bits a
		// pixel,
		// bytes a line, ..., number of colours
		if (header.getInt(4) != VERSION || header.getInt(8) != 2 || header.getInt(28) != 0
				|| header.getInt(44) != PIXEL * Byte.SIZE) {
			throw unreadable("its format is not known");
		}
		long offset = unsigned(header.getInt(0)) + COLOUR * unsigned(header.getInt(76));
		long stride = unsigned(header.getInt(48));
		if (offset < HEADER || offset > MAX_HEADER || stride < (long) PIXEL * size.width() || stride > MAX_HEADER) {
			throw unreadable("it has no room for the screen");
		}
		if (file.length < offset + stride * size.height()) {
			throw unreadable("it is too short");
		}
		return new ScreenImage(file, (int) offset, (int) stride, size);
	}

	private static long unsigned(int number) {
		return Integer.toUnsignedLong(number);
	}

	private static DesktopFailure unreadable(String why) {
		return new DesktopFailure(DesktopFailure.Reason.FAILED, "The screen's file cannot be read: " + why);
	}

	public int width() {
		return this.size.width();
	}

	public int height() {
		return this.size.height();
	}

	/**
	 * Cut a part out.
	 * @param region the part, which lies within this image
	 * @return an image that shares this one's pixels
	 */
	ScreenImage crop(ScreenRegion region) {
		return new ScreenImage(this.content, this.offset + region.y() * this.stride + region.x() * PIXEL, this.stride,
				new ScreenSize(region.width(), region.height()));
	}

	/**
	 * Write this image down as PNG.
	 * @return the file's content
	 */
	public byte[] png() {
		PngWriter writer = new PngWriter(width(), height());
		byte[] row = new byte[width() * PngWriter.BYTES];
		for (int y = 0; y < height(); y++) {
			int from = this.offset + y * this.stride;
			for (int to = 0; to < row.length; to += PngWriter.BYTES, from += PIXEL) {
				row[to] = this.content[from + 2];
				row[to + 1] = this.content[from + 1];
				row[to + 2] = this.content[from];
			}
			writer.add(row);
		}
		return writer.finish();
	}

	/**
	 * Write this image down in shades of grey, in a form that needs no compression.
	 * @param scale how many pixels become of one, each way
	 * @return the content of a PGM file
	 */
	byte[] pgm(int scale) {
		byte[] header = "P5 %d %d 255\n".formatted(width() * scale, height() * scale)
			.getBytes(StandardCharsets.US_ASCII);
		int line = width() * scale;
		byte[] file = new byte[header.length + line * height() * scale];
		System.arraycopy(header, 0, file, 0, header.length);
		int to = header.length;
		for (int y = 0; y < height(); y++) {
			int start = to;
			int from = this.offset + y * this.stride;
			for (int x = 0; x < width(); x++, from += PIXEL) {
				byte grey = grey(from);
				for (int i = 0; i < scale; i++) {
					file[to++] = grey;
				}
			}
			for (int i = 1; i < scale; i++, to += line) {
				System.arraycopy(file, start, file, to, line);
			}
		}
		return file;
	}

	private byte grey(int pixel) {
		int blue = this.content[pixel] & 0xFF;
		int green = this.content[pixel + 1] & 0xFF;
		int red = this.content[pixel + 2] & 0xFF;
		return (byte) ((red * 77 + green * 150 + blue * 29) >> 8);
	}

}
