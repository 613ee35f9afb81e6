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

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /desktop}: every route of the service's, under every name that some client knows
 * it by. There is no desktop, which each of them says.
 */
final class DesktopRoutes {

	/** Verbs and paths below {@code /desktop}; what follows a name is the same route. */
	private static final List<String> ROUTES = List.of(
	// @formatter:off
			"POST,GET /vnc/start",
			"POST,GET /vnc/stop",
			"GET /vnc/status /vnc/info",
			"POST,GET /screenshot",
			"POST /screenshot/region",
			"POST /mouse/click",
			"POST /mouse/move",
			"POST /mouse/drag",
			"POST /mouse/scroll",
			"POST /keyboard/type",
			"POST /keyboard/press",
			"POST /keyboard/combination",
			"POST /clipboard/set",
			"GET /clipboard/get",
			"GET /clipboard/history",
			"POST /recording/start",
			"POST /recording/stop",
			"GET /recording/status",
			"GET /recording/download /recording/{id}/download",
			"GET /windows/list /windows",
			"POST /windows/focus",
			"POST /windows/close",
			"POST /windows/resize",
			"POST /windows/minimize",
			"GET /display/current /display/info /display",
			"GET /display/available /display/resolutions",
			"POST /display/set /display/resolution",
			"POST /x11/ocr",
			"POST /x11/hotkey",
			"POST /x11/drag-drop /x11/drag_drop",
			"POST /x11/find_element",
			"POST /x11/wait_for",
			"POST /x11/get_bounds",
			"GET /x11/capture_window",
			"GET /debug/logs",
			"GET /debug/processes");
	// @formatter:on

	private static final List<String> MISSING = List.of("xvfb", "x11vnc", "xdotool");

	private final HttpStatus status;

	DesktopRoutes(AgentContext context) {
		this.status = HttpStatus.valueOf(context.settings().desktopStatus());
	}

	void addTo(Routes routes) {
		for (String route : ROUTES) {
			List<String> words = List.of(route.split(" "));
			for (String path : words.subList(1, words.size())) {
				for (String verb : words.get(0).split(",")) {
					if ("GET".equals(verb)) {
						routes.get("/desktop" + path, this::notAvailable);
					}
					else {
						routes.post("/desktop" + path, this::notAvailable);
					}
				}
			}
		}
	}

	private Mono<ServerResponse> notAvailable(ServerRequest request) {
		throw new ApiException(this.status, "DESKTOP_NOT_AVAILABLE", "This sandbox has no desktop")
			.detail("missing_dependencies", MISSING);
	}

}
