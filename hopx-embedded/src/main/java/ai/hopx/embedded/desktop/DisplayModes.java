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
 * Sizes that a screen can have.
 */
final class DisplayModes {

	/** Pictures a second that all modes claim to have. */
	static final double REFRESH_RATE = 60.0;

	static final List<ScreenSize> USUAL = List.of(new ScreenSize(1920, 1080), new ScreenSize(1600, 900),
			new ScreenSize(1440, 900), new ScreenSize(1366, 768), new ScreenSize(1280, 1024), new ScreenSize(1280, 800),
			new ScreenSize(1280, 720), new ScreenSize(1024, 768), new ScreenSize(800, 600), new ScreenSize(640, 480));

	/** A mode that was used before is there already. */
	private static final String SET = """
			xrandr --newmode "$1" $2 2>/dev/null
			xrandr --addmode screen "$1" 2>/dev/null
			exec xrandr --output screen --mode "$1"
			""";

	private DisplayModes() {
	}

	static Mono<Void> set(DesktopPrograms programs, ScreenSize size) {
		// Nothing is sent to a real screen, so any timing will do
		int across = size.width() + 3;
		int down = size.height() + 3;
		String clock = Double.toString(across * down * REFRESH_RATE / 1_000_000);
		String timing = "%s %d %d %d %d %d %d %d %d".formatted(clock, size.width(), size.width() + 1, size.width() + 2,
				across, size.height(), size.height() + 1, size.height() + 2, down);
		return programs.script("xrandr", SET, size.width() + "x" + size.height(), timing).then();
	}

}
