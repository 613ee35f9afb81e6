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

package ai.hopx.client.core;

import java.util.Locale;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.OperationObserver;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Observes each request that is an operation by itself, under the name of its endpoint.
 *
 * @param exchange sends the requests
 * @param observer observes them
 */
record ObservedExchange(HopxExchange exchange, OperationObserver observer) implements HopxExchange {

	@Override
	public <T> Mono<T> retrieve(HopxRequest request, Class<T> type) {
		return this.observer.observe(name(request.endpoint()), this.exchange.retrieve(request, type));
	}

	@Override
	public Mono<Void> send(HopxRequest request) {
		return this.observer.observe(name(request.endpoint()), this.exchange.send(request));
	}

	@Override
	public Flux<DataBuffer> stream(HopxRequest request) {
		return this.observer.observe(name(request.endpoint()), this.exchange.stream(request));
	}

	private static String name(Endpoint endpoint) {
		return endpoint.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
