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

package ai.hopx.benchmarks.stub;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.resources.LoopResources;

/**
 * A service that costs next to nothing: it runs no code, and answers as late as it is
 * told to. Each sandbox has a port of its own, as it would have a host. It counts its
 * sandboxes.
 */
public final class StubHopx implements AutoCloseable {

	private static final Duration LIFE = Duration.ofHours(1);

	/**
	 * The JavaScript SDK renews tokens that have an hour left, before each call.
	 */
	private static final Duration TOKEN_LIFE = Duration.ofHours(24);

	private final Map<String, DisposableServer> alive = new ConcurrentHashMap<>();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger created = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final LoopResources loop = LoopResources.create("stub-hopx", 1, true);

	private final StubSettings settings;

	private final StubAgent agent;

	private final DisposableServer control;

	private StubHopx(StubSettings settings) {
		this.settings = settings;
		this.agent = new StubAgent(settings);
		this.control = server().doOnChannelInit((observer, channel, remote) -> this.connections.incrementAndGet())
			.route(this::controlPlane)
			.bindNow();
	}

	public static StubHopx start(StubSettings settings) {
		return new StubHopx(settings);
	}

	private HttpServer server() {
		return HttpServer.create().host("127.0.0.1").port(0).runOn(this.loop);
	}

	private void controlPlane(HttpServerRoutes routes) {
		routes.post("/v1/sandboxes", (request, response) -> request.receive().then(create(response)))
			.get("/v1/sandboxes/{id}", (request, response) -> info(id(request), response))
			.put("/v1/sandboxes/{id}/timeout",
					(request, response) -> request.receive().then(Mono.from(json(response, 200, "{}"))))
			.delete("/v1/sandboxes/{id}", (request, response) -> delete(id(request), response));
	}

	private Mono<Void> create(HttpServerResponse response) {
		int number = this.asked.incrementAndGet();
		return later(this.settings.createTime()).then(Mono.defer(() -> {
			if (this.settings.failEvery() > 0 && number % this.settings.failEvery() == 0) {
				return Mono.from(json(response, 500, "{\"error\":\"Internal error\",\"code\":\"INTERNAL_ERROR\"}"));
			}
			return server().route(this.agent::routes).bind().flatMap((agent) -> {
				String id = "sbx" + (1_000_000 + number);
				this.alive.put(id, agent);
				this.created.incrementAndGet();
				this.most.accumulateAndGet(this.alive.size(), Math::max);
				return Mono.from(json(response, 201, describe(id, agent)));
			});
		}));
	}

	static Mono<Void> later(Duration delay) {
		return delay.isZero() ? Mono.empty() : Mono.delay(delay).then();
	}

	private Publisher<Void> info(String id, HttpServerResponse response) {
		DisposableServer agent = this.alive.get(id);
		return (agent != null) ? json(response, 200, describe(id, agent)) : notFound(response);
	}

	private Publisher<Void> delete(String id, HttpServerResponse response) {
		DisposableServer agent = this.alive.remove(id);
		if (agent == null) {
			return notFound(response);
		}
		agent.dispose();
		return response.status(204).send();
	}

	private static String describe(String id, DisposableServer agent) {
		Instant now = Instant.now();
		return """
				{"id":"%s","status":"running","public_host":"http://127.0.0.1:%d","auth_token":"token-of-%s",\
				"token_expires_at":"%s","expires_at":"%s"}""".formatted(id, agent.port(), id, now.plus(TOKEN_LIFE),
				now.plus(LIFE));
	}

	private static Publisher<Void> notFound(HttpServerResponse response) {
		return json(response, 404, "{\"error\":\"Sandbox not found\",\"code\":\"SANDBOX_NOT_FOUND\"}");
	}

	static Publisher<Void> json(HttpServerResponse response, int status, String body) {
		return response.status(status)
			.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
			.sendString(Mono.just(body));
	}

	private static String id(HttpServerRequest request) {
		String id = request.param("id");
		return (id != null) ? id : "";
	}

	public URI baseUrl() {
		return URI.create("http://127.0.0.1:" + this.control.port());
	}

	/**
	 * Return how many sandboxes live.
	 */
	public int countAlive() {
		return this.alive.size();
	}

	/**
	 * Return how many sandboxes were created.
	 */
	public int countCreated() {
		return this.created.get();
	}

	/**
	 * Return how many runs of code went on at the same time, at most.
	 */
	int countMostRunning() {
		return this.agent.mostRunning();
	}

	/**
	 * Return how many connections were made to the control plane.
	 */
	int countConnections() {
		return this.connections.get();
	}

	/**
	 * Return how many sandboxes lived at the same time, at most.
	 */
	public int countMost() {
		return this.most.get();
	}

	@Override
	public void close() {
		this.control.disposeNow();
		this.alive.values().forEach(DisposableServer::dispose);
		this.loop.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
	}

}
