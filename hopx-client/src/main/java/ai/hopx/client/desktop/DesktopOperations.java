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
 * The desktop of one sandbox, waiting for each result: each part of it has operations of
 * its own. Safe for use from many threads. What is said at
 * {@link ReactiveDesktopOperations} goes for these too.
 */
public interface DesktopOperations {

	/**
	 * Return what can be done with the server through which people see the desktop.
	 * @return the operations
	 */
	VncOperations vnc();

	/**
	 * Return what can be read from the screen.
	 * @return the operations
	 */
	ScreenOperations screen();

	/**
	 * Return what can be done with the mouse.
	 * @return the operations
	 */
	MouseOperations mouse();

	/**
	 * Return what can be done with the keyboard.
	 * @return the operations
	 */
	KeyboardOperations keyboard();

	/**
	 * Return what can be done with the clipboard.
	 * @return the operations
	 */
	ClipboardOperations clipboard();

	/**
	 * Return what can be done with windows.
	 * @return the operations
	 */
	WindowOperations windows();

	/**
	 * Return what can be done with the display, which has the screen's size.
	 * @return the operations
	 */
	DisplayOperations display();

	/**
	 * Return what can be done with videos of the screen.
	 * @return the operations
	 */
	RecordingOperations recordings();

	/**
	 * Return what there is to find out why a desktop does not work.
	 * @return the operations
	 */
	DesktopDebugOperations debug();

}
