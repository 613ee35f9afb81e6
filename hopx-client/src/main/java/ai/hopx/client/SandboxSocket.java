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
package ai.hopx.client;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * An open WebSocket to the agent of one sandbox, which speaks in texts. Made by
 * {@link SandboxConnection#open}. Nothing that was sent on it is ever sent again. Safe
 * for use from many threads. All errors are {@link HopxException}s.
 */
public interface SandboxSocket extends AutoCloseable {

	/**
	 * Send a text.
	 * @param text the text
	 * @return completion, once it is on its way. Subscribe once the one before has
	 * completed where the order matters
	 */
	Mono<Void> send(String text);

	/**
	 * Listen, once. No more is read from the network than is asked for here. Blank texts
	 * are left out. To cancel closes the socket.
	 * @return what comes, until the service closes the socket as agreed. Any other end is
	 * an error: {@link HopxTransportException} where the connection broke off,
	 * {@link UnexpectedResponseException} for a text longer than
	 * {@code hopx.stream.max-frame-size}, {@link HopxTimeoutException} after too long a
	 * silence
	 */
	Flux<String> receive();

	/**
	 * Read the service's refusal of what was asked for.
	 * @param frame a frame that says {@code error}
	 * @return the exception for it, or {@code null} where its code is none of a service
	 * that refuses: then it is about the code that ran
	 */
	@Nullable HopxException refusal(JsonNode frame);

	/**
	 * Return an error for a conversation that ended before it was over.
	 * @param what what is missing
	 * @return the exception
	 */
	HopxException brokenOff(String what);

	/**
	 * Say goodbye and close. Does not wait. Without effect where it is closed already.
	 */
	@Override
	void close();

}
