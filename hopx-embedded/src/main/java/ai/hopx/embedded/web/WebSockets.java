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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.WebsocketServerSpec;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;

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
	public Mono<ServerResponse> upgrade(ServerRequest request,
			Function<Flux<String>, ? extends Publisher<Frame>> conversation) {
		String upgrade = request.headers().firstHeader(HttpHeaders.UPGRADE);
		if (upgrade == null || !"websocket".equals(upgrade.toLowerCase(Locale.ROOT))) {
			return Mono.error(new ApiException(HttpStatus.UPGRADE_REQUIRED, "UPGRADE_REQUIRED",
					request.path() + " is a WebSocket; ask for an upgrade")
				.header(HttpHeaders.UPGRADE, "websocket"));
		}
		return this.service.handleRequest(request.exchange(), (session) -> converse(session, conversation))
			.then(Mono.empty());
	}

	private static Mono<Void> converse(WebSocketSession session,
			Function<Flux<String>, ? extends Publisher<Frame>> conversation) {
		Sinks.Empty<Void> end = Sinks.empty();
		Flux<String> texts = session.receive()
			.map(WebSocketMessage::getPayloadAsText)
			.filter((text) -> !text.isBlank())
			// A client that breaks off has left like any other
			.onErrorComplete()
			.doFinally((signal) -> end.tryEmitEmpty());
		Pace pace = new Pace();
		return Flux.from(conversation.apply(texts))
			.takeUntilOther(end.asMono())
			.concatMap((frame) -> pace.waitFor(frame.gap()).then(send(session, frame)).then(pace.note()), 1)
			.onErrorResume((ex) -> {
				if (!hasLeft(ex)) {
					logger.error("A conversation on a WebSocket failed", ex);
				}
				return Mono.empty();
			})
			.then(session.close());
	}

	private static boolean hasLeft(Throwable ex) {
		return ex instanceof AbortedException || ex instanceof IOException;
	}

	/**
	 * Send one frame. The next one waits until this one is out, so that a client that
	 * does not read holds up whatever makes the frames.
	 */
	private static Mono<Void> send(WebSocketSession session, Frame frame) {
		return session.send(Mono.fromSupplier(() -> new WebSocketMessage(WebSocketMessage.Type.TEXT,
				session.bufferFactory().wrap(Json.write(frame.fields())))));
	}

	/**
	 * When the last frame was sent.
	 */
	private static final class Pace {

		private long last = System.nanoTime() - Duration.ofDays(1).toNanos();

		Mono<Void> waitFor(Duration gap) {
			return Mono.defer(() -> {
				long left = gap.toNanos() - (System.nanoTime() - this.last);
				return (left > 0) ? Mono.delay(Duration.ofNanos(left)).then() : Mono.empty();
			});
		}

		Mono<Void> note() {
			return Mono.fromRunnable(() -> this.last = System.nanoTime());
		}

	}

}
