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

import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.desktop.ReactiveWindowOperations;
import ai.hopx.client.model.DesktopWindow;
import ai.hopx.client.model.Screenshot;
import ai.hopx.client.model.WindowId;
import ai.hopx.client.model.WindowList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about windows.
 */
record AgentWindows(DesktopCalls calls) implements ReactiveWindowOperations {

	@Override
	public Flux<DesktopWindow> list() {
		return this.calls.ask(HopxRequest.to(Endpoint.LIST_WINDOWS), WindowList.class)
			.flatMapIterable(WindowList::windows);
	}

	@Override
	public Mono<Void> focus(WindowId id) {
		return Mono.defer(() -> this.calls.act(Endpoint.FOCUS_WINDOW, at(id)));
	}

	@Override
	public Mono<Void> close(WindowId id) {
		return Mono.defer(() -> this.calls.act(Endpoint.CLOSE_WINDOW, at(id)));
	}

	@Override
	public Mono<Void> minimize(WindowId id) {
		return Mono.defer(() -> this.calls.act(Endpoint.MINIMIZE_WINDOW, at(id)));
	}

	@Override
	public Mono<Void> resize(WindowId id, int width, int height) {
		return Mono.defer(() -> {
			Map<String, Object> body = new LinkedHashMap<>(at(id));
			body.put("width", DesktopArguments.positive("width", width));
			body.put("height", DesktopArguments.positive("height", height));
			return this.calls.act(Endpoint.RESIZE_WINDOW, body);
		});
	}

	@Override
	public Mono<Screenshot> capture() {
		return this.calls.image(HopxRequest.to(Endpoint.CAPTURE_WINDOW));
	}

	@Override
	public Mono<Screenshot> capture(WindowId id) {
		return Mono.defer(() -> this.calls
			.image(HopxRequest.to(Endpoint.CAPTURE_WINDOW).query("window_id", DesktopArguments.window(id).value())));
	}

	private static Map<String, Object> at(WindowId id) {
		return Map.of("window_id", DesktopArguments.window(id));
	}

}
