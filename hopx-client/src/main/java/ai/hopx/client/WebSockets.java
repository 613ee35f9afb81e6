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
package ai.hopx.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

import org.springframework.http.HttpHeaders;

/**
 * Opens WebSockets on the connections that requests use. Only what is needed goes out
 * with a handshake: who we are, and what lets us in.
 */
final class WebSockets {

	private final @Nullable Supplier<HttpClient> httpClient;

	private final ErrorMapper errors;

	private final int maxFrameSize;

	private final Supplier<Scheduler> scheduler;

	WebSockets(@Nullable Supplier<HttpClient> httpClient, ErrorMapper errors, int maxFrameSize,
			Supplier<Scheduler> scheduler) {
		this.httpClient = httpClient;
		this.errors = errors;
		this.maxFrameSize = maxFrameSize;
		this.scheduler = scheduler;
	}

	/**
	 * Open a socket, in one attempt.
	 * @param call what is asked for
	 * @param destination where, and with what
	 * @param timeout how long the handshake may take
	 */
	Mono<SandboxSocket> open(Call call, Route.Destination destination, Duration timeout) {
		Supplier<HttpClient> httpClient = this.httpClient;
		if (httpClient == null) {
			return Mono.error(new HopxException("Streams need connections that can be upgraded: build the client "
					+ "with 'httpClient', not with 'clientConnector' alone", call.error()));
		}
		Attempt attempt = new Attempt(this.scheduler.get());
		Refusal refusal = new Refusal();
		URI uri = RequestUris.of(destination.origin(), call.request());
		return httpClient.get().headers((headers) -> {
			HttpHeaders own = new HttpHeaders();
			own.set(HttpHeaders.USER_AGENT, UserAgent.VALUE);
			destination.credentials().applyTo(own);
			own.forEach(headers::set);
		})
			.doOnConnected((connection) -> connection.addHandlerLast(RefusalReader.NAME, new RefusalReader(refusal)))
			.websocket(WebsocketClientSpec.builder().maxFramePayloadLength(this.maxFrameSize).build())
			// http becomes ws, https becomes wss
			.uri(URI.create("ws" + uri.toString().substring("http".length())))
			.connect()
			.timeout(timeout, this.scheduler.get())
			.<SandboxSocket>map((connection) -> socket(connection, call, destination))
			.onErrorMap((failure) -> translate(failure, call, destination, attempt, refusal));
	}

	private SandboxSocket socket(Connection connection, Call call, Route.Destination destination) {
		connection.removeHandler(RefusalReader.NAME);
		return new DefaultSandboxSocket(connection, call, destination.credentials(), this.errors, this.maxFrameSize,
				this.scheduler.get());
	}

	private HopxException translate(Throwable failure, Call call, Route.Destination destination, Attempt attempt,
			Refusal refusal) {
		HttpResponse response = (failure instanceof WebSocketClientHandshakeException handshake) ? handshake.response()
				: null;
		if (response != null) {
			HttpHeaders headers = new HttpHeaders();
			response.headers().forEach((header) -> headers.add(header.getKey(), header.getValue()));
			return this.errors.map(call, destination.credentials(), response.status().code(), headers, refusal.body);
		}
		if (failure instanceof WebSocketClientHandshakeException) {
			return new HopxTransportException(
					"%s failed: %s. Nothing was sent".formatted(call.request(), failure.getMessage()), call.error(),
					true, failure);
		}
		// A handshake is all that went out, and it runs nothing
		return Failures.translate(failure, call, attempt);
	}

	/**
	 * What came with a status other than 101, which the handshake itself drops.
	 */
	private static final class Refusal {

		private volatile byte[] body = new byte[0];

	}

	private static final class RefusalReader extends ChannelInboundHandlerAdapter {

		private static final String NAME = RefusalReader.class.getName();

		private final Refusal refusal;

		RefusalReader(Refusal refusal) {
			this.refusal = refusal;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof FullHttpResponse response) {
				int length = Math.min(response.content().readableBytes(), ErrorReply.MAX_BYTES);
				this.refusal.body = ByteBufUtil.getBytes(response.content(), response.content().readerIndex(), length);
			}
			context.fireChannelRead(message);
		}

	}

}
