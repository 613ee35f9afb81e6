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

package ai.hopx.client.template;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.WholeBody;
import ai.hopx.client.model.BuildLog;
import ai.hopx.client.model.HopxJson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import tools.jackson.core.JacksonException;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * Reads the log of one build in whichever way the service tells it: the part from an
 * offset as JSON, or all of it as a stream of events. What it is, its first character
 * says. For one watch.
 */
final class BuildLogReader {

	private static final int LONGEST_LINE = 1024 * 1024;

	private final HopxClient client;

	/** Lines that came as events: a stream begins with the first line every time. */
	private long delivered;

	BuildLogReader(HopxClient client) {
		this.client = client;
	}

	/**
	 * Ask for the log.
	 * @param request asks for it
	 * @return a part, or a part for each event. A stream that breaks off ends, to be
	 * asked for again
	 */
	Flux<BuildLog> read(HopxRequest request) {
		return this.client.stream(request)
			.switchOnFirst((first, body) -> isEvents(first) ? events(body) : part(body))
			.onErrorMap(DataBufferLimitException.class, (error) -> unexpected("is too large"));
	}

	private static boolean isEvents(Signal<? extends DataBuffer> first) {
		DataBuffer start = first.get();
		return start != null && start.readableByteCount() > 0 && start.getByte(start.readPosition()) != '{';
	}

	private Flux<BuildLog> part(Flux<DataBuffer> body) {
		int limit = (int) Math.min(Integer.MAX_VALUE, this.client.maxInMemorySize().toBytes());
		return WholeBody.read(body, limit)
			.filter((bytes) -> bytes.length > 0)
			.map(BuildLogReader::decode)
			.switchIfEmpty(Mono.error(() -> unexpected("is empty")))
			.flux();
	}

	private static BuildLog decode(byte[] body) {
		try {
			BuildLog log = HopxJson.mapper().readValue(body, BuildLog.class);
			if (log != null && log.missing() == null) {
				return log;
			}
		}
		catch (JacksonException ex) {
			// Told below, without a quote
		}
		throw unexpected("cannot be read");
	}

	private Flux<BuildLog> events(Flux<DataBuffer> body) {
		StringDecoder decoder = StringDecoder.textPlainOnly();
		decoder.setMaxInMemorySize(LONGEST_LINE);
		LogEvents events = new LogEvents(this.delivered);
		return decoder.decode(body.map(BuildLogReader::onHeap), ResolvableType.forClass(String.class), null, null)
			.<BuildLog>handle((line, sink) -> {
				BuildLog log = events.next(line);
				if (log != null) {
					this.delivered = events.count();
					sink.next(log);
				}
			})
			.onErrorResume(BuildLogReader::isBreak, (error) -> Flux.empty());
	}

	/**
	 * Where a line is too long, the decoder releases what it holds of it twice.
	 */
	private static DataBuffer onHeap(DataBuffer pooled) {
		byte[] bytes = new byte[pooled.readableByteCount()];
		pooled.read(bytes);
		DataBufferUtils.release(pooled);
		return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
	}

	private static boolean isBreak(@Nullable Throwable error) {
		return error instanceof HopxTransportException || error instanceof HopxTimeoutException;
	}

	static UnexpectedResponseException unexpected(String what) {
		return new UnexpectedResponseException("The log of a build " + what, HopxError.of(null), null);
	}

}
