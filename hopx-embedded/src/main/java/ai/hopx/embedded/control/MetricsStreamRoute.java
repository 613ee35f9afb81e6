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

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.web.EventStream;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /v1/sandboxes/{id}/metrics/stream}: a sandbox's figures as they change, until it
 * ends.
 */
final class MetricsStreamRoute {

	private static final Duration PERIOD = Duration.ofSeconds(2);

	private final Sandboxes sandboxes;

	MetricsStreamRoute(Sandboxes sandboxes) {
		this.sandboxes = sandboxes;
	}

	void addTo(Routes routes) {
		routes.get("/v1/sandboxes/{id}/metrics/stream", this::stream);
	}

	private Mono<ServerResponse> stream(ServerRequest request) {
		Sandbox sandbox = this.sandboxes.get(request.pathVariable("id"));
		Flux<EventStream.Event> figures = Flux.interval(Duration.ZERO, PERIOD)
			// A client that is slow misses some
			.onBackpressureDrop()
			.filter((tick) -> sandbox.runtime() != null)
			.concatMap((tick) -> sandbox.agent().metrics())
			.map((snapshot) -> new EventStream.Event("metrics", snapshot))
			// It has broken down
			.onErrorComplete(RuntimeFailure.class)
			.takeUntilOther(sandbox.whenEnded());
		return EventStream.of(figures);
	}

}
