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

import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends requests to one of the two APIs. {@link HopxClient} is the control plane's,
 * {@link SandboxConnection} that of one sandbox's agent. Safe for use from many threads.
 * Nothing is sent before subscription; each subscription sends once, apart from the
 * repeats that {@link Endpoint} allows. All errors are {@link HopxException}s.
 */
public interface HopxExchange {

	/**
	 * Send a request and decode its JSON reply.
	 * @param <T> the reply
	 * @param request the request
	 * @param type the reply's type; one that implements
	 * {@link ai.hopx.client.model.Checked} is checked for what it must hold
	 * @return the reply, never empty: a reply without a body or without what it must hold
	 * is an {@link UnexpectedResponseException}
	 */
	<T> Mono<T> retrieve(HopxRequest request, Class<T> type);

	/**
	 * Send a request whose reply holds nothing of interest: any 2xx, with or without a
	 * body.
	 * @param request the request
	 * @return completion
	 */
	Mono<Void> send(HopxRequest request);

	/**
	 * Send a request and pass its body through as it arrives. The response time-out ends
	 * the wait for the reply's start and each wait for a further piece, not the whole
	 * transfer.
	 * @param request the request
	 * @return the body; every buffer must be released by the subscriber
	 */
	Flux<DataBuffer> stream(HopxRequest request);

}
