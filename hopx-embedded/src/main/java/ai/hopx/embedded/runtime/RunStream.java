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

import ai.hopx.embedded.runtime.RunEvent.Stream;

/**
 * One run whose output is taken as it comes: the supervisor sends as many pieces as were
 * asked for.
 */
class RunStream implements Exchange {

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

	private final Utf8Pieces stdout = new Utf8Pieces();

	private final Utf8Pieces stderr = new Utf8Pieces();

	private final AtomicLong allowance = new AtomicLong(MAX_UNASKED);

	private final Sinks.Empty<Void> opened = Sinks.empty();

	private volatile Disposable onEnd = Disposables.disposed();

	private volatile int id;

	private @Nullable FluxSink<RunEvent> sink;

	/**
	 * Create a run that starts when it is subscribed to, once.
	 * @param link the conversation with the supervisor
	 * @param request what to run
	 * @param payload what goes with the request
	 * @param onStart called when it starts; what it returns is disposed at the run's end
	 */
	RunStream(SupervisorLink link, Map<String, Object> request, byte[] payload, Supplier<Disposable> onStart) {
		this.link = link;
		this.request = new LinkedHashMap<>(request);
		this.request.put("flowing", true);
		this.payload = payload;
		this.onStart = onStart;
	}

	public Flux<RunEvent> events() {
		return Flux.<RunEvent>create(this::open)
			.publishOn(Schedulers.parallel(), READ_AHEAD)
			.filter(RunStream::saysSomething);
	}

	private void open(FluxSink<RunEvent> sink) {
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

	private static boolean saysSomething(RunEvent event) {
		// A piece may be the first half of a character
		return !(event instanceof RunEvent.Output output) || !output.text().isEmpty();
	}

	/**
	 * Send something that concerns this run, once it was started.
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
			boolean stdout = header.path("stream").asInt() == STDOUT;
			// Without a whole character the piece still counts: it was asked for
			sink().next(stdout ? new RunEvent.Output(Stream.STDOUT, this.stdout.add(payload))
					: new RunEvent.Output(Stream.STDERR, this.stderr.add(payload)));
		}
		else if (event.equals("done")) {
			this.onEnd.dispose();
			emitRest(Stream.STDOUT, this.stdout.end());
			emitRest(Stream.STDERR, this.stderr.end());
			sink().next(new RunEvent.Ended(new OutcomeReader(this.link.json()).read(header, payload, "", "")));
			sink().complete();
		}
	}

	private void refuse(int id) {
		this.link.drop(id);
		this.link.send(id, Map.of("op", "cancel", "run", id));
		onFailure(new RuntimeFailure(RuntimeFailure.Reason.INTERNAL_ERROR,
				"The sandbox's supervisor sends more output than it may"));
	}

	private void emitRest(Stream stream, String rest) {
		if (!rest.isEmpty()) {
			sink().next(new RunEvent.Output(stream, rest));
		}
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		this.onEnd.dispose();
		sink().error(failure);
	}

	private FluxSink<RunEvent> sink() {
		FluxSink<RunEvent> sink = this.sink;
		Assert.state(sink != null, "The run was not started");
		return sink;
	}

}
