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

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.function.BiFunction;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;

/**
 * A port of this machine's loopback and the connections to it.
 */
public final class Listener {

	private static final String LOOPBACK = "127.0.0.1";

	/** Paths of files travel in the query, percent-encoded: 4,096 bytes times three. */
	private static final int MAX_REQUEST_LINE = 16 * 1024;

	private final DisposableServer server;

	private final ChannelGroup connections;

	private final Sinks.One<HttpHandler> handler;

	private Listener(DisposableServer server, ChannelGroup connections, Sinks.One<HttpHandler> handler) {
		this.server = server;
		this.connections = connections;
		this.handler = handler;
	}

	/**
	 * Listen. Requests wait until {@link #serve}.
	 * @param loops the event loops, shared by all listeners of a server
	 * @param port the port, or 0 for any free one
	 * @return the listener, once it accepts connections
	 */
	public static Mono<Listener> bind(LoopResources loops, int port) {
		return Mono.defer(() -> {
			Sinks.One<HttpHandler> served = Sinks.one();
			HttpHandler handler = (request, response) -> served.asMono()
				.flatMap((handlerNow) -> handlerNow.handle(request, response));
			ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
			return HttpServer.create()
				.host(LOOPBACK)
				.port(port)
				.runOn(loops)
				.channelGroup(connections)
				.httpRequestDecoder((decoder) -> decoder.maxInitialLineLength(MAX_REQUEST_LINE))
				.handle(answering(new ReactorHttpHandlerAdapter(handler)))
				.bind()
				.map((server) -> new Listener(server, connections, served));
		});
	}

	/**
	 * Begin every answer one turn of the event loop later. Reactor Netty 1.3.6 stops
	 * reading a connection for good when a request that came quickly after another one is
	 * answered while it is still being taken from the queue (its issue 4361).
	 */
	private static BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> answering(
			ReactorHttpHandlerAdapter adapter) {
		return (request, response) -> Mono.<Connection>create((sink) -> response.withConnection(sink::success))
			.flatMap((connection) -> answer(adapter, request, response)
				.subscribeOn(Schedulers.fromExecutor(connection.channel().eventLoop())));
	}

	private static Mono<Void> answer(ReactorHttpHandlerAdapter adapter, HttpServerRequest request,
			HttpServerResponse response) {
		try {
			new URI(request.uri());
			return adapter.apply(request, response);
		}
		catch (URISyntaxException ex) {
			// No exchange can be made of it, so no filter gets to see it
			String requestId = RequestIdFilter.next();
			ApiException refusal = ApiException.invalidRequest("The request's path or query is not percent-encoded");
			byte[] body = Json.write(new ErrorEnvelope(refusal, requestId, request.uri()).flat());
			return response.status(refusal.status().value())
				.header(RequestIdFilter.HEADER, requestId)
				.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
				.sendByteArray(Mono.just(body))
				.then();
		}
	}

	/**
	 * Answer requests, those that wait included.
	 * @param handler answers them
	 */
	public void serve(HttpHandler handler) {
		this.handler.tryEmitValue(handler);
	}

	public int port() {
		return this.server.port();
	}

	public URI uri() {
		return URI.create("http://" + LOOPBACK + ":" + port());
	}

	/**
	 * Stop listening, let the answers under way go out, and close every connection.
	 * @param grace how long answers may take
	 * @return completion, when no connection is left
	 */
	public Mono<Void> close(Duration grace) {
		return Mono.<Void>fromRunnable(() -> {
			try {
				this.server.disposeNow(grace);
			}
			catch (IllegalStateException ex) {
				// An answer took longer than that: its connection is closed below
			}
			this.connections.close().awaitUninterruptibly(grace.toMillis());
		}).subscribeOn(Schedulers.boundedElastic());
	}

}
