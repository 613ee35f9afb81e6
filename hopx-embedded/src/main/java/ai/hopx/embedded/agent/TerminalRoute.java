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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.runtime.RunEvent;
import ai.hopx.embedded.runtime.TerminalSession;
import ai.hopx.embedded.runtime.TerminalSpec;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Frame;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /terminal}: a shell on a terminal of its own, which ends with the socket. A
 * pause of the sandbox stops it like everything else, until the sandbox resumes.
 */
final class TerminalRoute {

	private static final int COLUMNS = 80;

	private static final int ROWS = 24;

	private static final int MAX_SIZE = 10_000;

	/** The shell waits so long for the client to be ready, and say so with a frame. */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	/** Input that no program has read yet, in characters; each frame counts for more. */
	private static final long MAX_PENDING = 4 << 20;

	private static final long COST_OF_FRAME = 64;

	private static final Set<Availability> SERVED = Set.of(Availability.RUNNING, Availability.PAUSED);

	private final AgentContext context;

	private final RunFrames frames;

	TerminalRoute(AgentContext context) {
		this.context = context;
		this.frames = new RunFrames(context);
	}

	void addTo(Routes routes) {
		routes.get("/terminal", (request) -> this.context.streams().open(request, this::converse));
	}

	private Flux<Frame> converse(Flux<String> texts) {
		TerminalSession terminal = this.context.runtime()
			.openTerminal(new TerminalSpec(COLUMNS, ROWS, this.context.environment().variables()));
		Sinks.Empty<Void> ready = Sinks.empty();
		Sinks.Empty<Void> end = Sinks.empty();
		AtomicLong pending = new AtomicLong();
		Flux<Frame> input = texts.doOnNext((text) -> {
			ready.tryEmitEmpty();
			if (pending.addAndGet(cost(text)) > MAX_PENDING) {
				throw new ApiException(HttpStatus.TOO_MANY_REQUESTS, "RESOURCE_LIMIT_ERROR",
						"The terminal's program does not read what is typed");
			}
		})
			// All that comes is taken at once: who stops to read misses the client's end
			.concatMap((text) -> take(terminal, text).doFinally((signal) -> pending.addAndGet(-cost(text))),
					Integer.MAX_VALUE)
			.takeUntilOther(end.asMono());
		return Flux.merge(1, output(terminal, ready.asMono()).doFinally((signal) -> end.tryEmitEmpty()), input)
			.onErrorResume((ex) -> Mono.just(this.frames.error(ex)));
	}

	private static long cost(String text) {
		return COST_OF_FRAME + text.length();
	}

	private Flux<Frame> output(TerminalSession terminal, Mono<Void> ready) {
		Flux<RunEvent> events = Mono.firstWithSignal(ready, Mono.delay(PATIENCE).then())
			.then(this.context.screen())
			.thenMany(terminal.events());
		return this.context.streams()
			.whileServed(SERVED, events)
			.map(this::frame)
			.onErrorResume((ex) -> Mono.just(this.frames.error(ex)))
			.concatWith(this.context.streams().linger(SERVED));
	}

	private Frame frame(RunEvent event) {
		if (event instanceof RunEvent.Output output) {
			return this.frames.frame("output", Map.of("data", output.text()));
		}
		int code = ((RunEvent.Ended) event).outcome().exitCode();
		// Clients differ in the name that they look for
		return this.frames.frame("exit", Map.of("code", code, "exitCode", code));
	}

	/**
	 * Take what the client sent.
	 * @return an answer where it makes no sense, mostly nothing
	 */
	private Mono<Frame> take(TerminalSession terminal, String text) {
		if (text.isBlank()) {
			// The enter key is a blank to JSON
			return typed(terminal, text);
		}
		JsonBody body;
		try {
			body = JsonBody.of(text);
		}
		catch (ApiException ex) {
			// Some clients send what is typed as it is
			return typed(terminal, text);
		}
		return Mono.defer(() -> take(terminal, body))
			.then(Mono.<Frame>empty())
			.onErrorResume(ApiException.class, (ex) -> Mono.just(this.frames.error(ex)));
	}

	private static Mono<Frame> typed(TerminalSession terminal, String text) {
		return terminal.write(text).then(Mono.empty());
	}

	private Mono<Void> take(TerminalSession terminal, JsonBody body) {
		String type = body.requiredText("type");
		return switch (type) {
			case "input" -> terminal.write(body.requiredText("data"));
			case "resize" -> terminal.resize(size(body, "cols"), size(body, "rows"));
			default -> throw ApiException
				.invalidRequest("A terminal takes frames of type input or resize, not '" + type + "'");
		};
	}

	private static int size(JsonBody body, String name) {
		Integer size = body.integer(name);
		if (size == null) {
			throw ApiException.missingParameter(name);
		}
		if (size < 1 || size > MAX_SIZE) {
			throw ApiException.invalidRequest("Field '" + name + "' must be between 1 and " + MAX_SIZE);
		}
		return size;
	}

}
