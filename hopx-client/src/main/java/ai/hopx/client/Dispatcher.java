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

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The one way through which every request goes: repeats around the whole exchange, then
 * credentials for each attempt, then the exchange, then errors in our own words. What is
 * left, the headers that may go out, is the web client's last filter.
 */
final class Dispatcher {

	private final Endpoint.Plane plane;

	private final Supplier<WebClient> webClient;

	private final RetryPolicy retries;

	private final Replies replies;

	private final RateLimitMemory rateLimits;

	private final WebSockets webSockets;

	private final Duration responseTimeout;

	private final Supplier<Scheduler> scheduler;

	Dispatcher(Endpoint.Plane plane, Supplier<WebClient> webClient, RetryPolicy retries, Replies replies,
			WebSockets webSockets, RateLimitMemory rateLimits, Duration responseTimeout,
			Supplier<Scheduler> scheduler) {
		this.plane = plane;
		this.webClient = webClient;
		this.retries = retries;
		this.replies = replies;
		this.rateLimits = rateLimits;
		this.webSockets = webSockets;
		this.responseTimeout = responseTimeout;
		this.scheduler = scheduler;
	}

	/**
	 * Return what the service last said of its rate limit.
	 */
	@Nullable RateLimit rateLimit() {
		return this.rateLimits.last();
	}

	<T> Mono<T> retrieve(Route route, HopxRequest request, Class<T> type) {
		check(request);
		return Mono.deferContextual((context) -> {
			Call call = call(route, request, context);
			RequestBody body = RequestBody.of(request);
			return sending(route, call, context).send((destination) -> whole(call, destination, body,
					(response) -> this.replies.value(response, call, destination.credentials(), type)));
		});
	}

	Mono<Void> send(Route route, HopxRequest request) {
		check(request);
		return Mono.deferContextual((context) -> {
			Call call = call(route, request, context);
			RequestBody body = RequestBody.of(request);
			return sending(route, call, context).send((destination) -> whole(call, destination, body,
					(response) -> this.replies.nothing(response, call, destination.credentials())));
		});
	}

	Flux<DataBuffer> stream(Route route, HopxRequest request) {
		check(request);
		return Flux.deferContextual((context) -> {
			Call call = call(route, request, context);
			RequestBody body = RequestBody.of(request);
			return sending(route, call, context).sendForMany((destination) -> streamed(call, destination, body));
		});
	}

	Mono<SandboxSocket> open(Route route, HopxRequest request) {
		check(request);
		return Mono.deferContextual((context) -> {
			Call call = call(route, request, context);
			return sending(route, call, context)
				.send((destination) -> this.webSockets.open(call, destination, this.responseTimeout));
		}).doOnDiscard(SandboxSocket.class, SandboxSocket::close);
	}

	private void check(HopxRequest request) {
		Assert.isTrue(request.endpoint().plane() == this.plane, () -> request + " belongs to the other plane");
	}

	private static Call call(Route route, HopxRequest request, ContextView context) {
		return new Call(request, route.sandboxId(request), OperationObserver.current(context));
	}

	private Sending sending(Route route, Call call, ContextView context) {
		return new Sending(route, call, SentOnce.isAsked(context) ? null : this.retries, this.scheduler.get());
	}

	private <T> Mono<T> whole(Call call, Route.Destination destination, RequestBody body,
			Function<ClientResponse, Mono<T>> reader) {
		Scheduler scheduler = this.scheduler.get();
		Attempt attempt = new Attempt(scheduler);
		Mono<T> reply = start(call, destination, body, attempt).accept(MediaType.APPLICATION_JSON)
			.exchangeToMono((response) -> reader.apply(observed(response, call)));
		return ReplyTimeout.of(reply, attempt, timeout(call.request()), scheduler)
			.onErrorMap((failure) -> Failures.translate(failure, call, attempt));
	}

	private Flux<DataBuffer> streamed(Call call, Route.Destination destination, RequestBody body) {
		Scheduler scheduler = this.scheduler.get();
		Attempt attempt = new Attempt(scheduler);
		Flux<DataBuffer> pieces = start(call, destination, body, attempt).accept(MediaType.ALL)
			.exchangeToFlux(
					(response) -> this.replies.pieces(observed(response, call), call, destination.credentials()));
		return StallTimeout.ofSource(pieces, timeout(call.request()), scheduler, attempt::sentAt)
			.doOnNext((piece) -> call.delivered())
			.onErrorMap((failure) -> Failures.translate(failure, call, attempt));
	}

	private WebClient.RequestBodySpec start(Call call, Route.Destination destination, RequestBody body,
			Attempt attempt) {
		HopxRequest request = call.request();
		WebClient.RequestBodySpec spec = this.webClient.get()
			.method(request.endpoint().method())
			.uri(RequestUris.of(destination.origin(), request))
			.attribute(RequestTags.ENDPOINT, request.endpoint())
			.attribute(OutgoingHeaders.CREDENTIALS, destination.credentials())
			.httpRequest((output) -> attempt.writing());
		MediaType contentType = body.contentType();
		if (contentType != null) {
			spec.contentType(contentType);
		}
		spec.body(body.inserter(attempt, timeout(request), this.scheduler.get()));
		return spec;
	}

	private ClientResponse observed(ClientResponse response, Call call) {
		HttpHeaders headers = response.headers().asHttpHeaders();
		this.rateLimits.observe(headers);
		call.answered(Replies.requestId(headers));
		return response;
	}

	private Duration timeout(HopxRequest request) {
		Duration timeout = request.timeout();
		return (timeout != null) ? timeout : this.responseTimeout;
	}

}
