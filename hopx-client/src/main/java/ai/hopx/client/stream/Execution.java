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
package ai.hopx.client.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.SandboxSocket;
import ai.hopx.client.model.ExecutionReply;
import ai.hopx.client.model.RichOutput;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * One run on one socket.
 */
final class Execution {

	private final SandboxSocket socket;

	/**
	 * Agents that do not say {@code complete} have said all with a result or an error.
	 */
	private boolean over;

	private @Nullable Integer exitCode;

	private boolean failed;

	Execution(SandboxSocket socket) {
		this.socket = socket;
	}

	/**
	 * Begin the run and tell what it comes to.
	 * @param request the first frame
	 */
	Flux<ExecutionEvent> events(Map<String, ?> request) {
		Flux<List<ExecutionEvent>> frames = this.socket.send(Frames.write(request))
			.thenMany(this.socket.receive())
			.map(this::read)
			.onErrorResume(HopxTransportException.class, (lost) -> this.over ? Flux.empty() : Flux.error(lost));
		return new Unpacked<>(frames).concatWith(Mono.defer(this::end))
			.takeUntil(ExecutionEvent.Complete.class::isInstance);
	}

	private Mono<ExecutionEvent> end() {
		return this.over ? Mono.just(complete(null))
				: Mono.error(this.socket.brokenOff("the stream ended before the run was complete"));
	}

	private ExecutionEvent complete(@Nullable Boolean success) {
		boolean succeeded = (success != null) ? success : !this.failed && (this.exitCode == null || this.exitCode == 0);
		return new ExecutionEvent.Complete(succeeded, this.exitCode);
	}

	private List<ExecutionEvent> read(String text) {
		ExecutionEvent output = OutputFrames.read(text);
		return (output != null) ? List.of(output) : readTree(text);
	}

	private List<ExecutionEvent> readTree(String text) {
		JsonNode tree = Frames.tree(text);
		Frame frame = (tree != null) ? Frames.read(tree, Frame.class) : null;
		if (tree == null || frame == null) {
			return List.of();
		}
		String type = (frame.type() != null) ? frame.type() : "";
		return switch (type) {
			case "stdout" -> List.of(new ExecutionEvent.Stdout(frame.dataOrEmpty()));
			case "stderr" -> List.of(new ExecutionEvent.Stderr(frame.dataOrEmpty()));
			case "result" -> result(frame, tree);
			case "error" -> List.of(error(frame, tree));
			case "complete" -> List.of(completed(frame));
			// Frames with rich output have a type that nobody has fixed
			default -> displays(tree, null);
		};
	}

	private List<ExecutionEvent> result(Frame frame, JsonNode tree) {
		this.over = true;
		this.exitCode = frame.exitCode();
		List<ExecutionEvent> events = new ArrayList<>(displays(tree, frame.result()));
		events.add(new ExecutionEvent.Result(frame.exitCode(), duration(frame.executionTime()), frame.result()));
		return events;
	}

	private ExecutionEvent error(Frame frame, JsonNode tree) {
		HopxException refusal = this.socket.refusal(tree);
		if (refusal != null) {
			throw refusal;
		}
		this.over = true;
		this.failed = true;
		return new ExecutionEvent.Error(frame.failure(), frame.code());
	}

	private ExecutionEvent completed(Frame frame) {
		if (frame.exitCode() != null) {
			this.exitCode = frame.exitCode();
		}
		return complete(frame.success());
	}

	private static List<ExecutionEvent> displays(JsonNode tree, @Nullable String result) {
		ExecutionReply reply = Frames.read(tree, ExecutionReply.class);
		if (reply == null) {
			return List.of();
		}
		return reply.toRunResult(Duration.ZERO, Duration.ZERO)
			.outputs()
			.stream()
			.filter((output) -> !(output.is(RichOutput.TEXT) && output.data().equals(result)))
			.<ExecutionEvent>map(ExecutionEvent.Display::new)
			.toList();
	}

	private static @Nullable Duration duration(@Nullable Double seconds) {
		if (seconds == null || !(seconds >= 0 && seconds < Integer.MAX_VALUE)) {
			return null;
		}
		return Duration.ofNanos(Math.round(seconds * 1_000_000_000));
	}

}
