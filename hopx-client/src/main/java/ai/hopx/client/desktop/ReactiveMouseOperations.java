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
import reactor.core.publisher.Mono;

/**
 * The mouse of one sandbox, without blocking. Safe for use from many threads.
 *
 * @see MouseOperations
 */
public interface ReactiveMouseOperations {

	/**
	 * Click once with the left button: {@code POST /desktop/mouse/click}.
	 * @param point where
	 * @return completion
	 */
	Mono<Void> click(ScreenPoint point);

	/**
	 * Click: {@code POST /desktop/mouse/click}.
	 * @param point where
	 * @param button the button
	 * @param clicks how often in quick succession, at least 1
	 * @return completion
	 */
	Mono<Void> click(ScreenPoint point, MouseButton button, int clicks);

	/**
	 * Click twice with the left button: {@code POST /desktop/mouse/click}.
	 * @param point where
	 * @return completion
	 */
	Mono<Void> doubleClick(ScreenPoint point);

	/**
	 * Move the pointer: {@code POST /desktop/mouse/move}.
	 * @param point where to
	 * @return completion
	 */
	Mono<Void> move(ScreenPoint point);

	/**
	 * Move the pointer with the left button held down: {@code POST
	 * /desktop/mouse/drag}.
	 * @param from where to press the button
	 * @param to where to let it go
	 * @return completion
	 */
	Mono<Void> drag(ScreenPoint from, ScreenPoint to);

	/**
	 * Move the pointer with a button held down: {@code POST /desktop/mouse/drag}.
	 * @param from where to press the button
	 * @param to where to let it go
	 * @param button the button
	 * @return completion
	 */
	Mono<Void> drag(ScreenPoint from, ScreenPoint to, MouseButton button);

	/**
	 * Drag something and drop it on something else, as programs expect it that take files
	 * or text so: {@code POST /desktop/x11/drag-drop}.
	 * @param from where to take it
	 * @param to where to drop it
	 * @return completion
	 */
	Mono<Void> dragAndDrop(ScreenPoint from, ScreenPoint to);

	/**
	 * Turn the wheel where the pointer is: {@code POST /desktop/mouse/scroll}.
	 * @param direction where to scroll
	 * @param amount how many steps, at least 1
	 * @return completion
	 */
	Mono<Void> scroll(ScrollDirection direction, int amount);

	/**
	 * Turn the wheel: {@code POST /desktop/mouse/scroll}.
	 * @param point where
	 * @param direction where to scroll
	 * @param amount how many steps, at least 1
	 * @return completion
	 */
	Mono<Void> scroll(ScreenPoint point, ScrollDirection direction, int amount);

}
