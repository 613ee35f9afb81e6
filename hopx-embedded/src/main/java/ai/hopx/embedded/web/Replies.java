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

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Answers with a JSON body.
 */
public final class Replies {

	private Replies() {
	}

	public static Mono<ServerResponse> ok(Object body) {
		return json(HttpStatus.OK, body);
	}

	public static Mono<ServerResponse> created(Object body) {
		return json(HttpStatus.CREATED, body);
	}

	public static Mono<ServerResponse> accepted(Object body) {
		return json(HttpStatus.ACCEPTED, body);
	}

	/**
	 * Write a value as the wire shows it, for answers that are more than one JSON body.
	 * @param value the value
	 * @return its JSON, in one line
	 */
	public static String text(Object value) {
		return new String(Json.write(value), StandardCharsets.UTF_8);
	}

	private static Mono<ServerResponse> json(HttpStatus status, Object body) {
		byte[] json = Json.write(body);
		return ServerResponse.status(status)
			.contentType(MediaType.APPLICATION_JSON)
			.contentLength(json.length)
			.bodyValue(json);
	}

	/**
	 * Return the time as the wire shows it.
	 * @param clock the server's clock
	 * @return now, to the millisecond
	 */
	public static Instant now(Clock clock) {
		return clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}
