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
import ai.hopx.client.desktop.ReactiveDisplayOperations;
import ai.hopx.client.model.DisplayInfo;
import ai.hopx.client.model.ResolutionList;
import ai.hopx.client.model.ScreenResolution;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about the display.
 */
record AgentDisplay(DesktopCalls calls) implements ReactiveDisplayOperations {

	@Override
	public Mono<DisplayInfo> info() {
		return this.calls.ask(HopxRequest.to(Endpoint.GET_DISPLAY), DisplayInfo.class);
	}

	@Override
	public Flux<ScreenResolution> resolutions() {
		return this.calls.ask(HopxRequest.to(Endpoint.LIST_RESOLUTIONS), ResolutionList.class)
			.flatMapIterable(ResolutionList::resolutions);
	}

	@Override
	public Mono<DisplayInfo> resolution(int width, int height) {
		return Mono.defer(() -> {
			Map<String, Object> body = Map.of("width", DesktopArguments.positive("width", width), "height",
					DesktopArguments.positive("height", height));
			return this.calls.ask(HopxRequest.to(Endpoint.SET_RESOLUTION).json(body), DisplayInfo.class);
		});
	}

}
