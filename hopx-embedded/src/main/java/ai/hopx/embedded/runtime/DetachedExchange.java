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

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows a run that nobody waits for. Of its output, the end is kept.
 */
final class DetachedExchange implements Exchange {

	/** Of each of the two streams, in bytes. */
	static final int MAX_OUTPUT = 256 * 1024;

	private static final int STDOUT = 1;

	private final JsonMapper json;

	private final Runnable onEnd;

	private final OutputTail stdout = new OutputTail(MAX_OUTPUT);

	private final OutputTail stderr = new OutputTail(MAX_OUTPUT);

	private final Sinks.One<Long> start = Sinks.one();

	private final Sinks.One<RunOutcome> end = Sinks.one();

	DetachedExchange(JsonMapper json, Runnable onEnd) {
		this.json = json;
		this.onEnd = onEnd;
	}

	/**
	 * Wait for the run's process.
	 * @param killer ends the run
	 * @return the run
	 */
	Mono<DetachedRun> started(Runnable killer) {
		return this.start.asMono().map((pid) -> new Run(pid, this, killer));
	}

	@Override
	public void onFrame(String event, JsonNode header, byte[] payload) {
		switch (event) {
			case "started" -> this.start.tryEmitValue(header.path("pid").asLong(0));
			case "out" -> ((header.path("stream").asInt(0) == STDOUT) ? this.stdout : this.stderr).add(payload);
			case "done" -> {
				this.onEnd.run();
				this.end.tryEmitValue(outcome(header, payload));
			}
			default -> {
			}
		}
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		this.onEnd.run();
		this.start.tryEmitError(failure);
		this.end.tryEmitError(failure);
	}

	private RunOutcome outcome(JsonNode header, byte[] payload) {
		return new OutcomeReader(this.json).read(header, payload, this.stdout.text(), this.stderr.text());
	}

	/**
	 * The run as its owner sees it.
	 *
	 * @param pid its process
	 * @param exchange follows it
	 * @param killer ends it
	 */
	private record Run(long pid, DetachedExchange exchange, Runnable killer) implements DetachedRun {

		@Override
		public String stdout() {
			return this.exchange.stdout.text();
		}

		@Override
		public String stderr() {
			return this.exchange.stderr.text();
		}

		@Override
		public Mono<RunOutcome> outcome() {
			return this.exchange.end.asMono().publishOn(Schedulers.parallel());
		}

		@Override
		public void kill() {
			this.killer.run();
		}

	}

}
