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

package ai.hopx.embedded.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.build.TemplateBuilds;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.RequestIdFilter;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /v1/templates}.
 */
final class TemplateRoutes {

	private static final String TEMPLATES = "/v1/templates";

	private static final String TEMPLATE = TEMPLATES + "/{template}";

	private final Templates templates;

	private final Sandboxes sandboxes;

	private final TemplateBuilds builds;

	TemplateRoutes(Templates templates, Sandboxes sandboxes, TemplateBuilds builds) {
		this.sandboxes = sandboxes;
		this.builds = builds;
		this.templates = templates;
	}

	void addTo(Routes routes) {
		routes.get(TEMPLATES, this::list).get(TEMPLATE, this::get).delete(TEMPLATE, this::delete);
	}

	private Mono<ServerResponse> list(ServerRequest request) {
		Optional<String> category = request.queryParam("category").filter((value) -> !value.isEmpty());
		Optional<String> language = request.queryParam("language").filter((value) -> !value.isEmpty());
		List<Template> matching = this.templates.all()
			.stream()
			.filter((template) -> category.map(template.category()::equalsIgnoreCase).orElse(true))
			.filter((template) -> language.map(template.language()::equalsIgnoreCase).orElse(true))
			.toList();
		return Replies.ok(Page.of(request)
			.reply(matching, (template) -> Long.parseLong(template.id()), (template) -> template, TEMPLATES,
					RequestIdFilter.idOf(request.exchange())));
	}

	private Mono<ServerResponse> get(ServerRequest request) {
		Template template = this.templates.get(request.pathVariable("template"));
		return Replies.ok(template.withRequestId(RequestIdFilter.idOf(request.exchange())));
	}

	private Mono<ServerResponse> delete(ServerRequest request) {
		String template = request.pathVariable("template");
		this.builds.forget(this.templates.delete(template, this.sandboxes::use));
		return Replies
			.ok(Map.of("id", template, "status", "deleted", "request_id", RequestIdFilter.idOf(request.exchange())));
	}

}
