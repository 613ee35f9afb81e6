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

import java.util.Map;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.SandboxSocket;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/**
 * A terminal on a socket.
 */
final class SocketTerminalSession implements TerminalSession {

	private final SandboxSocket socket;

	private final Sinks.One<Integer> exitCode = Sinks.one();

	private volatile boolean closed;

	private volatile boolean exited;

	SocketTerminalSession(SandboxSocket socket) {
		this.socket = socket;
	}

	@Override
	public Flux<String> output() {
		return this.socket.receive()
			.handle(this::read)
			.takeUntil((text) -> this.exited)
			.cast(String.class)
			.filter((text) -> !text.isEmpty())
			.concatWith(Mono.defer(this::end))
			.onErrorResume(HopxException.class, (lost) -> this.closed ? Mono.empty() : Mono.error(lost))
			.doOnError(this.exitCode::tryEmitError)
			.doFinally((signal) -> {
				this.exitCode.tryEmitEmpty();
				this.socket.close();
			});
	}

	private Mono<String> end() {
		return (this.exited || this.closed) ? Mono.empty()
				: Mono.error(this.socket.brokenOff("the terminal ended without an exit code"));
	}

	private void read(String text, reactor.core.publisher.SynchronousSink<Object> sink) {
		JsonNode tree = Frames.tree(text);
		if (tree == null) {
			// Some agents send what is shown as it is
			sink.next(text);
			return;
		}
		Frame frame = Frames.read(tree, Frame.class);
		if (frame == null) {
			return;
		}
		String type = (frame.type() != null) ? frame.type() : "";
		switch (type) {
			case "output", "stdout", "stderr" -> sink.next(frame.dataOrEmpty());
			case "exit", "done" -> {
				exited(frame);
				sink.next("");
			}
			case "error" -> {
				HopxException refusal = this.socket.refusal(tree);
				sink.error((refusal != null) ? refusal : this.socket.brokenOff(frame.failure()));
			}
			default -> {
			}
		}
	}

	private void exited(Frame frame) {
		this.exited = true;
		Integer code = (frame.exitCode() != null) ? frame.exitCode() : number(frame.code());
		if (code != null) {
			this.exitCode.tryEmitValue(code);
		}
		else {
			this.exitCode.tryEmitEmpty();
		}
	}

	private static @Nullable Integer number(@Nullable String code) {
		return (code != null && code.matches("-?\\d{1,9}")) ? Integer.valueOf(code) : null;
	}

	@Override
	public Mono<Void> send(String input) {
		return Mono.defer(() -> {
			if (input == null || input.isEmpty()) {
				throw new HopxValidationException("There is nothing to type", HopxError.of(null));
			}
			return this.socket.send(Frames.write(Map.of("type", "input", "data", input)));
		});
	}

	@Override
	public Mono<Void> resize(int columns, int rows) {
		return Mono.defer(() -> {
			TerminalOptions.checkSize(columns, rows);
			return this.socket.send(Frames.write(Map.of("type", "resize", "cols", columns, "rows", rows)));
		});
	}

	@Override
	public Mono<Integer> exitCode() {
		return this.exitCode.asMono();
	}

	@Override
	public Mono<Void> close() {
		return Mono.fromRunnable(() -> {
			this.closed = true;
			this.exitCode.tryEmitEmpty();
			this.socket.close();
		});
	}

	@Override
	public String toString() {
		return "TerminalSession[" + this.socket + "]";
	}

}
