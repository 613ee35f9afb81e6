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

package ai.hopx.embedded.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.util.Assert;

/**
 * Something whose output is taken as it comes: the supervisor sends as many pieces as
 * were asked for.
 *
 * @param <T> what a piece becomes
 */
abstract class PieceStream<T> implements Exchange {

	private static final int STDOUT = 1;

	// Pieces that may be on their way to a slow subscriber, each of a pipe's size
	private static final int READ_AHEAD = 4;

	// What a supervisor sends unasked when a run ends, with some room
	private static final int MAX_UNASKED = 40;

	private static final int MAX_PIECE = 64 * 1024;

	private final SupervisorLink link;

	private final Map<String, Object> request;

	private final byte[] payload;

	private final Supplier<Disposable> onStart;

	private final AtomicLong allowance = new AtomicLong(MAX_UNASKED);

	private final Sinks.Empty<Void> opened = Sinks.empty();

	private volatile Disposable onEnd = Disposables.disposed();

	private volatile int id;

	private @Nullable FluxSink<T> sink;

	/**
	 * Create a stream that starts when it is subscribed to, once.
	 * @param link the conversation with the supervisor
	 * @param request what to start
	 * @param payload what goes with the request
	 * @param onStart called when it starts; what it returns is disposed at the end
	 */
	PieceStream(SupervisorLink link, Map<String, Object> request, byte[] payload, Supplier<Disposable> onStart) {
		this.link = link;
		this.request = new LinkedHashMap<>(request);
		this.request.put("flowing", true);
		this.payload = payload;
		this.onStart = onStart;
	}

	Flux<T> pieces() {
		return Flux.<T>create(this::open).publishOn(Schedulers.parallel(), READ_AHEAD);
	}

	private void open(FluxSink<T> sink) {
		this.sink = sink;
		this.onEnd = this.onStart.get();
		int id = this.link.open(this.request, this.payload, this);
		this.id = id;
		this.opened.tryEmitEmpty();
		sink.onRequest((pieces) -> {
			this.allowance.addAndGet(pieces);
			this.link.send(id, Map.of("op", "grant", "run", id, "pieces", pieces));
		});
		sink.onCancel(() -> this.link.send(id, Map.of("op", "cancel", "run", id)));
	}

	/**
	 * Send something that concerns this stream, once it was started.
	 * @param request what to send
	 * @param payload what goes with it
	 * @return completion, which does not wait for anything else
	 */
	Mono<Void> tell(Map<String, ?> request, byte[] payload) {
		return this.opened.asMono().then(Mono.fromRunnable(() -> this.link.send(this.id, request, payload)));
	}

	@Override
	public void onFrame(String event, JsonNode header, byte[] payload) {
		if (event.equals("out")) {
			if (this.allowance.decrementAndGet() < 0 || payload.length > MAX_PIECE) {
				refuse(header.path("id").asInt());
				return;
			}
			sink().next(piece(header.path("stream").asInt() == STDOUT, payload));
		}
		else if (event.equals("done")) {
			this.onEnd.dispose();
			end(sink(), header, payload);
			sink().complete();
		}
	}

	/**
	 * Make something of a piece of output.
	 * @param stdout whether it is no standard error
	 * @param payload the piece
	 * @return what it becomes; each piece counts, as it was asked for
	 */
	abstract T piece(boolean stdout, byte[] payload);

	/**
	 * Add what follows the last piece.
	 * @param sink where it goes
	 * @param header what the supervisor says of the end
	 * @param payload what goes with it
	 */
	abstract void end(FluxSink<T> sink, JsonNode header, byte[] payload);

	SupervisorLink link() {
		return this.link;
	}

	private void refuse(int id) {
		this.link.drop(id);
		this.link.send(id, Map.of("op", "cancel", "run", id));
		onFailure(new RuntimeFailure(RuntimeFailure.Reason.INTERNAL_ERROR,
				"The sandbox's supervisor sends more output than it may"));
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		this.onEnd.dispose();
		sink().error(failure);
	}

	private FluxSink<T> sink() {
		FluxSink<T> sink = this.sink;
		Assert.state(sink != null, "The run was not started");
		return sink;
	}

}
