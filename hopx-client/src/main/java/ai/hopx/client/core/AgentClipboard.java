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

import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.desktop.ReactiveClipboardOperations;
import ai.hopx.client.model.ClipboardHistory;
import ai.hopx.client.model.TextReply;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about the clipboard.
 */
record AgentClipboard(DesktopCalls calls) implements ReactiveClipboardOperations {

	@Override
	public Mono<String> get() {
		return this.calls.ask(HopxRequest.to(Endpoint.GET_CLIPBOARD), TextReply.class).map(TextReply::value);
	}

	@Override
	public Mono<Void> set(String text) {
		return Mono.defer(() -> {
			Arguments.present(text, "'text' must not be null: use \"\" to clear the clipboard");
			// Agents know the text by one of two names
			return this.calls.act(Endpoint.SET_CLIPBOARD, Map.of("text", text, "content", text));
		});
	}

	@Override
	public Flux<String> history() {
		return this.calls.ask(HopxRequest.to(Endpoint.CLIPBOARD_HISTORY), ClipboardHistory.class)
			.flatMapIterable(ClipboardHistory::entries);
	}

}
