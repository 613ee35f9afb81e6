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
import java.util.function.BiFunction;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.desktop.DesktopFailure;
import ai.hopx.embedded.desktop.DesktopTools;
import ai.hopx.embedded.desktop.Tool;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Routes;

/**
 * Desktop: {@code /desktop/**}. Sandboxes of templates without a desktop have all of
 * these routes and say so on each, before anything else is looked at; so do those whose
 * machine lacks what a route needs.
 */
final class DesktopRoutes {

	private final AgentContext context;

	private final Routes routes;

	private final HttpStatus status;

	private DesktopRoutes(AgentContext context, Routes routes) {
		this.context = context;
		this.routes = routes;
		this.status = HttpStatus.valueOf(context.settings().desktopStatus());
	}

	static void add(AgentContext context, Routes routes) {
		DesktopRoutes desktop = new DesktopRoutes(context, routes);
		new DesktopInputRoutes().addTo(desktop);
		new DesktopScreenRoutes().addTo(desktop);
		new DesktopWindowRoutes().addTo(desktop);
		new DesktopRecordingRoutes(context).addTo(desktop);
		new DesktopVncRoutes(context).addTo(desktop);
	}

	/**
	 * Add a route that needs the screen.
	 * @param route its verbs and its paths below {@code /desktop}, all of them the same
	 * @param handler answers requests, once the screen is there
	 * @param tools what it needs besides screen, mouse and keyboard
	 * @return these routes
	 */
	DesktopRoutes on(String route, Handler handler, Tool... tools) {
		return add(route,
				(desktop, request) -> JsonBody.of(request)
					.flatMap((body) -> desktop.ready().then(Mono.defer(() -> handler.handle(desktop, request, body)))),
				tools);
	}

	/**
	 * Add a route that only looks.
	 * @param route its verbs and its paths below {@code /desktop}, all of them the same
	 * @param handler answers requests, whether or not the screen is there
	 * @return these routes
	 */
	DesktopRoutes at(String route, Handler handler) {
		return add(route,
				(desktop, request) -> JsonBody.of(request).flatMap((body) -> handler.handle(desktop, request, body)));
	}

	private DesktopRoutes add(String route, BiFunction<Desktop, ServerRequest, Mono<ServerResponse>> handler,
			Tool... tools) {
		HandlerFunction<ServerResponse> checked = (request) -> handler.apply(checked(tools), request)
			.onErrorMap(DesktopFailure.class, DesktopRoutes::translate);
		List<String> words = List.of(route.split(" "));
		for (String path : words.subList(1, words.size())) {
			for (String verb : words.get(0).split(",")) {
				if ("GET".equals(verb)) {
					this.routes.get("/desktop" + path, checked);
				}
				else {
					this.routes.post("/desktop" + path, checked);
				}
			}
		}
		return this;
	}

	private Desktop checked(Tool... tools) {
		Desktop desktop = this.context.desktop();
		if (desktop == null) {
			throw notAvailable("This sandbox has no desktop: its template is none that does", DesktopTools.packages());
		}
		List<String> missing = this.context.desktops().tools().missing(tools);
		if (!missing.isEmpty()) {
			throw notAvailable("This machine lacks what the desktop needs: install " + String.join(", ", missing),
					missing);
		}
		return desktop;
	}

	private ApiException notAvailable(String message, List<String> missing) {
		return new ApiException(this.status, "DESKTOP_NOT_AVAILABLE", message).detail("missing_dependencies", missing);
	}

	private static ApiException translate(DesktopFailure failure) {
		String message = String.valueOf(failure.getMessage());
		return switch (failure.getReason()) {
			case INVALID -> ApiException.invalidRequest(message);
			case NOT_FOUND -> ApiException.notFound(message);
			case CONFLICT -> ApiException.conflict(message);
			case FAILED -> new ApiException(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", message);
		};
	}

	/**
	 * Answers requests to a desktop that is there.
	 */
	@FunctionalInterface
	interface Handler {

		Mono<ServerResponse> handle(Desktop desktop, ServerRequest request, JsonBody body);

	}

}
