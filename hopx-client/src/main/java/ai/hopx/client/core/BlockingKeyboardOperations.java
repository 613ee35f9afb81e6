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

import java.time.Duration;
import java.util.List;

import ai.hopx.client.desktop.KeyboardOperations;
import ai.hopx.client.desktop.ReactiveKeyboardOperations;

/**
 * Waits for {@link ReactiveKeyboardOperations}.
 */
record BlockingKeyboardOperations(ReactiveKeyboardOperations reactive) implements KeyboardOperations {

	@Override
	public void type(String text) {
		Blocking.awaitOptional(this.reactive.type(text));
	}

	@Override
	public void type(String text, Duration delay) {
		Blocking.awaitOptional(this.reactive.type(text, delay));
	}

	@Override
	public void press(String key) {
		Blocking.awaitOptional(this.reactive.press(key));
	}

	@Override
	public void combination(List<String> modifiers, String key) {
		Blocking.awaitOptional(this.reactive.combination(modifiers, key));
	}

	@Override
	public void hotkey(List<String> modifiers, String key) {
		Blocking.awaitOptional(this.reactive.hotkey(modifiers, key));
	}

}
