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

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The clipboard of one sandbox, without blocking. Safe for use from many threads.
 *
 * @see ClipboardOperations
 */
public interface ReactiveClipboardOperations {

	/**
	 * Return what is on the clipboard: {@code GET /desktop/clipboard/get}.
	 * @return the text, empty where there is none
	 */
	Mono<String> get();

	/**
	 * Put text on the clipboard: {@code POST /desktop/clipboard/set}.
	 * @param text the text; empty to clear it
	 * @return completion
	 */
	Mono<Void> set(String text);

	/**
	 * Return what was on the clipboard: {@code GET /desktop/clipboard/history}.
	 * @return the texts, as the agent orders them
	 */
	Flux<String> history();

}
