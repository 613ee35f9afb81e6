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

import java.util.List;

import ai.hopx.client.desktop.ClipboardOperations;
import ai.hopx.client.desktop.ReactiveClipboardOperations;

/**
 * Waits for {@link ReactiveClipboardOperations}.
 */
record BlockingClipboardOperations(ReactiveClipboardOperations reactive) implements ClipboardOperations {

	@Override
	public String get() {
		return Blocking.await(this.reactive.get());
	}

	@Override
	public void set(String text) {
		Blocking.awaitOptional(this.reactive.set(text));
	}

	@Override
	public List<String> history() {
		return Blocking.await(this.reactive.history().collectList());
	}

}
