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

package ai.hopx.client.core;

import ai.hopx.client.desktop.MouseButton;
import ai.hopx.client.desktop.MouseOperations;
import ai.hopx.client.desktop.ReactiveMouseOperations;
import ai.hopx.client.desktop.ScrollDirection;
import ai.hopx.client.model.ScreenPoint;

/**
 * Waits for {@link ReactiveMouseOperations}.
 */
record BlockingMouseOperations(ReactiveMouseOperations reactive) implements MouseOperations {

	@Override
	public void click(ScreenPoint point) {
		Blocking.awaitOptional(this.reactive.click(point));
	}

	@Override
	public void click(ScreenPoint point, MouseButton button, int clicks) {
		Blocking.awaitOptional(this.reactive.click(point, button, clicks));
	}

	@Override
	public void doubleClick(ScreenPoint point) {
		Blocking.awaitOptional(this.reactive.doubleClick(point));
	}

	@Override
	public void move(ScreenPoint point) {
		Blocking.awaitOptional(this.reactive.move(point));
	}

	@Override
	public void drag(ScreenPoint from, ScreenPoint to) {
		Blocking.awaitOptional(this.reactive.drag(from, to));
	}

	@Override
	public void drag(ScreenPoint from, ScreenPoint to, MouseButton button) {
		Blocking.awaitOptional(this.reactive.drag(from, to, button));
	}

	@Override
	public void dragAndDrop(ScreenPoint from, ScreenPoint to) {
		Blocking.awaitOptional(this.reactive.dragAndDrop(from, to));
	}

	@Override
	public void scroll(ScrollDirection direction, int amount) {
		Blocking.awaitOptional(this.reactive.scroll(direction, amount));
	}

	@Override
	public void scroll(ScreenPoint point, ScrollDirection direction, int amount) {
		Blocking.awaitOptional(this.reactive.scroll(point, direction, amount));
	}

}
