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
import java.util.Map;

import ai.hopx.client.DesktopNotAvailableException;
import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.desktop.ReactiveScreenOperations;
import ai.hopx.client.model.ElementReply;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.Screenshot;
import ai.hopx.client.model.TextReply;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about what is on the screen.
 */
record AgentScreen(DesktopCalls calls) implements ReactiveScreenOperations {

	private static final String ENGLISH = "eng";

	@Override
	public Mono<Screenshot> screenshot() {
		return this.calls.image(HopxRequest.to(Endpoint.TAKE_SCREENSHOT))
			.onErrorResume(AgentScreen::isMissing,
					(error) -> this.calls.image(HopxRequest.to(Endpoint.POST_SCREENSHOT).json(Map.of())));
	}

	private static boolean isMissing(Throwable error) {
		return Runs.isMissing(error) && !(error instanceof DesktopNotAvailableException);
	}

	@Override
	public Mono<Screenshot> screenshot(ScreenRegion region) {
		return Mono.defer(() -> this.calls
			.image(HopxRequest.to(Endpoint.SCREENSHOT_REGION).json(DesktopArguments.region(region))));
	}

	@Override
	public Mono<String> ocr(ScreenRegion region) {
		return ocr(region, ENGLISH);
	}

	@Override
	public Mono<String> ocr(ScreenRegion region, String language) {
		return Mono.defer(() -> {
			Map<String, Object> body = DesktopArguments.region(region);
			body.put("language", DesktopArguments.name("language", language));
			return this.calls.ask(HopxRequest.to(Endpoint.READ_SCREEN).json(body), TextReply.class)
				.map(TextReply::value);
		});
	}

	@Override
	public Mono<ScreenRegion> findElement(String text) {
		return Mono.defer(() -> {
			Map<String, Object> body = Map.of("text", DesktopArguments.visible(text));
			return this.calls.ask(HopxRequest.to(Endpoint.FIND_ELEMENT).json(body), ElementReply.class)
				.mapNotNull(ElementReply::element);
		});
	}

	@Override
	public Mono<ScreenRegion> waitFor(String text, Duration timeout) {
		return Mono.defer(() -> {
			Runs wait = Runs.of(Arguments.positive(timeout, "'timeout'"), Duration.ZERO);
			Map<String, Object> body = Map.of("text", DesktopArguments.visible(text), "timeout",
					Arguments.seconds(timeout));
			HopxRequest.Builder request = HopxRequest.to(Endpoint.WAIT_FOR_ELEMENT).json(body).timeout(wait.deadline());
			return this.calls.ask(request, ElementReply.class)
				.mapNotNull(ElementReply::element)
				.onErrorResume(Runs::isTimeout, (error) -> Mono.empty());
		});
	}

	@Override
	public Mono<ScreenRegion> bounds(String text) {
		return Mono.defer(() -> {
			Map<String, Object> body = Map.of("text", DesktopArguments.visible(text));
			return this.calls.ask(HopxRequest.to(Endpoint.GET_BOUNDS).json(body), ElementReply.class)
				.mapNotNull(ElementReply::element);
		});
	}

}
