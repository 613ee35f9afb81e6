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

import java.util.Map;
import java.util.function.Supplier;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.runtime.RunEvent.Stream;

/**
 * One run whose output is text, taken as it comes.
 */
class RunStream extends PieceStream<RunEvent> {

	private final Utf8Pieces stdout = new Utf8Pieces();

	private final Utf8Pieces stderr = new Utf8Pieces();

	/**
	 * Create a run that starts when it is subscribed to, once.
	 * @param link the conversation with the supervisor
	 * @param request what to run
	 * @param payload what goes with the request
	 * @param onStart called when it starts; what it returns is disposed at the run's end
	 */
	RunStream(SupervisorLink link, Map<String, Object> request, byte[] payload, Supplier<Disposable> onStart) {
		super(link, request, payload, onStart);
	}

	public Flux<RunEvent> events() {
		return pieces().filter(RunStream::saysSomething);
	}

	private static boolean saysSomething(RunEvent event) {
		// A piece may be the first half of a character
		return !(event instanceof RunEvent.Output output) || !output.text().isEmpty();
	}

	@Override
	RunEvent piece(boolean stdout, byte[] payload) {
		return stdout ? new RunEvent.Output(Stream.STDOUT, this.stdout.add(payload))
				: new RunEvent.Output(Stream.STDERR, this.stderr.add(payload));
	}

	@Override
	void end(FluxSink<RunEvent> sink, JsonNode header, byte[] payload) {
		emitRest(sink, Stream.STDOUT, this.stdout.end());
		emitRest(sink, Stream.STDERR, this.stderr.end());
		sink.next(new RunEvent.Ended(new OutcomeReader(link().json()).read(header, payload, "", "")));
	}

	private static void emitRest(FluxSink<RunEvent> sink, Stream stream, String rest) {
		if (!rest.isEmpty()) {
			sink.next(new RunEvent.Output(stream, rest));
		}
	}

}
