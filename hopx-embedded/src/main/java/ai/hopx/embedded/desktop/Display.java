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

import java.util.List;

import reactor.core.publisher.Mono;

/**
 * The size of the screen.
 */
public final class Display {

	/** Bits of a pixel. */
	public static final int DEPTH = 24;

	/** Pictures a second. */
	public static final double REFRESH_RATE = DisplayModes.REFRESH_RATE;

	private final DesktopPrograms programs;

	private final Screen screen;

	Display(DesktopPrograms programs, Screen screen) {
		this.programs = programs;
		this.screen = screen;
	}

	/**
	 * Return the usual sizes. Others can be set as well, between the smallest and the
	 * largest.
	 * @return sizes, the largest first
	 */
	public List<ScreenSize> sizes() {
		return DisplayModes.USUAL;
	}

	/**
	 * Return the size.
	 * @return how large the screen is now
	 */
	public Mono<ScreenSize> size() {
		return this.screen.size();
	}

	/**
	 * Change the size.
	 * @param size the size
	 * @return how large the screen is then
	 */
	public Mono<ScreenSize> resize(ScreenSize size) {
		return DisplayModes.set(this.programs, size).then(size());
	}

}
