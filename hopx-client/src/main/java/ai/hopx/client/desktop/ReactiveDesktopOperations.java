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
 * The desktop of one sandbox, without blocking: each part of it has operations of its
 * own. Safe for use from many threads.
 * <p>
 * Only sandboxes of some templates have a desktop. Others answer every call of every part
 * with {@link ai.hopx.client.DesktopNotAvailableException}. That is found out by each
 * call and never remembered: a call that fails for another reason says nothing of it.
 * <p>
 * Coordinates are pixels from the upper left corner of the screen and never negative.
 * What moves the mouse, presses keys or otherwise acts is sent once, and is over when the
 * agent has answered; what the programs on the screen make of it may take longer.
 *
 * @see DesktopOperations
 */
public interface ReactiveDesktopOperations {

	/**
	 * Return what can be done with the server through which people see the desktop.
	 * @return the operations
	 */
	ReactiveVncOperations vnc();

	/**
	 * Return what can be read from the screen.
	 * @return the operations
	 */
	ReactiveScreenOperations screen();

	/**
	 * Return what can be done with the mouse.
	 * @return the operations
	 */
	ReactiveMouseOperations mouse();

	/**
	 * Return what can be done with the keyboard.
	 * @return the operations
	 */
	ReactiveKeyboardOperations keyboard();

	/**
	 * Return what can be done with the clipboard.
	 * @return the operations
	 */
	ReactiveClipboardOperations clipboard();

	/**
	 * Return what can be done with windows.
	 * @return the operations
	 */
	ReactiveWindowOperations windows();

	/**
	 * Return what can be done with the display, which has the screen's size.
	 * @return the operations
	 */
	ReactiveDisplayOperations display();

	/**
	 * Return what can be done with videos of the screen.
	 * @return the operations
	 */
	ReactiveRecordingOperations recordings();

	/**
	 * Return what there is to find out why a desktop does not work.
	 * @return the operations
	 */
	ReactiveDesktopDebugOperations debug();

}
