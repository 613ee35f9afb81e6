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

package ai.hopx.embedded.agent;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.timeout.TimeoutException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.util.retry.Retry;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.web.Json;

/**
 * Tells callers that their runs have ended. It is this machine that makes the call and
 * not the sandbox, so it reaches whatever this machine does: it goes only where the
 * caller who started the run asked for, and no redirect leads it elsewhere.
 */
final class CallbackSender {

	static final String TIMESTAMP = "X-HOPX-Timestamp";

	static final String SIGNATURE = "X-HOPX-Signature";

	private static final Log logger = LogFactory.getLog(CallbackSender.class);

	private static final int RETRIES = 2;

	private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(10);

	private static final int CONNECT_TIMEOUT_MILLIS = 5000;

	private static final int MAX_CONNECTIONS = 64;

	/** As many as all sandboxes of a busy server may wait with. */
	private static final int MAX_WAITING = 10_000;

	private final Clock clock;

	private final Duration backoff;

	private final AtomicReference<@Nullable ConnectionProvider> connections = new AtomicReference<>();

	/** Made for the first call: most servers make none, and start sooner without. */
	private final Mono<HttpClient> client;

	private final Sinks.Empty<Void> closed = Sinks.empty();

	/**
	 * Create the sender.
	 * @param loops the server's event loops
	 * @param clock the server's clock
	 * @param backoff how long to wait before the first of two more attempts
	 */
	CallbackSender(LoopResources loops, Clock clock, Duration backoff) {
		this.clock = clock;
		this.backoff = backoff;
		this.client = Mono.fromSupplier(() -> client(loops)).cache();
	}

	private HttpClient client(LoopResources loops) {
		ConnectionProvider connections = ConnectionProvider.builder("hopx-embedded-callbacks")
			.maxConnections(MAX_CONNECTIONS)
			.pendingAcquireMaxCount(MAX_WAITING)
			.build();
		this.connections.set(connections);
		return HttpClient.create(connections)
			.runOn(loops)
			.keepAlive(false)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
			.responseTimeout(RESPONSE_TIMEOUT);
	}

	/**
	 * Make the call. What fails for want of a connection or with a 5xx is tried twice
	 * more; after that, a warning is all that happens.
	 * @param callback where and how
	 * @param body what to tell
	 * @return completion, whether it worked or not
	 */
	Mono<Void> send(Callback callback, Object body) {
		byte[] json = Json.write(body);
		return this.client.flatMap((client) -> attempt(client, callback, json))
			.retryWhen(Retry.backoff(RETRIES, this.backoff).filter(CallbackSender::mayWorkLater))
			.onErrorResume((ex) -> {
				Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
				logger.warn("The callback to " + callback.target() + " failed: " + reason(cause));
				return Mono.empty();
			})
			.takeUntilOther(this.closed.asMono());
	}

	private Mono<Void> attempt(HttpClient client, Callback callback, byte[] body) {
		return client.headers((headers) -> addHeaders(headers, callback, body))
			.post()
			.uri(callback.url())
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
			.responseSingle((response, content) -> Mono.just(response.status().code()))
			.flatMap((status) -> (status / 100 == 2) ? Mono.empty() : Mono.error(new Unwelcome(status)));
	}

	private void addHeaders(HttpHeaders headers, Callback callback, byte[] body) {
		headers.set("Content-Type", "application/json");
		headers.set("Content-Length", body.length);
		callback.headers().forEach(headers::set);
		String timestamp = Long.toString(this.clock.instant().getEpochSecond());
		headers.set(TIMESTAMP, timestamp);
		if (callback.secret() != null) {
			headers.set(SIGNATURE, "sha256=" + sign(callback.secret(), timestamp, body));
		}
	}

	private static String sign(String secret, String timestamp, byte[] body) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM cannot sign with HMAC-SHA256", ex);
		}
	}

	private static boolean mayWorkLater(Throwable ex) {
		return !(ex instanceof Unwelcome unwelcome) || unwelcome.status >= HttpStatus.INTERNAL_SERVER_ERROR.value();
	}

	/**
	 * Say what went wrong. Messages of the network may hold the whole URL.
	 */
	private static String reason(Throwable ex) {
		if (ex instanceof Unwelcome) {
			return String.valueOf(ex.getMessage());
		}
		if (ex instanceof UnknownHostException) {
			return "its host is not known";
		}
		if (ex instanceof ConnectException) {
			return "nobody answers there";
		}
		return (ex instanceof TimeoutException) ? "no answer came in " + RESPONSE_TIMEOUT.toSeconds() + " s"
				: ex.getClass().getSimpleName();
	}

	/**
	 * Give up the calls under way and close all connections.
	 * @return completion
	 */
	Mono<Void> close() {
		return Mono.defer(() -> {
			this.closed.tryEmitEmpty();
			ConnectionProvider connections = this.connections.get();
			return (connections != null) ? connections.disposeLater() : Mono.empty();
		});
	}

	/**
	 * An answer that is no success.
	 */
	@SuppressWarnings("serial")
	private static final class Unwelcome extends RuntimeException {

		private final int status;

		Unwelcome(int status) {
			super("it was answered with status " + status, null, false, false);
			this.status = status;
		}

	}

}
