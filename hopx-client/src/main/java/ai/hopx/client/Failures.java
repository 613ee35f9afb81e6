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

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import io.netty.handler.codec.CodecException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.WriteTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * Turns what goes wrong below HTTP into exceptions of ours, which know whether the
 * service may have acted on the request.
 * <p>
 * A request is provably unsent where no connection was ever asked to write it: name not
 * found, connection refused, TLS handshake failed, no connection free in time. One kind
 * of failure more is proof: Reactor Netty's "closed before send", for a pooled connection
 * that turns out to be closed. Everything later is not, whatever its name says. A
 * "connection prematurely closed before response" in particular may well come from a
 * service that has read the request and run it.
 */
final class Failures {

	private static final @Nullable String BEFORE_SEND = AbortedException.beforeSend().getMessage();

	private Failures() {
	}

	/**
	 * Translate a failure.
	 * @param failure what went wrong
	 * @param call the call
	 * @param attempt the attempt that failed
	 * @return the exception to throw
	 */
	static HopxException translate(Throwable failure, Call call, Attempt attempt) {
		if (failure instanceof HopxException known) {
			return known;
		}
		Throwable cause = (failure instanceof WebClientRequestException && failure.getCause() != null)
				? failure.getCause() : failure;
		Throwable bodyFailure = attempt.bodyFailure();
		if (bodyFailure != null) {
			return new HopxException("The content to send with %s could not be read: %s".formatted(call.request(),
					describe(bodyFailure)), call.error(), bodyFailure);
		}
		if (isTimeout(cause)) {
			return new HopxTimeoutException(
					"No reply to %s in time. The limit is the request's own, or 'hopx.http.response-timeout'"
						.formatted(call.request()),
					call.error(), cause);
		}
		if (cause instanceof DataBufferLimitException) {
			return new UnexpectedResponseException(
					"The reply to %s is larger than %s".formatted(call.request(), limit(call.request())), call.error(),
					null, cause);
		}
		if (!isTransport(failure, cause)) {
			return new HopxException("%s failed: %s".formatted(call.request(), describe(cause)), call.error(), cause);
		}
		boolean unsent = !attempt.isWritten() || isBeforeSend(cause);
		return new HopxTransportException(
				"%s failed: %s%s".formatted(call.request(), describe(cause),
						unsent ? ". Nothing was sent" : ". The service may have received it"),
				call.error(), unsent, cause);
	}

	private static String limit(HopxRequest request) {
		DataSize own = request.maxReplySize();
		return (own != null) ? own.toKilobytes() + " KB, or than 'hopx.http.max-in-memory-size'"
				: "'hopx.http.max-in-memory-size'";
	}

	private static boolean isTimeout(Throwable failure) {
		return failure instanceof TimeoutException || failure instanceof ReadTimeoutException
				|| failure instanceof WriteTimeoutException;
	}

	/**
	 * All that goes wrong up to the reply's head is wrapped by the web client; after it,
	 * it comes as Netty made it. The rest are mistakes in code, such as a customizer's.
	 */
	private static boolean isTransport(Throwable failure, Throwable cause) {
		return failure instanceof WebClientRequestException || cause instanceof IOException
				|| cause instanceof AbortedException || cause instanceof CodecException;
	}

	private static boolean isBeforeSend(Throwable failure) {
		return failure instanceof AbortedException && BEFORE_SEND != null && BEFORE_SEND.equals(failure.getMessage());
	}

	private static String describe(Throwable failure) {
		String message = failure.getMessage();
		return SecretMask.text((message != null) ? message : failure.getClass().getSimpleName());
	}

}
