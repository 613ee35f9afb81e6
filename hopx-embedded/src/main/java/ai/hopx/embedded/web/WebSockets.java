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

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

import io.netty.handler.codec.TooLongFrameException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.WebsocketServerSpec;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;

/**
 * Upgrades requests to WebSockets whose frames are JSON objects as text.
 */
public final class WebSockets {

	private static final Log logger = LogFactory.getLog(WebSockets.class);

	private final WebSocketService service;

	/**
	 * Create the upgrade.
	 * @param maxFrameSize longest frame that a client may send, in bytes
	 */
	public WebSockets(int maxFrameSize) {
		this.service = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
				() -> WebsocketServerSpec.builder().maxFramePayloadLength(maxFrameSize)));
	}

	/**
	 * Upgrade a request and converse. The conversation ends when the frames to the client
	 * do, or when the client leaves, which cancels them.
	 * @param request the request
	 * @param conversation makes the frames to the client of the texts that come from it,
	 * which it must subscribe to, once and for as long as the conversation lasts
	 * @return the answer, at the end of the conversation
	 */
	public Mono<ServerResponse> upgrade(ServerRequest request, Function<Flux<String>, Flux<Frame>> conversation) {
		String upgrade = request.headers().firstHeader(HttpHeaders.UPGRADE);
		if (upgrade == null || !"websocket".equals(upgrade.toLowerCase(Locale.ROOT))) {
			return Mono.error(new ApiException(HttpStatus.BAD_REQUEST, "UPGRADE_REQUIRED",
					request.path() + " is a WebSocket; ask for an upgrade")
				.header(HttpHeaders.UPGRADE, "websocket")
				.detail("upgrade", "websocket"));
		}
		return this.service
			.handleRequest(request.exchange(),
					(session) -> new Conversation(session, request.exchange()).hold(conversation))
			.then(Mono.empty());
	}

	/**
	 * One client's socket.
	 */
	private static final class Conversation {

		/** A reset takes away what the client has not read yet. */
		private static final Duration SETTLE = Duration.ofMillis(100);

		private final WebSocketSession session;

		private final ServerWebExchange exchange;

		private @Nullable SocketFault fault;

		private int sent;

		private boolean closing;

		private final Sinks.Empty<Void> end = Sinks.empty();

		/** What to close with; {@code null} once nobody is there to hear it. */
		private volatile @Nullable CloseStatus status = CloseStatus.NORMAL;

		private volatile long lastSent = System.nanoTime() - Duration.ofDays(1).toNanos();

		Conversation(WebSocketSession session, ServerWebExchange exchange) {
			this.session = session;
			this.exchange = exchange;
			this.fault = exchange.getAttribute(SocketFault.ATTRIBUTE);
		}

		Mono<Void> hold(Function<Flux<String>, Flux<Frame>> frames) {
			return frames.apply(texts())
				.takeUntilOther(this.end.asMono())
				.concatMap((frame) -> pause(frame.gap()).then(spoil()).then(sendUnlessClosing(frame)).then(spoil()), 1)
				.onErrorResume((ex) -> {
					if (hasLeft(ex)) {
						this.status = null;
					}
					else {
						logger.error("A conversation on a WebSocket failed", ex);
						this.status = CloseStatus.SERVER_ERROR;
					}
					return Mono.empty();
				})
				.then(Mono.defer(this::close));
		}

		private Mono<Void> close() {
			CloseStatus status = this.status;
			return (status != null) ? this.session.close(status) : Mono.empty();
		}

		private Flux<String> texts() {
			return this.session.receive()
				.map(WebSocketMessage::getPayloadAsText)
				.doOnComplete(() -> this.status = null)
				// All but a frame too long is a connection that broke off
				.doOnError((ex) -> this.status = (ex instanceof TooLongFrameException) ? CloseStatus.TOO_BIG_TO_PROCESS
						: null)
				.onErrorComplete()
				.doFinally((signal) -> this.end.tryEmitEmpty())
				// To cancel what is received would close the socket, without a farewell
				.publish(1)
				.autoConnect();
		}

		private Mono<Void> pause(Duration gap) {
			return Mono.defer(() -> {
				long left = gap.toNanos() - (System.nanoTime() - this.lastSent);
				return (left > 0) ? Mono.delay(Duration.ofNanos(left)).then() : Mono.empty();
			});
		}

		/**
		 * Go wrong, if a test has asked for it and it is time.
		 */
		private Mono<Void> spoil() {
			return Mono.defer(() -> {
				SocketFault fault = this.fault;
				if (fault == null || this.sent < fault.frames()) {
					return Mono.empty();
				}
				this.fault = null;
				return switch (fault.kind()) {
					case RESET -> Mono.delay(SETTLE).then(Connections.reset(this.exchange.getResponse()));
					case CLOSE -> Mono.fromRunnable(() -> {
						this.closing = true;
						this.end.tryEmitEmpty();
					});
					case EMPTY_FRAME -> this.session.send(Mono.fromSupplier(() -> this.session.textMessage("")));
				};
			});
		}

		private Mono<Void> sendUnlessClosing(Frame frame) {
			return Mono.defer(() -> this.closing ? Mono.empty() : send(frame));
		}

		/**
		 * Send one frame. The next one waits until this one is out, so that a client that
		 * does not read holds up whatever makes the frames.
		 */
		private Mono<Void> send(Frame frame) {
			Mono<WebSocketMessage> message = Mono.fromSupplier(() -> new WebSocketMessage(WebSocketMessage.Type.TEXT,
					this.session.bufferFactory().wrap(Json.write(frame.fields()))));
			return this.session.send(message).then(Mono.fromRunnable(() -> {
				this.lastSent = System.nanoTime();
				this.sent++;
			}));
		}

		private static boolean hasLeft(Throwable ex) {
			return ex instanceof AbortedException || ex instanceof IOException;
		}

	}

}
