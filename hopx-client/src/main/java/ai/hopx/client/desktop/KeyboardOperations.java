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

import java.time.Duration;
import java.util.List;

/**
 * The keyboard of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveKeyboardOperations}, which says what it sends. Safe for use from many
 * threads. Keys are named as the X Window System does: {@code Return}, {@code Tab},
 * {@code F5}, {@code a}.
 */
public interface KeyboardOperations {

	/**
	 * Type text into the active window.
	 * @param text the text
	 */
	void type(String text);

	/**
	 * Type text into the active window, as slowly as some programs need it.
	 * @param text the text
	 * @param delay pause between two keys, rounded up to whole milliseconds
	 */
	void type(String text, Duration delay);

	/**
	 * Press a key.
	 * @param key name of the key
	 */
	void press(String key);

	/**
	 * Press a key with others held down.
	 * @param modifiers names of the keys to hold down, such as {@code ctrl}; at least one
	 * @param key name of the key to press
	 */
	void combination(List<String> modifiers, String key);

	/**
	 * Press a combination that the window manager or the desktop itself listens to.
	 * @param modifiers names of the keys to hold down, such as {@code alt}; at least one
	 * @param key name of the key to press
	 */
	void hotkey(List<String> modifiers, String key);

}
