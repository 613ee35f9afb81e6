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

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import reactor.core.publisher.Flux;

import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.RunEvent;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Frame;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /execute/stream}, {@code /stream}, {@code /stream/ipython} and
 * {@code /commands/stream}: runs whose output is shown while they last. The client's
 * first frame says what to run. The client closes the socket; if it does so, or breaks
 * off, before the run has ended, the run is killed.
 */
final class StreamRoutes {

	private static final Set<Availability> RUNNING = Set.of(Availability.RUNNING);

	private final AgentContext context;

	private final AgentMetrics metrics;

	private final RunRequests codeRuns;

	private final RunRequests commandRuns;

	private final RunFrames frames;

	StreamRoutes(AgentContext context, AgentMetrics metrics) {
		this.context = context;
		this.metrics = metrics;
		this.codeRuns = RunRequests.ofCode(context);
		this.commandRuns = RunRequests.ofCommands(context);
		this.frames = new RunFrames(context);
	}

	void addTo(Routes routes) {
		HandlerFunction<ServerResponse> code = stream((body) -> this.context.runtime().stream(this.codeRuns.code(body)),
				"execute");
		routes.get("/execute/stream", code)
			.get("/stream", code)
			.get("/stream/ipython",
					stream((body) -> this.context.runtime().stream(this.codeRuns.cell(body)), "execute"))
			.get("/commands/stream",
					stream((body) -> this.context.runtime().stream(this.commandRuns.command(body)), "execute", "run"));
	}

	private HandlerFunction<ServerResponse> stream(Function<JsonBody, Flux<RunEvent>> start, String... types) {
		return (request) -> this.context.streams()
			.open(request, (texts) -> AgentStreams.afterFirst(texts, (text) -> run(text, start, types)));
	}

	private Flux<Frame> run(String text, Function<JsonBody, Flux<RunEvent>> start, String... types) {
		Flux<RunEvent> events = Flux.defer(() -> {
			JsonBody body = JsonBody.of(text);
			checkType(body, types);
			this.metrics.countExecution();
			return start.apply(body);
		})
			.onErrorResume(RuntimeFailure.class,
					(failure) -> RunRequests.notFoundIsAnOutcome(failure).map(RunEvent.Ended::new))
			.onErrorMap(RuntimeFailure.class, RunRequests::badWorkdir);
		return this.context.streams()
			.whileServed(RUNNING, events)
			.concatMapIterable(this.frames::of, 1)
			.onErrorResume((ex) -> Flux.fromIterable(this.frames.ofFailure(ex)))
			.concatWith(this.context.streams().linger(RUNNING));
	}

	private static void checkType(JsonBody body, String... types) {
		String type = body.text("type");
		if (type != null && !List.of(types).contains(type)) {
			throw ApiException.invalidRequest(
					"A stream begins with a frame of type " + String.join(" or ", types) + ", not '" + type + "'");
		}
	}

}
