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

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

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

	/** How long a client may take to send its first frame. */
	private static final Duration FIRST_PATIENCE = Duration.ofSeconds(60);

	/** How long a client that has heard everything may take to close. */
	private static final Duration LINGER = Duration.ofSeconds(10);

	/** The same where the sandbox no longer serves: it cannot wait for long. */
	private static final Duration SHORT_LINGER = Duration.ofMillis(200);

	private final WebSockets webSockets;

	private final Runnable check;

	private final AtomicInteger open = new AtomicInteger();

	private final Set<Consumer<Availability>> listeners = ConcurrentHashMap.newKeySet();

	private volatile Availability availability = Availability.CREATING;

	/**
	 * Create the streams.
	 * @param webSockets upgrades requests
	 * @param check throws the sandbox's own error where it does not serve
	 */
	AgentStreams(WebSockets webSockets, Runnable check) {
		this.webSockets = webSockets;
		this.check = check;
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
	 * Let the client begin.
	 * @param texts what comes from the client
	 * @param frames makes the frames of the client's first text, blank ones left out
	 * @return the frames, until the client leaves; none where it says nothing for long
	 */
	static Flux<Frame> afterFirst(Flux<String> texts, Function<String, Flux<Frame>> frames) {
		return texts.filter((text) -> !text.isBlank())
			.timeout(Mono.delay(FIRST_PATIENCE), (text) -> Mono.never(), Flux.empty())
			.switchOnFirst((first, all) -> {
				String text = first.get();
				// Further texts mean nothing here, but who does not read misses the end
				return (text != null) ? frames.apply(text).takeUntilOther(all.ignoreElements()) : Flux.empty();
			});
	}

	/**
	 * Take something only while the sandbox is in some states.
	 * @param served the states
	 * @param flux what to take
	 * @return the same, cancelled with the sandbox's own error when it gets into another
	 * state
	 */
	<T> Flux<T> whileServed(Set<Availability> served, Flux<T> flux) {
		// An error of the other would not cancel the flux; so the other only completes
		return flux.materialize()
			.takeUntilOther(unlessServed(served))
			.concatWith(Mono.defer(this::interruption))
			.dematerialize();
	}

	private <T> Mono<T> interruption() {
		this.check.run();
		return Mono.error(new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
				"The sandbox did not run for a moment"));
	}

	/**
	 * Give a client that has heard everything time to close.
	 * @param served the states in which the sandbox can wait for it
	 * @return nothing
	 */
	Mono<Frame> linger(Set<Availability> served) {
		return Mono.firstWithSignal(Mono.delay(LINGER), unlessServed(served).then(Mono.delay(SHORT_LINGER)))
			.then(Mono.empty());
	}

	private Mono<Void> unlessServed(Set<Availability> served) {
		return Mono.<Availability>create((sink) -> {
			Consumer<Availability> listener = (now) -> {
				if (!served.contains(now)) {
					sink.success(now);
				}
			};
			this.listeners.add(listener);
			sink.onDispose(() -> this.listeners.remove(listener));
			listener.accept(this.availability);
		}).publishOn(Schedulers.parallel()).then();
	}

}
