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

/**
 * The size of a screen, in pixels.
 *
 * @param width its width
 * @param height its height
 */
public record ScreenSize(int width, int height) {

	/** How large a screen can be made. */
	public static final ScreenSize MAX = new ScreenSize(1920, 1080);

	/** How small a screen can be made. */
	public static final ScreenSize MIN = new ScreenSize(320, 200);

	/** What a screen is at first. */
	static final ScreenSize INITIAL = new ScreenSize(1280, 720);

	static ScreenSize parse(String answer) {
		String[] words = answer.strip().split("\\s+");
		try {
			ScreenSize size = new ScreenSize(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
			if (size.width > 0 && size.height > 0 && size.width <= MAX.width && size.height <= MAX.height) {
				return size;
			}
		}
		catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
			// Said below
		}
		throw new DesktopFailure(DesktopFailure.Reason.FAILED, "The size of the screen is not known");
	}

	ScreenRegion all() {
		return new ScreenRegion(0, 0, this.width, this.height);
	}

}
