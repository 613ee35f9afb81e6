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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Frame;
import ai.hopx.embedded.web.WebSockets;

/**
 * The open WebSockets of one agent. They end with the state in which the sandbox serves
 * them. Safe for use from many threads.
 */
final class AgentStreams {

	/** More than any client needs at a time. */
	static final int MAX_OPEN = 64;

	private final WebSockets webSockets;

	private final AtomicInteger open = new AtomicInteger();

	private final Set<Consumer<Availability>> listeners = ConcurrentHashMap.newKeySet();

	private volatile Availability availability = Availability.CREATING;

	AgentStreams(WebSockets webSockets) {
		this.webSockets = webSockets;
	}

	/**
	 * Upgrade a request, unless too many streams are open.
	 * @param request the request
	 * @param conversation as of {@link WebSockets#upgrade}
	 * @return the answer, at the end of the stream
	 */
	Mono<ServerResponse> open(ServerRequest request, Function<Flux<String>, Flux<Frame>> conversation) {
		return Mono.defer(() -> (this.open.get() < MAX_OPEN)
				? this.webSockets.upgrade(request, (texts) -> counted(conversation.apply(texts)))
				: Mono.error(new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RESOURCE_LIMIT_ERROR",
						"The sandbox has " + MAX_OPEN + " open streams; close one first")));
	}

	private Flux<Frame> counted(Flux<Frame> frames) {
		return Flux.defer(() -> {
			// Of those that asked at the same time, some may be too many after all
			boolean admitted = this.open.incrementAndGet() <= MAX_OPEN;
			return (admitted ? frames : Flux.<Frame>empty()).doFinally((signal) -> this.open.decrementAndGet());
		});
	}

	int count() {
		return this.open.get();
	}

	void availability(Availability availability) {
		this.availability = availability;
		this.listeners.forEach((listener) -> listener.accept(availability));
	}

	/**
	 * Wait for a state of the sandbox.
	 * @param condition tells whether it is the state
	 * @return completion, at once where it is that already
	 */
	Mono<Void> when(Predicate<Availability> condition) {
		return Mono.<Availability>create((sink) -> {
			Consumer<Availability> listener = (now) -> {
				if (condition.test(now)) {
					sink.success(now);
				}
			};
			this.listeners.add(listener);
			sink.onDispose(() -> this.listeners.remove(listener));
			listener.accept(this.availability);
		}).publishOn(Schedulers.parallel()).then();
	}

}
