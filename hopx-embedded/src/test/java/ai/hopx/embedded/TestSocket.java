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

package ai.hopx.embedded;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client's end of a WebSocket: what comes is kept until a test takes it.
 */
final class TestSocket implements WebSocket.Listener, AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Frame CLOSED = new Frame(Http.JSON.createObjectNode(), 0);

	private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

	private final StringBuilder partial = new StringBuilder();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private final boolean greedy;

	private @Nullable WebSocket socket;

	private TestSocket(boolean greedy) {
		this.greedy = greedy;
	}

	static TestSocket open(TestSandbox sandbox, String path) {
		return open(sandbox, path, sandbox.created().text("auth_token"));
	}

	static TestSocket open(TestSandbox sandbox, String path, String token) {
		return connect(sandbox, path, token, true);
	}

	/**
	 * Open a socket that reads nothing before {@link #read(long)} says so.
	 */
	static TestSocket openUnread(TestSandbox sandbox, String path) {
		return connect(sandbox, path, sandbox.created().text("auth_token"), false);
	}

	private static TestSocket connect(TestSandbox sandbox, String path, String token, boolean greedy) {
		TestSocket client = new TestSocket(greedy);
		URI host = URI.create(sandbox.created().text("public_host").replaceFirst("^http", "ws"));
		client.socket = Http.CLIENT.newWebSocketBuilder()
			.header("Authorization", "Bearer " + token)
			.connectTimeout(PATIENCE)
			.buildAsync(host.resolve(path), client)
			.join();
		return client;
	}

	private WebSocket socket() {
		WebSocket socket = this.socket;
		assertThat(socket).isNotNull();
		return socket;
	}

	TestSocket send(Map<String, ?> frame) {
		return send(Http.JSON.writeValueAsString(frame));
	}

	TestSocket send(String text) {
		socket().sendText(text, true).join();
		return this;
	}

	/**
	 * Send what the server may not want to read to its end.
	 */
	void sendInVain(String text) {
		socket().sendText(text, true);
	}

	void read(long parts) {
		socket().request(parts);
	}

	/**
	 * Break the connection off, without a word.
	 */
	void abort() {
		socket().abort();
	}

	JsonNode next() {
		return nextFrame().json();
	}

	/**
	 * Take frames until one is what a test waits for.
	 */
	JsonNode nextMatching(Predicate<JsonNode> condition) {
		JsonNode frame;
		do {
			frame = next();
		}
		while (!condition.test(frame));
		return frame;
	}

	Frame nextFrame() {
		try {
			Frame frame = this.frames.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			assertThat(frame).as("a frame in time").isNotNull().isNotSameAs(CLOSED);
			return frame;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Take frames up to the first one of one of some types, that one included.
	 */
	List<Frame> until(String... types) {
		List<Frame> taken = new ArrayList<>();
		do {
			taken.add(nextFrame());
		}
		while (!Arrays.asList(types).contains(taken.get(taken.size() - 1).type()));
		return taken;
	}

	/**
	 * Take all frames of a run.
	 */
	List<Frame> all() {
		return until("complete");
	}

	boolean isQuiet() {
		return this.frames.isEmpty();
	}

	/**
	 * Wait until the server closes.
	 * @return the status that it closes with
	 */
	int awaitClose() {
		return this.closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	boolean isClosed() {
		return this.closed.isDone();
	}

	@Override
	public void onOpen(WebSocket webSocket) {
		if (this.greedy) {
			webSocket.request(Long.MAX_VALUE);
		}
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
		this.partial.append(data);
		if (last) {
			this.frames.add(new Frame(Http.JSON.readTree(this.partial.toString()), System.nanoTime()));
			this.partial.setLength(0);
		}
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
		this.frames.add(CLOSED);
		this.closed.complete(statusCode);
		return null;
	}

	@Override
	public void onError(WebSocket webSocket, Throwable error) {
		this.frames.add(CLOSED);
		this.closed.completeExceptionally(error);
	}

	@Override
	public void close() {
		if (!socket().isOutputClosed()) {
			socket().sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally((ex) -> null).join();
		}
	}

	static String text(List<Frame> frames, String type) {
		StringBuilder text = new StringBuilder();
		frames.stream()
			.filter((frame) -> frame.type().equals(type))
			.forEach((frame) -> text.append(frame.json().path("data").stringValue()));
		return text.toString();
	}

	static List<String> types(List<Frame> frames) {
		return frames.stream().map(Frame::type).toList();
	}

	/**
	 * What came.
	 *
	 * @param json the frame
	 * @param nanos when it came
	 */
	record Frame(JsonNode json, long nanos) {

		String type() {
			return this.json.path("type").asString("");
		}

	}

}
