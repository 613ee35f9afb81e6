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
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Puts files where links of the service say. A link is a secret of its own and leads to
 * some storage: nothing else that we have is shown there, and the link is not told to
 * anybody. Never sent twice, since part of it may have arrived.
 */
final class UploadLinks {

	private final WebClients webClients;

	private final boolean loopback;

	private final Duration timeout;

	private final Supplier<Scheduler> scheduler;

	/**
	 * Create the way.
	 * @param webClients what sends it
	 * @param loopback whether links may lead to this machine
	 * @param timeout how long each side may keep the other waiting
	 * @param scheduler where time runs
	 */
	UploadLinks(WebClients webClients, boolean loopback, Duration timeout, Supplier<Scheduler> scheduler) {
		this.webClients = webClients;
		this.loopback = loopback;
		this.timeout = timeout;
		this.scheduler = scheduler;
	}

	Mono<Void> put(URI link, HopxRequest.StreamedBody content) {
		return Mono.defer(() -> {
			check(link);
			Scheduler scheduler = this.scheduler.get();
			Attempt attempt = new Attempt(scheduler);
			RequestBody body = RequestBody.of(content);
			Mono<Void> reply = this.webClients.toUploadLink(link)
				.put()
				.uri(where(link))
				.httpRequest((output) -> attempt.writing())
				.contentType(content.contentType())
				.body(body.inserter(attempt, this.timeout, scheduler))
				.exchangeToMono(UploadLinks::outcome);
			return ReplyTimeout.of(reply, attempt, this.timeout, scheduler)
				.onErrorMap((failure) -> translate(failure, attempt));
		});
	}

	private void check(URI link) {
		String host = link.getHost();
		boolean local = host != null && Loopback.contains(host);
		boolean allowed = "https".equalsIgnoreCase(link.getScheme())
				|| ("http".equalsIgnoreCase(link.getScheme()) && local);
		if (host == null || !allowed || (!this.loopback && Loopback.isReachedBy(host))) {
			throw new UnexpectedResponseException(
					"The service gave an upload link that is not https, or leads to this machine. Nothing was sent",
					HopxError.NONE, null);
		}
	}

	/**
	 * As much of a link as may be told.
	 */
	private static URI where(URI link) {
		return UriComponentsBuilder.newInstance()
			.scheme(link.getScheme())
			.host(link.getHost())
			.port(link.getPort())
			.path("/")
			.build()
			.toUri();
	}

	private static Mono<Void> outcome(ClientResponse response) {
		int status = response.statusCode().value();
		if (response.statusCode().is2xxSuccessful()) {
			return response.releaseBody();
		}
		HopxError error = new HopxError(status, null, null, null, Map.of());
		String message = "The upload of files was answered with " + status;
		HopxException failure = switch (status) {
			case 403 ->
				new HopxForbiddenException(message + ": its link may have expired. Start the build again", error);
			default -> (status >= 500) ? new HopxServerException(message, error, null)
					: new UnexpectedResponseException(message, error, null);
		};
		return response.releaseBody().then(Mono.error(failure));
	}

	/**
	 * Not by their messages, which name the link.
	 */
	private static HopxException translate(Throwable failure, Attempt attempt) {
		if (failure instanceof HopxException known) {
			return known;
		}
		Throwable bodyFailure = attempt.bodyFailure();
		if (bodyFailure != null) {
			return new HopxException("The files to upload could not be read: " + name(bodyFailure), HopxError.NONE);
		}
		if (failure instanceof TimeoutException) {
			return new HopxTimeoutException("The upload of files did not go on within 'hopx.http.response-timeout'",
					HopxError.NONE);
		}
		boolean unsent = !attempt.isWritten();
		return new HopxTransportException("The upload of files failed: %s%s".formatted(name(failure.getCause()),
				unsent ? ". Nothing was sent" : ". A part may have arrived"), HopxError.NONE, unsent, null);
	}

	private static String name(@Nullable Throwable failure) {
		return (failure != null) ? failure.getClass().getSimpleName() : "the connection was lost";
	}

}
