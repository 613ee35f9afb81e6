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
import ai.hopx.client.desktop.MouseButton;
import ai.hopx.client.desktop.ReactiveMouseOperations;
import ai.hopx.client.desktop.ScrollDirection;
import ai.hopx.client.model.ScreenPoint;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about the mouse.
 */
record AgentMouse(DesktopCalls calls) implements ReactiveMouseOperations {

	@Override
	public Mono<Void> click(ScreenPoint point) {
		return click(point, MouseButton.LEFT, 1);
	}

	@Override
	public Mono<Void> click(ScreenPoint point, MouseButton button, int clicks) {
		return Mono.defer(() -> {
			Map<String, Object> body = DesktopArguments.point("point", point);
			body.put("button", button(button));
			body.put("clicks", DesktopArguments.positive("clicks", clicks));
			return this.calls.act(Endpoint.CLICK_MOUSE, body);
		});
	}

	@Override
	public Mono<Void> doubleClick(ScreenPoint point) {
		return click(point, MouseButton.LEFT, 2);
	}

	@Override
	public Mono<Void> move(ScreenPoint point) {
		return Mono.defer(() -> this.calls.act(Endpoint.MOVE_MOUSE, DesktopArguments.point("point", point)));
	}

	@Override
	public Mono<Void> drag(ScreenPoint from, ScreenPoint to) {
		return drag(from, to, MouseButton.LEFT);
	}

	@Override
	public Mono<Void> drag(ScreenPoint from, ScreenPoint to, MouseButton button) {
		return Mono.defer(() -> {
			Map<String, Object> body = DesktopArguments.way(from, to);
			body.put("button", button(button));
			return this.calls.act(Endpoint.DRAG_MOUSE, body);
		});
	}

	private static String button(MouseButton button) {
		return Arguments.present(button, "'button' must not be null").value();
	}

	@Override
	public Mono<Void> dragAndDrop(ScreenPoint from, ScreenPoint to) {
		return Mono.defer(() -> this.calls.act(Endpoint.DRAG_AND_DROP, DesktopArguments.way(from, to)));
	}

	@Override
	public Mono<Void> scroll(ScrollDirection direction, int amount) {
		return Mono.defer(() -> scroll(new LinkedHashMap<>(), direction, amount));
	}

	@Override
	public Mono<Void> scroll(ScreenPoint point, ScrollDirection direction, int amount) {
		return Mono.defer(() -> scroll(DesktopArguments.point("point", point), direction, amount));
	}

	/**
	 * Some agents know direction and amount, others only a distance with a sign.
	 */
	private Mono<Void> scroll(Map<String, Object> body, ScrollDirection direction, int amount) {
		Arguments.present(direction, "'direction' must not be null");
		body.put("direction", direction.value());
		body.put("amount", DesktopArguments.positive("amount", amount));
		if (direction.equals(ScrollDirection.DOWN)) {
			body.put("delta_y", amount);
		}
		else if (direction.equals(ScrollDirection.UP)) {
			body.put("delta_y", -amount);
		}
		return this.calls.act(Endpoint.SCROLL_MOUSE, body);
	}

}
