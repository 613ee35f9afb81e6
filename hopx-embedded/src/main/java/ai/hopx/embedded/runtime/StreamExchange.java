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

import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.FluxSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import ai.hopx.embedded.runtime.RunEvent.Stream;

/**
 * Hands on the output of one run as it comes; the supervisor sends as many pieces as were
 * asked for.
 */
final class StreamExchange implements Exchange {

	private static final int STDOUT = 1;

	// What a supervisor sends unasked when a run ends, with some room
	private static final int MAX_UNASKED = 40;

	private static final int MAX_PIECE = 64 * 1024;

	private final OutcomeReader outcomes;

	private final FluxSink<RunEvent> sink;

	private final Runnable onEnd;

	private final Utf8Pieces stdout = new Utf8Pieces();

	private final Utf8Pieces stderr = new Utf8Pieces();

	private final AtomicLong allowance = new AtomicLong(MAX_UNASKED);

	StreamExchange(JsonMapper json, FluxSink<RunEvent> sink, Runnable onEnd) {
		this.outcomes = new OutcomeReader(json);
		this.sink = sink;
		this.onEnd = onEnd;
	}

	/**
	 * Expect more pieces.
	 * @param pieces how many were asked for
	 */
	void allow(long pieces) {
		this.allowance.addAndGet(pieces);
	}

	@Override
	public void onFrame(String event, JsonNode header, byte[] payload) {
		if (event.equals("out")) {
			if (this.allowance.decrementAndGet() < 0 || payload.length > MAX_PIECE) {
				this.sink.error(new RuntimeFailure(RuntimeFailure.Reason.INTERNAL_ERROR,
						"The sandbox's supervisor sends more output than it may"));
				return;
			}
			boolean stdout = header.path("stream").asInt() == STDOUT;
			// Without a whole character the piece still counts: it was asked for
			this.sink.next(stdout ? new RunEvent.Output(Stream.STDOUT, this.stdout.add(payload))
					: new RunEvent.Output(Stream.STDERR, this.stderr.add(payload)));
		}
		else if (event.equals("done")) {
			this.onEnd.run();
			emitRest(Stream.STDOUT, this.stdout.end());
			emitRest(Stream.STDERR, this.stderr.end());
			this.sink.next(new RunEvent.Ended(this.outcomes.read(header, payload, "", "")));
			this.sink.complete();
		}
	}

	private void emitRest(Stream stream, String rest) {
		if (!rest.isEmpty()) {
			this.sink.next(new RunEvent.Output(stream, rest));
		}
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		this.onEnd.run();
		this.sink.error(failure);
	}

}
