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

/**
 * A rectangle of a screen. Where it is given to a call, it must lie on the screen's side
 * of the two edges that are counted from, and must not be empty. What the service finds
 * may reach over an edge.
 *
 * @param x pixels from the left edge
 * @param y pixels from the upper edge
 * @param width pixels across
 * @param height pixels down
 */
public record ScreenRegion(int x, int y, int width, int height) {

	/**
	 * Return the point in the middle, which is where to click on what was found.
	 * @return the point
	 */
	public ScreenPoint center() {
		return new ScreenPoint(this.x + this.width / 2, this.y + this.height / 2);
	}

}
