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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.desktop.DesktopWindow;
import ai.hopx.embedded.desktop.Display;
import ai.hopx.embedded.desktop.ScreenSize;
import ai.hopx.embedded.desktop.Tool;
import ai.hopx.embedded.runtime.ProcessEntry;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;

/**
 * Windows and the display of a desktop, and what it is made of.
 */
final class DesktopWindowRoutes {

	private static final Tool[] WINDOWS = { Tool.WINDOW_MANAGER, Tool.WINDOW_CONTROL, Tool.WINDOW_INFO };

	private static final int MAX_SIDE = 10_000;

	void addTo(DesktopRoutes routes) {
		routes.on("GET /windows/list /windows", this::list, WINDOWS)
			.on("POST /windows/focus", this::focus, WINDOWS)
			.on("POST /windows/close", this::close, WINDOWS)
			.on("POST /windows/resize", this::resize, WINDOWS)
			.on("POST /windows/minimize", this::minimize, WINDOWS)
			.on("GET /display/current /display/info /display", this::display)
			.on("GET /display/available /display/resolutions", this::displays, Tool.DISPLAY_MODES)
			.on("POST /display/set /display/resolution", this::setDisplay, Tool.DISPLAY_MODES)
			.at("GET /debug/logs", this::logs)
			.at("GET /debug/processes", this::processes);
	}

	private Mono<ServerResponse> list(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.windows().list().flatMap((windows) -> {
			List<Map<String, Object>> all = windows.stream().map(DesktopWindowRoutes::window).toList();
			return Replies.ok(Map.of("windows", all, "count", all.size()));
		});
	}

	private static Map<String, Object> window(DesktopWindow window) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("id", window.id());
		fields.put("title", window.title());
		fields.put("x", window.region().x());
		fields.put("y", window.region().y());
		fields.put("width", window.region().width());
		fields.put("height", window.region().height());
		fields.put("desktop", window.desktop());
		fields.put("pid", window.pid());
		fields.put("is_active", window.isActive());
		// The same by the name that one client has for it
		fields.put("focused", window.isActive());
		fields.put("is_minimized", window.isMinimized());
		return fields;
	}

	private Mono<ServerResponse> focus(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.windows().focus(DesktopFields.window(body)).then(DesktopFields.done());
	}

	private Mono<ServerResponse> close(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.windows().close(DesktopFields.window(body)).then(DesktopFields.done());
	}

	private Mono<ServerResponse> resize(Desktop desktop, ServerRequest request, JsonBody body) {
		long id = DesktopFields.window(body);
		ScreenSize size = new ScreenSize(DesktopFields.required(body, "width", 1, MAX_SIDE),
				DesktopFields.required(body, "height", 1, MAX_SIDE));
		return desktop.windows().resize(id, size).then(DesktopFields.done());
	}

	private Mono<ServerResponse> minimize(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.windows().minimize(DesktopFields.window(body)).then(DesktopFields.done());
	}

	private Mono<ServerResponse> display(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.display().size().flatMap(DesktopWindowRoutes::reply);
	}

	private Mono<ServerResponse> displays(Desktop desktop, ServerRequest request, JsonBody body) {
		List<List<Integer>> pairs = desktop.display()
			.sizes()
			.stream()
			.map((size) -> List.of(size.width(), size.height()))
			.toList();
		return Replies.ok(Map.of("resolutions", pairs));
	}

	private Mono<ServerResponse> setDisplay(Desktop desktop, ServerRequest request, JsonBody body) {
		ScreenSize size = new ScreenSize(
				DesktopFields.required(body, "width", ScreenSize.MIN.width(), ScreenSize.MAX.width()),
				DesktopFields.required(body, "height", ScreenSize.MIN.height(), ScreenSize.MAX.height()));
		return desktop.display().resize(size).flatMap(DesktopWindowRoutes::reply);
	}

	private static Mono<ServerResponse> reply(ScreenSize size) {
		Map<String, Object> display = new LinkedHashMap<>();
		display.put("width", size.width());
		display.put("height", size.height());
		display.put("depth", Display.DEPTH);
		display.put("refresh_rate", Display.REFRESH_RATE);
		Map<String, Object> reply = new LinkedHashMap<>(display);
		reply.put("displays", List.of(display));
		return Replies.ok(reply);
	}

	private Mono<ServerResponse> logs(Desktop desktop, ServerRequest request, JsonBody body) {
		return Replies.ok(Map.of("logs", desktop.debug().logs()));
	}

	private Mono<ServerResponse> processes(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.debug()
			.processes()
			.flatMap((processes) -> Replies
				.ok(Map.of("processes", processes.stream().map(DesktopWindowRoutes::process).toList())));
	}

	private static Map<String, Object> process(ProcessEntry process) {
		return Map.of("pid", process.pid(), "name", process.name(), "command", process.command());
	}

}
