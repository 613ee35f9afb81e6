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

import reactor.core.publisher.Mono;

/**
 * The keyboard of one sandbox, without blocking. Safe for use from many threads. Keys are
 * named as the X Window System does: {@code Return}, {@code Tab}, {@code F5}, {@code a}.
 *
 * @see KeyboardOperations
 */
public interface ReactiveKeyboardOperations {

	/**
	 * Type text into the active window: {@code POST /desktop/keyboard/type}.
	 * @param text the text
	 * @return completion
	 */
	Mono<Void> type(String text);

	/**
	 * Type text into the active window, as slowly as some programs need it: {@code POST
	 * /desktop/keyboard/type}.
	 * @param text the text
	 * @param delay pause between two keys, rounded up to whole milliseconds. The reply is
	 * waited for 60 s longer than all pauses take
	 * @return completion
	 */
	Mono<Void> type(String text, Duration delay);

	/**
	 * Press a key: {@code POST /desktop/keyboard/press}.
	 * @param key name of the key
	 * @return completion
	 */
	Mono<Void> press(String key);

	/**
	 * Press a key with others held down: {@code POST /desktop/keyboard/combination}.
	 * @param modifiers names of the keys to hold down, such as {@code ctrl}; at least one
	 * @param key name of the key to press
	 * @return completion
	 */
	Mono<Void> combination(List<String> modifiers, String key);

	/**
	 * Press a combination that the window manager or the desktop itself listens to:
	 * {@code POST /desktop/x11/hotkey}.
	 * @param modifiers names of the keys to hold down, such as {@code alt}; at least one
	 * @param key name of the key to press
	 * @return completion
	 */
	Mono<Void> hotkey(List<String> modifiers, String key);

}
