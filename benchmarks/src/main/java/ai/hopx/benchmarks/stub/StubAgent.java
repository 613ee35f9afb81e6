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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * What the sandboxes of a {@link StubHopx} answer. Code is a number at most: of the lines
 * that it prints.
 */
final class StubAgent {

	private static final String RESULT = """
			{"success":true,"stdout":"42\\n","stderr":"","exit_code":0,"execution_time":0.001}""";

	private static final Pattern NUMBER = Pattern.compile("\"code\":\"(\\d+)\"");

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger mostRunning = new AtomicInteger();

	private final StubSettings settings;

	StubAgent(StubSettings settings) {
		this.settings = settings;
	}

	void routes(HttpServerRoutes routes) {
		routes.get("/health", (request, response) -> StubHopx.json(response, 200, "{\"status\":\"healthy\"}"))
			.post("/execute", (request, response) -> request.receive().then(run(response)))
			.get("/files/download", StubAgent::download)
			.post("/files/upload",
					(request, response) -> request.receive()
						.then(Mono.from(StubHopx.json(response, 200, "{\"success\":true}"))))
			.ws("/stream", StubAgent::print)
			.ws("/execute/stream", StubAgent::print);
	}

	private Mono<Void> run(HttpServerResponse response) {
		return Mono.defer(() -> {
			this.mostRunning.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			return StubHopx.later(this.settings.runTime());
		}).then(Mono.defer(() -> {
			this.running.decrementAndGet();
			return Mono.from(StubHopx.json(response, 200, RESULT));
		}));
	}

	/**
	 * The path is one of this machine: what is measured reads what it is told to.
	 */
	private static Publisher<Void> download(HttpServerRequest request, HttpServerResponse response) {
		List<String> paths = new QueryStringDecoder(request.uri()).parameters().getOrDefault("path", List.of("none"));
		return response.header("Content-Type", "application/octet-stream").sendFile(Path.of(paths.get(0)));
	}

	private static Publisher<Void> print(WebsocketInbound inbound, WebsocketOutbound outbound) {
		ByteBuf line = frame("""
				{"type":"stdout","data":"The quick brown fox jumps over the lazy dog, line after line\\n",\
				"timestamp":"2026-01-01T00:00:00.000000Z"}""");
		ByteBuf result = frame("{\"type\":\"result\",\"exit_code\":0,\"execution_time\":0.5}");
		ByteBuf complete = frame("{\"type\":\"complete\",\"success\":true,\"exit_code\":0}");
		return inbound.receive().asString().flatMap((request) -> {
			Flux<ByteBuf> lines = Flux.range(0, lines(request)).map((number) -> line);
			return outbound
				.sendObject(lines.concatWithValues(result, complete)
					.map((text) -> new TextWebSocketFrame(text.duplicate())))
				.then();
		});
	}

	private static int lines(String request) {
		Matcher number = NUMBER.matcher(request);
		return number.find() ? Integer.parseInt(number.group(1)) : 0;
	}

	private static ByteBuf frame(String text) {
		return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
	}

	int mostRunning() {
		return this.mostRunning.get();
	}

}
