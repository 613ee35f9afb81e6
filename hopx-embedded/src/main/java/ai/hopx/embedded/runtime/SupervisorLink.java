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

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The conversation with one supervisor: frames out, frames in. A frame is a line of JSON
 * and as many raw bytes as its {@code bytes} says. What comes in is not trusted: code of
 * the sandbox may have got hold of its supervisor.
 */
final class SupervisorLink {

	private static final int MAX_HEADER = 16 << 20;

	private static final byte[] NOTHING = new byte[0];

	private final JsonMapper json;

	private final InputStream in;

	private final Outbox outbox;

	private final int maxPayload;

	private final Map<Integer, Exchange> exchanges = new ConcurrentHashMap<>();

	private final AtomicInteger ids = new AtomicInteger();

	private volatile @Nullable RuntimeFailure end;

	SupervisorLink(Process process, JsonMapper json, Executor writers, int maxPayload) {
		this.json = json;
		this.in = process.getInputStream();
		this.outbox = new Outbox(process.getOutputStream(), writers);
		this.maxPayload = maxPayload;
	}

	/**
	 * Send a request and have its answers delivered.
	 * @param request the request
	 * @param payload raw bytes that go with it
	 * @param exchange who takes the answers
	 * @return the request's id
	 */
	int open(Map<String, ?> request, byte[] payload, Exchange exchange) {
		int id = this.ids.incrementAndGet();
		this.exchanges.put(id, exchange);
		RuntimeFailure end = this.end;
		if (end != null) {
			fail(id, end);
		}
		else {
			send(id, request, payload);
		}
		return id;
	}

	/**
	 * Ask for something that has one answer.
	 * @param request the request
	 * @param reader makes the answer of its header and payload
	 * @param <T> type of the answer
	 * @return the answer
	 */
	<T> Mono<T> ask(Map<String, ?> request, BiFunction<JsonNode, byte[], T> reader) {
		return Mono.<T>create((sink) -> {
			int id = open(request, NOTHING, new Question<>(sink, reader));
			sink.onCancel(() -> drop(id));
		}).publishOn(Schedulers.parallel());
	}

	JsonMapper json() {
		return this.json;
	}

	void send(int id, Map<String, ?> request) {
		send(id, request, NOTHING);
	}

	void send(int id, Map<String, ?> request, byte[] payload) {
		Map<String, Object> header = new LinkedHashMap<>(request);
		header.put("id", id);
		header.put("bytes", payload.length);
		byte[] line = this.json.writeValueAsBytes(header);
		byte[] end = { '\n' };
		if (payload.length == 0) {
			this.outbox.write(line, end);
		}
		else {
			this.outbox.write(line, end, payload);
		}
	}

	/**
	 * Forget a request; its answers, if any still come, are dropped.
	 * @param id the request's id
	 */
	void drop(int id) {
		this.exchanges.remove(id);
	}

	/**
	 * End the supervisor's input, and so the supervisor.
	 */
	void hangUp() {
		this.outbox.close();
	}

	/**
	 * Read until the supervisor ends.
	 * @return what it said about its end, or {@code null}
	 * @throws IOException if it does not keep to the protocol
	 */
	@Nullable String read() throws IOException {
		String farewell = null;
		try {
			byte[] line;
			while ((line = readLine()) != null) {
				JsonNode header = this.json.readTree(line);
				byte[] payload = readPayload(header.path("bytes").asInt(0));
				String event = header.path("event").asString("");
				if (event.equals("gone")) {
					farewell = header.path("reason").asString("");
				}
				else {
					dispatch(event, header, payload);
				}
			}
		}
		catch (JacksonException ex) {
			throw new IOException("The supervisor sent what is not JSON", ex);
		}
		return farewell;
	}

	/**
	 * Fail all that waits for an answer and all that will be asked.
	 * @param failure why
	 */
	void end(RuntimeFailure failure) {
		this.end = failure;
		this.exchanges.keySet().forEach((id) -> fail(id, failure));
	}

	private void dispatch(String event, JsonNode header, byte[] payload) {
		int id = header.path("id").asInt(0);
		if (event.equals("failed")) {
			fail(id, failure(header));
			return;
		}
		Exchange exchange = event.equals("done") ? this.exchanges.remove(id) : this.exchanges.get(id);
		if (exchange != null) {
			exchange.onFrame(event, header, payload);
		}
	}

	private void fail(int id, RuntimeFailure failure) {
		Exchange exchange = this.exchanges.remove(id);
		if (exchange != null) {
			exchange.onFailure(failure);
		}
	}

	private static RuntimeFailure failure(JsonNode header) {
		RuntimeFailure.Reason reason;
		try {
			reason = RuntimeFailure.Reason.valueOf(header.path("reason").asString(""));
		}
		catch (IllegalArgumentException ex) {
			reason = RuntimeFailure.Reason.INTERNAL_ERROR;
		}
		return new RuntimeFailure(reason, header.path("message").asString(""));
	}

	private byte @Nullable [] readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream(256);
		int next;
		while ((next = this.in.read()) != '\n') {
			if (next < 0) {
				return null;
			}
			line.write(next);
			if (line.size() > MAX_HEADER) {
				throw new IOException("The supervisor sent a header that does not end");
			}
		}
		return line.toByteArray();
	}

	private byte[] readPayload(int size) throws IOException {
		if (size < 0 || size > this.maxPayload) {
			throw new IOException("The supervisor sent a payload of " + size + " bytes");
		}
		if (size == 0) {
			return NOTHING;
		}
		byte[] payload = this.in.readNBytes(size);
		if (payload.length < size) {
			throw new EOFException("The supervisor ended in the middle of an answer");
		}
		return payload;
	}

	/**
	 * A request with one answer.
	 *
	 * @param sink who asked
	 * @param reader makes the answer
	 * @param <T> type of the answer
	 */
	private record Question<T>(MonoSink<T> sink, BiFunction<JsonNode, byte[], T> reader) implements Exchange {

		@Override
		public void onFrame(String event, JsonNode header, byte[] payload) {
			if (event.equals("done")) {
				try {
					this.sink.success(this.reader.apply(header, payload));
				}
				catch (RuntimeException ex) {
					this.sink.error(new RuntimeFailure(RuntimeFailure.Reason.INTERNAL_ERROR,
							"The supervisor's answer cannot be read", ex));
				}
			}
		}

		@Override
		public void onFailure(RuntimeFailure failure) {
			this.sink.error(failure);
		}

	}

}
