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

import ai.hopx.client.model.ScreenPoint;

/**
 * The mouse of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveMouseOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface MouseOperations {

	/**
	 * Click once with the left button.
	 * @param point where
	 */
	void click(ScreenPoint point);

	/**
	 * Click.
	 * @param point where
	 * @param button the button
	 * @param clicks how often in quick succession, at least 1
	 */
	void click(ScreenPoint point, MouseButton button, int clicks);

	/**
	 * Click twice with the left button.
	 * @param point where
	 */
	void doubleClick(ScreenPoint point);

	/**
	 * Move the pointer.
	 * @param point where to
	 */
	void move(ScreenPoint point);

	/**
	 * Move the pointer with the left button held down.
	 * @param from where to press the button
	 * @param to where to let it go
	 */
	void drag(ScreenPoint from, ScreenPoint to);

	/**
	 * Move the pointer with a button held down.
	 * @param from where to press the button
	 * @param to where to let it go
	 * @param button the button
	 */
	void drag(ScreenPoint from, ScreenPoint to, MouseButton button);

	/**
	 * Drag something and drop it on something else, as programs expect it that take files
	 * or text so.
	 * @param from where to take it
	 * @param to where to drop it
	 */
	void dragAndDrop(ScreenPoint from, ScreenPoint to);

	/**
	 * Turn the wheel where the pointer is.
	 * @param direction where to scroll
	 * @param amount how many steps, at least 1
	 */
	void scroll(ScrollDirection direction, int amount);

	/**
	 * Turn the wheel.
	 * @param point where
	 * @param direction where to scroll
	 * @param amount how many steps, at least 1
	 */
	void scroll(ScreenPoint point, ScrollDirection direction, int amount);

}
