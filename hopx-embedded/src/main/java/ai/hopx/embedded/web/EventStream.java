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

package ai.hopx.embedded.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers that go on, as server-sent events, each sent off at once.
 */
public final class EventStream {

	private EventStream() {
	}

	/**
	 * Answer with events.
	 * @param events the events
	 * @return the answer, which ends with the events
	 */
	public static Mono<ServerResponse> of(Publisher<Event> events) {
		return ServerResponse.ok()
			.contentType(MediaType.TEXT_EVENT_STREAM)
			.cacheControl(CacheControl.noStore())
			.body((response, context) -> response.writeAndFlushWith(Flux.from(events)
				.map((event) -> Mono.fromSupplier(() -> response.bufferFactory().wrap(event.bytes())))));
	}

	/**
	 * An event.
	 *
	 * @param name its name
	 * @param data what it says, written as JSON
	 */
	public record Event(String name, Object data) {

		byte[] bytes() {
			ByteArrayOutputStream event = new ByteArrayOutputStream();
			event.writeBytes(("event: " + this.name + "\ndata: ").getBytes(StandardCharsets.UTF_8));
			event.writeBytes(Json.write(this.data));
			event.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
			return event.toByteArray();
		}

	}

}
