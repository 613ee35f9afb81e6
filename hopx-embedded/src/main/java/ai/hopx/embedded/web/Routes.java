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

package ai.hopx.embedded.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Routes of one plane, tried in the order they were added. Unlike the routes that WebFlux
 * composes, these know that a path exists under another verb, and answer 405 with
 * {@code Allow} then; anything else unknown is a 404 with the error envelope.
 */
public final class Routes implements RouterFunction<ServerResponse> {

	private final List<Route> routes = new ArrayList<>();

	public Routes get(String pattern, HandlerFunction<ServerResponse> handler) {
		return add(HttpMethod.GET, pattern, handler);
	}

	public Routes post(String pattern, HandlerFunction<ServerResponse> handler) {
		return add(HttpMethod.POST, pattern, handler);
	}

	public Routes put(String pattern, HandlerFunction<ServerResponse> handler) {
		return add(HttpMethod.PUT, pattern, handler);
	}

	public Routes patch(String pattern, HandlerFunction<ServerResponse> handler) {
		return add(HttpMethod.PATCH, pattern, handler);
	}

	public Routes delete(String pattern, HandlerFunction<ServerResponse> handler) {
		return add(HttpMethod.DELETE, pattern, handler);
	}

	private Routes add(HttpMethod method, String pattern, HandlerFunction<ServerResponse> handler) {
		this.routes.add(new Route(method, PathPatternParser.defaultInstance.parse(pattern), handler));
		return this;
	}

	@Override
	public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
		PathContainer path = request.requestPath().pathWithinApplication();
		Set<HttpMethod> others = new LinkedHashSet<>();
		for (Route route : this.routes) {
			PathMatchInfo match = route.pattern().matchAndExtract(path);
			if (match == null) {
				continue;
			}
			if (route.method().equals(request.method())) {
				request.attributes().put(RouterFunctions.URI_TEMPLATE_VARIABLES_ATTRIBUTE, match.getUriVariables());
				request.attributes().put(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, route.pattern());
				return Mono.just(route.handler());
			}
			others.add(route.method());
		}
		return Mono.error(others.isEmpty() ? unknown(request) : wrongVerb(request, others));
	}

	private static ApiException unknown(ServerRequest request) {
		return ApiException.notFound("There is no " + request.method() + " " + request.path());
	}

	private static ApiException wrongVerb(ServerRequest request, Set<HttpMethod> allowed) {
		String verbs = String.join(", ", allowed.stream().map(HttpMethod::name).toList());
		return new ApiException(HttpStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED",
				request.path() + " does not take " + request.method() + ", only " + verbs)
			.header("Allow", verbs);
	}

	/**
	 * Return the pattern that a request matched.
	 * @param exchange the request's exchange
	 * @return the pattern, or {@code null} where none did
	 */
	public static @Nullable String patternOf(ServerWebExchange exchange) {
		PathPattern pattern = exchange.getAttribute(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE);
		return (pattern != null) ? pattern.getPatternString() : null;
	}

	private record Route(HttpMethod method, PathPattern pattern, HandlerFunction<ServerResponse> handler) {
	}

}
