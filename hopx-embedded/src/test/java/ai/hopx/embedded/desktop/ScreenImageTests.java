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

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The display server's file, and what is made of it.
 */
class ScreenImageTests {

	private static final int COLOURS = 256;

	/** A file of the largest screen's size, of which each pixel says where it is. */
	private static byte[] file(int width, int height) {
		ByteBuffer file = ByteBuffer.allocate(160 + COLOURS * 12 + width * height * 4);
		int[] header = { 160, 7, 2, 24, width, height, 0, 0, 32, 0, 32, 32, width * 4, 4, 0xFF0000, 0xFF00, 0xFF, 8,
				COLOURS, COLOURS, width, height, 0, 0, 0 };
		for (int number : header) {
			file.putInt(number);
		}
		file.position(160 + COLOURS * 12);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				file.put((byte) x).put((byte) y).put((byte) (x + y)).put((byte) 99);
			}
		}
		return file.array();
	}

	@Test
	void isTheUpperLeftPartOfTheFile() throws IOException {
		BufferedImage image = decoded(ScreenImage.read(file(40, 30), new ScreenSize(31, 17)));
		assertThat(image.getWidth()).isEqualTo(31);
		assertThat(image.getHeight()).isEqualTo(17);
		for (int y = 0; y < 17; y++) {
			for (int x = 0; x < 31; x++) {
				assertThat(image.getRGB(x, y) & 0xFFFFFF).isEqualTo((x + y) << 16 | y << 8 | x);
			}
		}
	}

	@Test
	void isCutOut() throws IOException {
		ScreenImage part = ScreenImage.read(file(40, 30), new ScreenSize(40, 30))
			.crop(new ScreenRegion(5, 7, 11, 13))
			.crop(new ScreenRegion(1, 2, 3, 4));
		BufferedImage image = decoded(part);
		assertThat(image.getWidth()).isEqualTo(3);
		assertThat(image.getHeight()).isEqualTo(4);
		assertThat(image.getRGB(2, 3) & 0xFFFFFF).isEqualTo((8 + 12) << 16 | 12 << 8 | 8);
	}

	@Test
	void isMadeGreyAndLarger() {
		byte[] pgm = ScreenImage.read(file(4, 2), new ScreenSize(2, 2)).pgm(2);
		String header = "P5 4 4 255\n";
		assertThat(new String(pgm, 0, header.length())).isEqualTo(header);
		// Of blue x, green y and red x + y
		byte right = (77 + 29) >> 8;
		byte below = (77 + 150) >> 8;
		byte both = (77 * 2 + 150 + 29) >> 8;
		assertThat(pgm).hasSize(header.length() + 16)
			.endsWith(0, 0, right, right, 0, 0, right, right, below, below, both, both, below, below, both, both);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 4, 8, 28, 44, 48, 76 })
	void refusesWhatItDoesNotKnow(int field) {
		for (int wrong : new int[] { -1, 100_000, Integer.MAX_VALUE, Integer.MIN_VALUE }) {
			byte[] file = file(8, 8);
			ByteBuffer.wrap(file).putInt(field, wrong);
			assertThatExceptionOfType(DesktopFailure.class)
				.isThrownBy(() -> ScreenImage.read(file, new ScreenSize(8, 8)));
		}
	}

	@Test
	void neitherGarbageNorHalfAFileIsAnImage() {
		byte[] whole = file(8, 8);
		for (int length : new int[] { 0, 99, 100, 160, whole.length - 1 }) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatExceptionOfType(DesktopFailure.class)
				.isThrownBy(() -> ScreenImage.read(part, new ScreenSize(8, 8)));
		}
		byte[] garbage = new byte[10_000];
		new Random(3).nextBytes(garbage);
		assertThatExceptionOfType(DesktopFailure.class)
			.isThrownBy(() -> ScreenImage.read(garbage, new ScreenSize(8, 8)));
	}

	@Test
	void isSmallAsAFileWhereMuchIsTheSame() {
		byte[] empty = new byte[160 + COLOURS * 12 + 1920 * 1080 * 4];
		System.arraycopy(file(1920, 1), 0, empty, 0, 160);
		assertThat(ScreenImage.read(empty, new ScreenSize(1920, 1080)).png()).hasSizeLessThan(64 * 1024);
	}

	private static BufferedImage decoded(ScreenImage image) throws IOException {
		BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(image.png()));
		assertThat(decoded).isNotNull();
		return decoded;
	}

}
