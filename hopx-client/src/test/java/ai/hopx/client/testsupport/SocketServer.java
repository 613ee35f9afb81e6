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
package ai.hopx.client.testsupport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * An agent on loopback whose WebSockets do what a test says.
 */
public final class SocketServer implements AutoCloseable {

	private final DisposableServer server;

	private final List<String> handshakes = new CopyOnWriteArrayList<>();

	private final List<HttpHeaders> headers = new CopyOnWriteArrayList<>();

	private final List<String> frames = new CopyOnWriteArrayList<>();

	private final List<Integer> closes = new CopyOnWriteArrayList<>();

	private final AtomicInteger ended = new AtomicInteger();

	private final AtomicInteger count = new AtomicInteger();

	private SocketServer(IntFunction<Answer> answers) {
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> handle(request, response, answers))
			.bindNow();
	}

	/**
	 * Start a server.
	 * @param answers what to do with each handshake, by its number, from 1
	 */
	public static SocketServer start(IntFunction<Answer> answers) {
		return new SocketServer(answers);
	}

	/** Start a server that holds the same conversation on every socket. */
	public static SocketServer talking(Conversation conversation) {
		return start((number) -> new Answer(101, "", conversation));
	}

	/** Start a server that answers the first frame with some, and waits for the close. */
	public static SocketServer sending(String... frames) {
		return talking((texts, out, in) -> texts.next()
			.thenMany(out.sendString(Flux.fromArray(frames)).then())
			.then(in.receiveCloseStatus())
			.then());
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.server.port());
	}

	/** Method and path of each handshake. */
	public List<String> handshakes() {
		return this.handshakes;
	}

	public List<HttpHeaders> headers() {
		return this.headers;
	}

	/** All that clients sent. */
	public List<String> frames() {
		return this.frames;
	}

	/** The status of each close that came from a client. */
	public List<Integer> closes() {
		return this.closes;
	}

	/** How many conversations have ended, by a farewell or without. */
	public int ended() {
		return this.ended.get();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response,
			IntFunction<Answer> answers) {
		this.handshakes.add(request.method() + " " + request.uri());
		this.headers.add(request.requestHeaders().copy());
		Answer answer = answers.apply(this.count.incrementAndGet());
		if (answer.status() != 101) {
			return response.status(answer.status())
				.header("Content-Type", "application/json")
				.sendString(Mono.just(answer.body()), StandardCharsets.UTF_8);
		}
		return response.sendWebsocket((in, out) -> {
			in.withConnection((connection) -> connection.onDispose(this.ended::incrementAndGet));
			in.receiveCloseStatus().subscribe((status) -> this.closes.add(status.code()));
			// Cancelled, it would close the socket: whoever takes only the first must not
			Sinks.Many<String> texts = Sinks.many().replay().all();
			in.receive().asString().doOnNext(this.frames::add).subscribe(texts::tryEmitNext, (lost) -> {
			});
			return answer.conversation().hold(texts.asFlux(), out, in);
		});
	}

	/** Close the connection with a TCP reset. */
	public static Mono<Void> reset(WebsocketInbound in) {
		return Mono.fromRunnable(() -> in.withConnection((connection) -> {
			connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
			connection.channel().unsafe().closeForcibly();
		}));
	}

	/** Close the connection without a farewell. */
	public static Mono<Void> drop(WebsocketInbound in) {
		return Mono
			.fromRunnable(() -> in.withConnection((connection) -> connection.channel().unsafe().closeForcibly()));
	}

	/**
	 * What a handshake is answered with.
	 *
	 * @param status 101, or a refusal
	 * @param body the body of a refusal
	 * @param conversation what follows a 101
	 */
	public record Answer(int status, String body, Conversation conversation) {

		public static Answer refusal(int status, String body) {
			return new Answer(status, body, (texts, out, in) -> Mono.empty());
		}

	}

	/**
	 * What is said on a socket, which is closed at its end.
	 */
	@FunctionalInterface
	public interface Conversation {

		Publisher<Void> hold(Flux<String> texts, WebsocketOutbound out, WebsocketInbound in);

	}

}
