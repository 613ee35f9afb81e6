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

package ai.hopx.spring.boot.actuate.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * A service without machines: it costs next to nothing, and its sandboxes measure what a
 * test says.
 */
final class TinyHopx implements AutoCloseable {

	private static final String CREATED = """
			{"id":"sb%d","status":"running","public_host":"%s","auth_token":"t","token_expires_at":"2099-01-01T00:00:00Z"}""";

	private final AtomicInteger created = new AtomicInteger();

	private final AtomicInteger requests = new AtomicInteger();

	private final DisposableServer server = HttpServer.create().host("127.0.0.1").port(0).route(this::routes).bindNow();

	private volatile Flux<String> snapshot;

	TinyHopx(String snapshot) {
		measure(Flux.just(snapshot));
	}

	/**
	 * Let all sandboxes answer so from now on.
	 */
	void measure(Flux<String> snapshot) {
		this.snapshot = snapshot;
	}

	private void routes(HttpServerRoutes routes) {
		routes
			.post("/v1/sandboxes",
					(request, response) -> request.receive()
						.then(Mono.defer(() -> Mono.from(json(response.status(201),
								Flux.just(CREATED.formatted(this.created.incrementAndGet(), baseUrl())))))))
			.get("/v1/sandboxes/{id}",
					(request, response) -> json(response,
							Flux.just("{\"id\":\"" + request.param("id") + "\",\"status\":\"running\"}")))
			.delete("/v1/sandboxes/{id}",
					(request, response) -> json(response,
							Flux.just("{\"id\":\"" + request.param("id") + "\",\"status\":\"deleted\"}")))
			.get("/metrics/snapshot", (request, response) -> json(response, this.snapshot));
	}

	private Publisher<Void> json(HttpServerResponse response, Flux<String> body) {
		this.requests.incrementAndGet();
		return response.header("Content-Type", "application/json").sendString(body);
	}

	URI baseUrl() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	int countRequests() {
		return this.requests.get();
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
	}

}
