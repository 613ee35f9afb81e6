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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.desktop.Tool;
import ai.hopx.embedded.desktop.Vnc;
import ai.hopx.embedded.desktop.VncInfo;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;

/**
 * The server through which people watch a desktop. Its state can be asked for without it,
 * as one client does to find out whether there is a desktop at all.
 */
final class DesktopVncRoutes {

	private final AgentContext context;

	DesktopVncRoutes(AgentContext context) {
		this.context = context;
	}

	void addTo(DesktopRoutes routes) {
		routes.on("POST,GET /vnc/start", this::start, Tool.VNC)
			.at("POST,GET /vnc/stop", this::stop)
			.at("GET /vnc/status /vnc/info", this::status);
	}

	private Mono<ServerResponse> start(Desktop desktop, ServerRequest request, JsonBody body) {
		Integer display = body.integer("display");
		int actual = this.context.display();
		// What clients send who were not told another one
		if (display != null && display != 1 && display != actual) {
			throw DesktopFields.invalid("display", "must be " + actual + ": there is no other display");
		}
		String password = body.text("password");
		if (password != null && !password.matches("[ -~]{1," + Vnc.MAX_PASSWORD + "}")) {
			throw DesktopFields.invalid("password",
					"must have from 1 to " + Vnc.MAX_PASSWORD + " printable ASCII characters");
		}
		return desktop.vnc().start(password).flatMap((info) -> Replies.ok(fields(info)));
	}

	private Mono<ServerResponse> stop(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.vnc().stop().then(Mono.defer(() -> {
			Map<String, @Nullable Object> reply = fields(desktop.vnc().info());
			reply.put("success", true);
			return Replies.ok(reply);
		}));
	}

	private Mono<ServerResponse> status(Desktop desktop, ServerRequest request, JsonBody body) {
		return Replies.ok(fields(desktop.vnc().info()));
	}

	private static Map<String, @Nullable Object> fields(VncInfo info) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("running", info.running());
		fields.put("url", info.running() ? "vnc://127.0.0.1:" + info.port() : "");
		fields.put("port", info.port());
		fields.put("display", info.display());
		if (info.password() != null) {
			fields.put("password", info.password());
		}
		return fields;
	}

}
