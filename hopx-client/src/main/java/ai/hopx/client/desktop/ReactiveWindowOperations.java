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

import java.util.List;

import ai.hopx.client.model.DesktopWindow;
import ai.hopx.client.model.Screenshot;
import ai.hopx.client.model.WindowId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The windows on the desktop of one sandbox, without blocking. Safe for use from many
 * threads.
 *
 * @see WindowOperations
 */
public interface ReactiveWindowOperations {

	/**
	 * List the windows: {@code GET /desktop/windows/list}.
	 * @return the windows
	 */
	Flux<DesktopWindow> list();

	/**
	 * Give a window what is typed, and put it in front of others: {@code POST
	 * /desktop/windows/focus}.
	 * @param id id of the window
	 * @return completion
	 */
	Mono<Void> focus(WindowId id);

	/**
	 * Ask a window to close. Its program may ask back: {@code POST
	 * /desktop/windows/close}.
	 * @param id id of the window
	 * @return completion
	 */
	Mono<Void> close(WindowId id);

	/**
	 * Put a window out of sight: {@code POST /desktop/windows/minimize}.
	 * @param id id of the window
	 * @return completion
	 */
	Mono<Void> minimize(WindowId id);

	/**
	 * Change the size of a window: {@code POST /desktop/windows/resize}.
	 * @param id id of the window
	 * @param width pixels across, at least 1
	 * @param height pixels down, at least 1
	 * @return completion
	 */
	Mono<Void> resize(WindowId id, int width, int height);

	/**
	 * Take an image of the active window: {@code GET /desktop/x11/capture_window}.
	 * @return the image
	 */
	Mono<Screenshot> capture();

	/**
	 * Take an image of a window: {@code GET /desktop/x11/capture_window}.
	 * @param id id of the window
	 * @return the image
	 */
	Mono<Screenshot> capture(WindowId id);

}
