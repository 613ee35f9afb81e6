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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.websocket.WebsocketInbound;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

/**
 * A WebSocket of Reactor Netty.
 */
final class DefaultSandboxSocket implements SandboxSocket {

	/**
	 * How long a farewell may take where what is before it does not get through.
	 */
	private static final Duration FAREWELL = Duration.ofSeconds(1);

	/**
	 * Codes of a service that refuses, by the status that it refuses requests with. All
	 * others are about the code that ran.
	 */
	private static final Map<String, Integer> REFUSALS = Map.ofEntries(Map.entry("INVALID_REQUEST", 400),
			Map.entry("INVALID_JSON", 400), Map.entry("MISSING_PARAMETER", 400), Map.entry("INVALID_PATH", 400),
			Map.entry("AUTHENTICATION_REQUIRED", 401), Map.entry("AUTHENTICATION_ERROR", 401),
			Map.entry("INVALID_TOKEN", 401), Map.entry("TOKEN_INVALID", 401), Map.entry("TOKEN_EXPIRED", 401),
			Map.entry("PAYMENT_REQUIRED", 402), Map.entry("FORBIDDEN", 403), Map.entry("PERMISSION_DENIED", 403),
			Map.entry("PATH_NOT_ALLOWED", 403), Map.entry("SANDBOX_NOT_FOUND", 404),
			Map.entry("RESOURCE_NOT_FOUND", 404), Map.entry("FILE_NOT_FOUND", 404),
			Map.entry("DIRECTORY_NOT_FOUND", 404), Map.entry("SANDBOX_CREATING", 409),
			Map.entry("SANDBOX_STOPPED", 409), Map.entry("CONFLICT", 409), Map.entry("SANDBOX_EXPIRED", 410),
			Map.entry("RATE_LIMIT_EXCEEDED", 429), Map.entry("RESOURCE_LIMIT_ERROR", 429),
			Map.entry("INTERNAL_ERROR", 500), Map.entry("NOT_INITIALIZED", 503), Map.entry("SERVICE_UNAVAILABLE", 503));

	private final Connection connection;

	private final Call call;

	private final Credentials shown;

	private final ErrorMapper errors;

	private final int maxFrameSize;

	private final Scheduler scheduler;

	private final Attempt attempt;

	private final AtomicBoolean closed = new AtomicBoolean();

	DefaultSandboxSocket(Connection connection, Call call, Credentials shown, ErrorMapper errors, int maxFrameSize,
			Scheduler scheduler) {
		this.connection = connection;
		this.call = call;
		this.shown = shown;
		this.errors = errors;
		this.maxFrameSize = maxFrameSize;
		this.scheduler = scheduler;
		this.attempt = new Attempt(scheduler);
	}

	@Override
	public Mono<Void> send(String text) {
		Channel channel = this.connection.channel();
		Mono<Void> sent = FutureMono.deferFuture(() -> {
			this.attempt.writing();
			return channel.writeAndFlush(new TextWebSocketFrame(text));
		});
		Duration timeout = this.call.request().timeout();
		return ((timeout != null) ? sent.timeout(timeout, this.scheduler) : sent).onErrorMap(this::translate);
	}

	@Override
	public Flux<String> receive() {
		return Flux.defer(() -> {
			WebsocketInbound inbound = ((WebsocketInbound) this.connection).aggregateFrames(this.maxFrameSize);
			Flux<String> texts = inbound.receiveObject()
				// Cancelled further up it would close without a status
				.doOnCancel(this::close)
				.<String>handle(DefaultSandboxSocket::text)
				.concatWith(Mono.defer(() -> end(inbound)));
			Duration timeout = this.call.request().timeout();
			return ((timeout != null) ? StallTimeout.ofSource(texts, timeout, this.scheduler, () -> Long.MIN_VALUE)
					: texts)
				.onErrorMap(this::translate);
		});
	}

	private static void text(Object received, SynchronousSink<String> sink) {
		if (received instanceof WebSocketFrame frame) {
			String text = frame.content().toString(StandardCharsets.UTF_8);
			if (!text.isBlank()) {
				sink.next(text);
			}
		}
	}

	private Mono<String> end(WebsocketInbound inbound) {
		return inbound.receiveCloseStatus()
			.defaultIfEmpty(WebSocketCloseStatus.ABNORMAL_CLOSURE)
			.flatMap((status) -> isAgreed(status) ? Mono.empty() : Mono.error(closed(status)));
	}

	private static boolean isAgreed(WebSocketCloseStatus status) {
		return status.code() == WebSocketCloseStatus.NORMAL_CLOSURE.code()
				|| status.code() == WebSocketCloseStatus.EMPTY.code() || status.code() == -1;
	}

	private HopxException closed(WebSocketCloseStatus status) {
		String reason = SecretMask.text(status.reasonText(), this.shown);
		String message = "%s was closed by the service with status %d%s".formatted(this.call.request(), status.code(),
				reason.isBlank() ? "" : ": " + reason);
		HopxError error = this.call.error();
		return switch (status.code()) {
			case 1006 -> brokenOff("the service closed the socket");
			case 1008, 3003, 4003, 4403 -> new HopxForbiddenException(message, error);
			case 3000, 4001, 4401 -> new HopxAuthenticationException(message, error);
			case 1011, 1013 -> new HopxServerException(message, error, null);
			default -> new HopxTransportException(message, error, false, null);
		};
	}

	@Override
	public @Nullable HopxException refusal(JsonNode frame) {
		String text = frame.toString();
		ErrorReply reply = ErrorReply.read(text.getBytes(StandardCharsets.UTF_8));
		Integer status = (reply.code() != null) ? REFUSALS.get(reply.code()) : null;
		return (status != null) ? this.errors.map(this.call, this.shown, status, new HttpHeaders(),
				text.getBytes(StandardCharsets.UTF_8)) : null;
	}

	@Override
	public HopxException brokenOff(String what) {
		return new HopxTransportException("%s broke off: %s. What was begun may have been done"
			.formatted(this.call.request(), SecretMask.text(what, this.shown)), this.call.error(), false, null);
	}

	private Throwable translate(Throwable failure) {
		boolean tooLong = failure instanceof TooLongFrameException
				|| (failure instanceof CorruptedWebSocketFrameException corrupted
						&& WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus()));
		if (tooLong) {
			return new UnexpectedResponseException(
					"A message of %s is larger than 'hopx.stream.max-frame-size'".formatted(this.call.request()),
					this.call.error(), null, failure);
		}
		return Failures.translate(failure, this.call, this.attempt);
	}

	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		Channel channel = this.connection.channel();
		if (channel.isActive()) {
			// Reactor Netty's own way first stops to receive, and says goodbye without a
			// status as it does
			channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
				.addListener(ChannelFutureListener.CLOSE);
			channel.eventLoop().schedule((Runnable) channel::close, FAREWELL.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	@Override
	public String toString() {
		return "SandboxSocket[" + this.call.request() + "]";
	}

}
