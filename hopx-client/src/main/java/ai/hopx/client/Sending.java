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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A call on its way: sends it, and again where that may be and can help. One for each
 * subscription.
 */
final class Sending {

	private final Route route;

	private final Call call;

	private final @Nullable RetryPolicy retries;

	private final Scheduler scheduler;

	/**
	 * Where the attempt under way went, {@code null} while the next is prepared.
	 */
	private Route.@Nullable Destination destination;

	/**
	 * Create what sends a call.
	 * @param route where to
	 * @param call the call
	 * @param retries when to send it again, {@code null} for never
	 * @param scheduler where the waits run
	 */
	Sending(Route route, Call call, @Nullable RetryPolicy retries, Scheduler scheduler) {
		this.route = route;
		this.call = call;
		this.retries = retries;
		this.scheduler = scheduler;
	}

	/**
	 * Send a call that comes to one thing.
	 */
	<T> Mono<T> send(Exchange<? extends Mono<T>> exchange) {
		return send(this.route.destination(), exchange);
	}

	private <T> Mono<T> send(Mono<Route.Destination> where, Exchange<? extends Mono<T>> exchange) {
		return where.flatMap((destination) -> begin(destination, exchange)).onErrorResume((failure) -> {
			Mono<Route.Destination> next = next(failure);
			return (next != null) ? send(next, exchange) : end(failure);
		});
	}

	/**
	 * Send a call that comes to many things.
	 */
	<T> Flux<T> sendForMany(Exchange<? extends Flux<T>> exchange) {
		return sendForMany(this.route.destination(), exchange);
	}

	private <T> Flux<T> sendForMany(Mono<Route.Destination> where, Exchange<? extends Flux<T>> exchange) {
		return where.flatMapMany((destination) -> begin(destination, exchange)).onErrorResume((failure) -> {
			Mono<Route.Destination> next = next(failure);
			return (next != null) ? sendForMany(next, exchange) : end(failure);
		});
	}

	private <P> P begin(Route.Destination destination, Exchange<P> exchange) {
		this.destination = destination;
		this.call.exchangeBegins();
		return exchange.send(destination);
	}

	/**
	 * Return where to go on after a failure, once it is time.
	 * @return where to, or {@code null} where the call has failed for good
	 */
	private @Nullable Mono<Route.Destination> next(Throwable error) {
		if (!(error instanceof HopxException failure)) {
			return null;
		}
		Route.Destination destination = this.destination;
		this.destination = null;
		if (failure instanceof HopxAuthenticationException && destination != null && this.call.renewOnce()) {
			return Mono.defer(() -> {
				this.call.exchangeEnds();
				return this.route.renewed(destination.credentials());
			}).switchIfEmpty(Mono.error(failure));
		}
		Duration delay = (this.retries != null) ? this.retries.next(this.call, failure) : null;
		return (delay != null) ? Mono.delay(delay, this.scheduler).then(this.route.destination()) : null;
	}

	private <T> Mono<T> end(Throwable error) {
		return (error instanceof HopxException failure && this.call.isDoneBy(failure)) ? Mono.empty()
				: Mono.error(error);
	}

	/**
	 * Sends a call to a destination, once.
	 *
	 * @param <P> what comes of it
	 */
	@FunctionalInterface
	interface Exchange<P> {

		P send(Route.Destination destination);

	}

}
