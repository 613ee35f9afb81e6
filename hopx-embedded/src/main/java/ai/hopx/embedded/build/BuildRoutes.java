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

package ai.hopx.embedded.build;

import java.util.LinkedHashMap;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.EventStream;
import ai.hopx.embedded.web.EventStream.Event;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.RequestIdFilter;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /v1/templates/build}.
 */
final class BuildRoutes {

	private static final String BUILDS = "/v1/templates/build";

	private final Builds builds;

	BuildRoutes(Builds builds) {
		this.builds = builds;
	}

	void addTo(Routes routes) {
		routes.post(BUILDS, this::start)
			.get(BUILDS + "/{build}/status", this::status)
			.get(BUILDS + "/{build}/logs", this::logs);
	}

	private Mono<ServerResponse> start(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			BuildRequest wanted = BuildRequest.read(body);
			Build build = this.builds.start(wanted);
			// Some clients refuse every key they do not know
			Map<String, Object> reply = new LinkedHashMap<>();
			reply.put("build_id", build.id());
			reply.put("template_id", build.id());
			reply.put("status", "building");
			reply.put("logs_url", BUILDS + "/" + build.id() + "/logs");
			reply.put("request_id", requestId(request));
			return wanted.update() ? Replies.accepted(reply) : Replies.created(reply);
		});
	}

	private Mono<ServerResponse> status(ServerRequest request) {
		return Replies.ok(build(request).view(requestId(request)));
	}

	private Mono<ServerResponse> logs(ServerRequest request) {
		Build build = build(request);
		boolean events = request.headers().accept().contains(MediaType.TEXT_EVENT_STREAM)
				&& request.queryParam("offset").isEmpty();
		return events ? events(build) : part(request, build);
	}

	private static Mono<ServerResponse> part(ServerRequest request, Build build) {
		BuildLog.Part part = build.log().read(offset(request));
		Map<String, Object> reply = new LinkedHashMap<>();
		reply.put("logs", part.text());
		reply.put("offset", part.end());
		reply.put("status", part.complete() ? build.status() : "building");
		reply.put("complete", part.complete());
		reply.put("request_id", requestId(request));
		return Replies.ok(reply);
	}

	private static long offset(ServerRequest request) {
		String offset = request.queryParam("offset").filter((value) -> !value.isEmpty()).orElse("0");
		try {
			return Math.max(0, Long.parseLong(offset));
		}
		catch (NumberFormatException ex) {
			throw ApiException.invalidRequest("Parameter 'offset' must be an integer").detail("parameter", "offset");
		}
	}

	private static Mono<ServerResponse> events(Build build) {
		return EventStream.of(build.log()
			.follow()
			.map((line) -> new Event("log",
					Map.of("level", line.level(), "message", line.message(), "timestamp", line.timestamp())))
			.concatWith(Mono.fromSupplier(() -> new Event("done", Map.of("status", build.status())))));
	}

	private Build build(ServerRequest request) {
		return this.builds.get(request.pathVariable("build"));
	}

	private static String requestId(ServerRequest request) {
		return RequestIdFilter.idOf(request.exchange());
	}

}
