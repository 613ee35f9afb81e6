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

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import ai.hopx.embedded.runtime.SandboxFiles;

/**
 * What can be seen. The display server keeps the screen in a file, so that no tool is
 * needed to take an image of it.
 */
public final class Screen {

	/** More than one row of the largest screen. */
	private static final int MAX_STRIDE = ScreenSize.MAX.width() * 4;

	private final DesktopPrograms programs;

	Screen(DesktopPrograms programs) {
		this.programs = programs;
	}

	/**
	 * Return how large the screen is now.
	 * @return its size
	 */
	public Mono<ScreenSize> size() {
		return this.programs.run("xdotool", "getdisplaygeometry").map(ScreenSize::parse);
	}

	/**
	 * Take an image of all of the screen.
	 * @return the image
	 */
	public Mono<ScreenImage> image() {
		return size().flatMap(this::read);
	}

	/**
	 * Take an image of a part of the screen.
	 * @param region the part; what lies outside of the screen is left out
	 * @return the image; a failure where nothing is left
	 */
	public Mono<ScreenImage> image(ScreenRegion region) {
		return size().flatMap((size) -> {
			ScreenRegion visible = region.on(size);
			if (visible.isEmpty()) {
				throw new DesktopFailure(DesktopFailure.Reason.INVALID,
						"Fields 'x', 'y', 'width' and 'height' describe no part of the screen, which is " + size.width()
								+ "x" + size.height());
			}
			return read(size).map((image) -> image.crop(visible));
		});
	}

	private Mono<ScreenImage> read(ScreenSize size) {
		return read(this.programs.runtime().files(), ScreenImage.MAX_HEADER + size.height() * MAX_STRIDE)
			.map((content) -> ScreenImage.read(content, size))
			// Making a file of it takes a while
			.publishOn(Schedulers.boundedElastic());
	}

	private static Mono<byte[]> read(SandboxFiles files, int enough) {
		return Mono.defer(() -> {
			ByteArrayOutputStream content = new ByteArrayOutputStream(enough);
			return files.read(DisplayServer.SCREEN_FILE)
				.takeUntil((piece) -> add(piece, content) >= enough)
				.then(Mono.fromSupplier(content::toByteArray));
		});
	}

	private static int add(ByteBuffer piece, ByteArrayOutputStream content) {
		byte[] bytes = new byte[piece.remaining()];
		piece.get(bytes);
		content.writeBytes(bytes);
		return content.size();
	}

}
