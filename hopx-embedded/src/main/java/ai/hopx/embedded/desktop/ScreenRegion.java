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
 * A rectangle of the screen, in pixels.
 *
 * @param x its left edge
 * @param y its upper edge
 * @param width its width
 * @param height its height
 */
public record ScreenRegion(int x, int y, int width, int height) {

	/**
	 * Return what of this region is on a screen.
	 * @param screen the screen's size
	 * @return the part, which may be empty
	 */
	ScreenRegion on(ScreenSize screen) {
		int left = Math.max(0, this.x);
		int top = Math.max(0, this.y);
		int right = Math.min(screen.width(), this.x + this.width);
		int bottom = Math.min(screen.height(), this.y + this.height);
		return new ScreenRegion(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
	}

	boolean isEmpty() {
		return this.width <= 0 || this.height <= 0;
	}

	ScreenRegion union(ScreenRegion other) {
		int left = Math.min(this.x, other.x);
		int top = Math.min(this.y, other.y);
		return new ScreenRegion(left, top, Math.max(this.x + this.width, other.x + other.width) - left,
				Math.max(this.y + this.height, other.y + other.height) - top);
	}

}
