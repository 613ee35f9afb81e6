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

package ai.hopx.client.desktop;

/**
 * Where to scroll. Open: other directions can be named, as the agent names them.
 *
 * @param value the agent's name of the direction
 */
public record ScrollDirection(String value) {

	/**
	 * Towards the beginning.
	 */
	public static final ScrollDirection UP = new ScrollDirection("up");

	/**
	 * Towards the end.
	 */
	public static final ScrollDirection DOWN = new ScrollDirection("down");

	/**
	 * Sideways, towards the left edge.
	 */
	public static final ScrollDirection LEFT = new ScrollDirection("left");

	/**
	 * Sideways, towards the right edge.
	 */
	public static final ScrollDirection RIGHT = new ScrollDirection("right");

	public ScrollDirection {
		OpenValues.check("scroll direction", value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
