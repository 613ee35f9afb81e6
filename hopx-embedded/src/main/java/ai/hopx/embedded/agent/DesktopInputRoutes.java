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

package ai.hopx.embedded.agent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.desktop.Clipboard;
import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.desktop.Mouse.Point;
import ai.hopx.embedded.desktop.Tool;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;

/**
 * Mouse, keyboard and clipboard of a desktop.
 */
final class DesktopInputRoutes {

	private static final int MAX_CLICKS = 10;

	private static final int MAX_NOTCHES = 1000;

	private static final int MAX_TYPED = 10_000;

	private static final int USUAL_DELAY = 12;

	private static final int MAX_DELAY = 1000;

	private static final Duration MAX_TYPING = Duration.ofMinutes(5);

	private static final Map<String, Integer> WHEEL = Map.of("up", 4, "down", 5, "left", 6, "right", 7);

	void addTo(DesktopRoutes routes) {
		routes.on("POST /mouse/click", this::click)
			.on("POST /mouse/move", this::move)
			.on("POST /mouse/drag /x11/drag-drop /x11/drag_drop", this::drag)
			.on("POST /mouse/scroll", this::scroll)
			.on("POST /keyboard/type", this::type)
			.on("POST /keyboard/press", this::press)
			.on("POST /keyboard/combination /x11/hotkey", this::combine)
			.on("POST /clipboard/set", this::setClipboard, Tool.CLIPBOARD)
			.on("GET /clipboard/get", this::getClipboard, Tool.CLIPBOARD)
			.on("GET /clipboard/history", this::clipboardHistory, Tool.CLIPBOARD);
	}

	private Mono<ServerResponse> click(Desktop desktop, ServerRequest request, JsonBody body) {
		Point at = DesktopFields.point(body, "x", "y");
		int clicks = DesktopFields.optional(body, "clicks", 1, 1, MAX_CLICKS);
		return desktop.mouse().click(at, DesktopFields.button(body), clicks).then(DesktopFields.done());
	}

	private Mono<ServerResponse> move(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.mouse().move(DesktopFields.point(body, "x", "y")).then(DesktopFields.done());
	}

	private Mono<ServerResponse> drag(Desktop desktop, ServerRequest request, JsonBody body) {
		Point from = DesktopFields.point(body, "from_x", "from_y");
		Point to = DesktopFields.point(body, "to_x", "to_y");
		return desktop.mouse().drag(from, to, DesktopFields.button(body)).then(DesktopFields.done());
	}

	private Mono<ServerResponse> scroll(Desktop desktop, ServerRequest request, JsonBody body) {
		Point at = (body.has("x") || body.has("y")) ? DesktopFields.point(body, "x", "y") : null;
		String direction = DesktopFields.choice(body, "direction", "up", "down", "left", "right");
		if (direction == null) {
			return scrollBy(desktop, body, at);
		}
		int amount = DesktopFields.optional(body, "amount", 1, 1, MAX_NOTCHES);
		return scroll(desktop, at, direction, amount);
	}

	private Mono<ServerResponse> scrollBy(Desktop desktop, JsonBody body, @Nullable Point at) {
		if (!body.has("delta_y") && !body.has("delta_x")) {
			throw ApiException.missingParameter("direction");
		}
		int down = DesktopFields.optional(body, "delta_y", 0, -MAX_NOTCHES, MAX_NOTCHES);
		int right = DesktopFields.optional(body, "delta_x", 0, -MAX_NOTCHES, MAX_NOTCHES);
		Mono<ServerResponse> vertical = (down != 0) ? scroll(desktop, at, (down > 0) ? "down" : "up", Math.abs(down))
				: DesktopFields.done();
		return (right != 0) ? scroll(desktop, at, (right > 0) ? "right" : "left", Math.abs(right)).then(vertical)
				: vertical;
	}

	private static Mono<ServerResponse> scroll(Desktop desktop, @Nullable Point at, String direction, int notches) {
		return desktop.mouse().scroll(at, WHEEL.getOrDefault(direction, 0), notches).then(DesktopFields.done());
	}

	private Mono<ServerResponse> type(Desktop desktop, ServerRequest request, JsonBody body) {
		String text = body.requiredText("text");
		if (text.length() > MAX_TYPED || text.indexOf('\0') >= 0) {
			throw DesktopFields.invalid("text",
					"must have no more than " + MAX_TYPED + " characters, none of them NUL; the clipboard takes more");
		}
		Duration delay = Duration.ofMillis(DesktopFields.optional(body, "delay_ms", USUAL_DELAY, 0, MAX_DELAY));
		if (delay.multipliedBy(text.length()).compareTo(MAX_TYPING) > 0) {
			throw DesktopFields.invalid("delay_ms",
					"must let the text be typed within " + MAX_TYPING.toSeconds() + " s");
		}
		Mono<Void> typed = text.isEmpty() ? Mono.empty() : desktop.keyboard().type(text, delay);
		return typed.then(DesktopFields.done());
	}

	private Mono<ServerResponse> press(Desktop desktop, ServerRequest request, JsonBody body) {
		String key = body.requiredText("key");
		if (key.isEmpty()) {
			throw DesktopFields.invalid("key", "must not be empty");
		}
		return desktop.keyboard().press(List.of(key)).then(DesktopFields.done());
	}

	private Mono<ServerResponse> combine(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.keyboard().press(DesktopFields.keys(body)).then(DesktopFields.done());
	}

	private Mono<ServerResponse> setClipboard(Desktop desktop, ServerRequest request, JsonBody body) {
		String name = body.has("text") ? "text" : (body.has("content") ? "content" : "text");
		String text = body.requiredText(name);
		if (text.getBytes(StandardCharsets.UTF_8).length > Clipboard.MAX_BYTES) {
			throw DesktopFields.invalid(name, "must have no more than " + Clipboard.MAX_BYTES + " bytes");
		}
		return desktop.clipboard().set(text).then(DesktopFields.done());
	}

	private Mono<ServerResponse> getClipboard(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.clipboard().get().flatMap((text) -> Replies.ok(Map.of("text", text, "content", text)));
	}

	private Mono<ServerResponse> clipboardHistory(Desktop desktop, ServerRequest request, JsonBody body) {
		List<String> history = desktop.clipboard().history();
		return Replies.ok(Map.of("history", history, "count", history.size()));
	}

}
