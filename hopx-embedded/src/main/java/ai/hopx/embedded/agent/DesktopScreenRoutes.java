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

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.desktop.FoundText;
import ai.hopx.embedded.desktop.ScreenImage;
import ai.hopx.embedded.desktop.ScreenRegion;
import ai.hopx.embedded.desktop.Tool;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;

/**
 * What can be seen and read on a desktop.
 */
final class DesktopScreenRoutes {

	private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z][A-Za-z_]{1,29}(\\+[A-Za-z][A-Za-z_]{1,29}){0,4}");

	private static final int MAX_TEXT = 200;

	private static final double USUAL_WAIT = 30;

	private static final double MAX_WAIT = 300;

	private static final double MILLIS = 1000;

	void addTo(DesktopRoutes routes) {
		routes.on("POST,GET /screenshot", this::screenshot)
			.on("POST /screenshot/region", this::region)
			.on("GET /x11/capture_window", this::window, Tool.WINDOW_MANAGER, Tool.WINDOW_CONTROL, Tool.WINDOW_INFO)
			.on("POST /x11/ocr", this::read, Tool.OCR)
			.on("POST /x11/find_element", this::find, Tool.OCR)
			.on("POST /x11/wait_for", this::await, Tool.OCR)
			.on("POST /x11/get_bounds", this::bounds, Tool.OCR);
	}

	private Mono<ServerResponse> screenshot(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.screen().image().flatMap((image) -> reply(image, accepts(request, MediaType.APPLICATION_JSON)));
	}

	private Mono<ServerResponse> region(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.screen().image(DesktopFields.region(body)).flatMap((image) -> reply(image, wantsJson(request)));
	}

	private Mono<ServerResponse> window(Desktop desktop, ServerRequest request, JsonBody body) {
		Long id = request.queryParam("window_id")
			.filter((value) -> !value.isBlank())
			.map(DesktopFields::window)
			.orElse(null);
		return desktop.windows().image(id).flatMap((image) -> reply(image, wantsJson(request)));
	}

	/**
	 * Clients that name JSON among all that they take expect it of whole screens only.
	 */
	private static boolean wantsJson(ServerRequest request) {
		return accepts(request, MediaType.APPLICATION_JSON) && !accepts(request, MediaType.ALL);
	}

	private static boolean accepts(ServerRequest request, MediaType type) {
		return request.headers().accept().stream().anyMatch((accepted) -> accepted.equalsTypeAndSubtype(type));
	}

	private static Mono<ServerResponse> reply(ScreenImage image, boolean json) {
		byte[] png = image.png();
		if (json) {
			return Replies.ok(Map.of("image", Base64.getEncoder().encodeToString(png), "format", "png", "width",
					image.width(), "height", image.height()));
		}
		return ServerResponse.ok().contentType(MediaType.IMAGE_PNG).contentLength(png.length).bodyValue(png);
	}

	private Mono<ServerResponse> read(Desktop desktop, ServerRequest request, JsonBody body) {
		String given = body.text("language");
		String language = (given != null) ? given : "eng";
		if (!LANGUAGE.matcher(language).matches()) {
			throw DesktopFields.invalid("language", "must be tesseract's names of languages, such as eng or deu+eng");
		}
		boolean all = List.of("x", "y", "width", "height").stream().noneMatch(body::has);
		ScreenRegion region = all ? null : DesktopFields.region(body);
		return desktop.text().read(region, language).flatMap((text) -> Replies.ok(Map.of("text", text)));
	}

	private Mono<ServerResponse> find(Desktop desktop, ServerRequest request, JsonBody body) {
		return reply(desktop.text().find(DesktopFields.text(body, "text", MAX_TEXT)));
	}

	private Mono<ServerResponse> await(Desktop desktop, ServerRequest request, JsonBody body) {
		Double given = body.seconds("timeout");
		double seconds = (given != null) ? given : USUAL_WAIT;
		if (seconds > MAX_WAIT) {
			throw DesktopFields.invalid("timeout", "must be " + (int) MAX_WAIT + " seconds at most");
		}
		Duration timeout = Duration.ofMillis((long) (seconds * MILLIS));
		return reply(desktop.text().await(DesktopFields.text(body, "text", MAX_TEXT), timeout));
	}

	private Mono<ServerResponse> bounds(Desktop desktop, ServerRequest request, JsonBody body) {
		if (!body.has("text") && body.has("window_id")) {
			return desktop.windows()
				.get(DesktopFields.window(body))
				.flatMap((window) -> Replies.ok(element(rectangle(window.region()))));
		}
		return reply(desktop.text().find(DesktopFields.text(body, "text", MAX_TEXT)));
	}

	private static Mono<ServerResponse> reply(Mono<FoundText> found) {
		return found.map((text) -> {
			Map<String, Object> rectangle = rectangle(text.region());
			rectangle.put("text", text.text());
			rectangle.put("confidence", text.confidence());
			return element(rectangle);
		}).switchIfEmpty(Mono.fromSupplier(() -> element(null))).flatMap(Replies::ok);
	}

	private static Map<String, Object> rectangle(ScreenRegion region) {
		Map<String, Object> rectangle = new LinkedHashMap<>();
		rectangle.put("x", region.x());
		rectangle.put("y", region.y());
		rectangle.put("width", region.width());
		rectangle.put("height", region.height());
		return rectangle;
	}

	/**
	 * Clients differ in whether they look for an element or for what it consists of.
	 */
	private static Map<String, Object> element(@Nullable Map<String, Object> rectangle) {
		Map<String, @Nullable Object> reply = new LinkedHashMap<>();
		reply.put("found", rectangle != null);
		reply.put("element", rectangle);
		if (rectangle != null) {
			reply.putAll(rectangle);
		}
		return reply;
	}

}
