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
import java.util.function.Function;
import java.util.function.Predicate;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.SandboxConnection;
import ai.hopx.client.SandboxSocket;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Conversations with the agent of one sandbox. Each subscription opens a socket of its
 * own and closes it at its end, when it fails and when it is cancelled. Safe for use from
 * many threads. All errors are {@link HopxException}s.
 */
public final class SandboxStreams {

	private final SandboxConnection connection;

	/**
	 * Create the streams of a sandbox.
	 * @param connection its connection
	 */
	public SandboxStreams(SandboxConnection connection) {
		this.connection = connection;
	}

	/**
	 * Run something at the first of two endpoints that is there.
	 * @param request what to run
	 * @param other the same at another endpoint, for agents that do not have the first
	 * @param isMissing whether an error of the first says that it is not there
	 * @param frame the first frame, which begins the run
	 * @return what the run comes to
	 */
	public Flux<ExecutionEvent> execute(HopxRequest request, HopxRequest other, Predicate<? super Throwable> isMissing,
			Map<String, ?> frame) {
		Mono<SandboxSocket> socket = this.connection.open(request)
			.onErrorResume(isMissing,
					(missing) -> this.connection.open(other).onErrorMap(isMissing, (both) -> missing));
		return converse(socket, (open) -> new Execution(open).events(frame));
	}

	/**
	 * Run something.
	 * @param request where to
	 * @param frame the first frame, which begins the run
	 * @return what the run comes to
	 */
	public Flux<ExecutionEvent> execute(HopxRequest request, Map<String, ?> frame) {
		return converse(this.connection.open(request), (socket) -> new Execution(socket).events(frame));
	}

	/**
	 * Watch files.
	 * @param request where to
	 * @param frame the first frame, which begins the watch
	 * @return their changes, without end
	 */
	public Flux<FileEvent> watch(HopxRequest request, Map<String, ?> frame) {
		return converse(this.connection.open(request),
				(socket) -> socket.send(Frames.write(frame))
					.thenMany(socket.receive())
					.<FileEvent>handle((text, sink) -> {
						FileEvent event = change(text, socket);
						if (event != null) {
							sink.next(event);
						}
					})
					.concatWith(Mono.error(() -> socket.brokenOff("the service ended the watch"))));
	}

	/**
	 * Open a terminal.
	 * @param request where to
	 * @param options its size
	 * @return the session, to be closed by the caller
	 */
	public Mono<TerminalSession> terminal(HopxRequest request, TerminalOptions options) {
		return this.connection.open(request).flatMap((socket) -> {
			TerminalSession session = new SocketTerminalSession(socket);
			Integer columns = options.columns();
			Integer rows = options.rows();
			Mono<Void> sized = (columns != null && rows != null) ? session.resize(columns, rows) : Mono.empty();
			return sized.doOnError((failure) -> socket.close()).doOnCancel(socket::close).thenReturn(session);
		});
	}

	private static @Nullable FileEvent change(String text, SandboxSocket socket) {
		JsonNode tree = Frames.tree(text);
		Frame frame = (tree != null) ? Frames.read(tree, Frame.class) : null;
		if (tree == null || frame == null) {
			return null;
		}
		if ("error".equals(frame.type())) {
			HopxException refusal = socket.refusal(tree);
			throw (refusal != null) ? refusal : socket.brokenOff(frame.failure());
		}
		String path = frame.path();
		String event = frame.event();
		// The rest says how the watch itself is
		if (!"change".equals(frame.type()) || path == null || event == null) {
			return null;
		}
		return new FileEvent(path, event, frame.oldPath());
	}

	private static <T> Flux<T> converse(Mono<SandboxSocket> socket,
			Function<SandboxSocket, ? extends Publisher<T>> conversation) {
		return Flux.usingWhen(socket, conversation, SandboxStreams::close, (open, failure) -> close(open),
				SandboxStreams::close);
	}

	private static Mono<Void> close(SandboxSocket socket) {
		return Mono.fromRunnable(socket::close);
	}

}
