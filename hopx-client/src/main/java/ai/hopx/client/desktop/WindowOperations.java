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

/**
 * The windows on the desktop of one sandbox, waiting for each result. Each method is that
 * of {@link ReactiveWindowOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface WindowOperations {

	/**
	 * List the windows.
	 * @return the windows
	 */
	List<DesktopWindow> list();

	/**
	 * Give a window what is typed, and put it in front of others.
	 * @param id id of the window
	 */
	void focus(WindowId id);

	/**
	 * Ask a window to close. Its program may ask back.
	 * @param id id of the window
	 */
	void close(WindowId id);

	/**
	 * Put a window out of sight.
	 * @param id id of the window
	 */
	void minimize(WindowId id);

	/**
	 * Change the size of a window.
	 * @param id id of the window
	 * @param width pixels across, at least 1
	 * @param height pixels down, at least 1
	 */
	void resize(WindowId id, int width, int height);

	/**
	 * Take an image of the active window.
	 * @return the image
	 */
	Screenshot capture();

	/**
	 * Take an image of a window.
	 * @param id id of the window
	 * @return the image
	 */
	Screenshot capture(WindowId id);

}
