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

import java.net.URI;

import ai.hopx.client.model.HopxJson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sends requests.
 */
final class Dispatcher {

	private final WebClient webClient;

	Dispatcher(WebClient webClient) {
		this.webClient = webClient;
	}

	<T> Mono<T> retrieve(URI origin, HopxRequest request, Class<T> type) {
		return start(origin, request).retrieve()
			.bodyToMono(byte[].class)
			.map((bytes) -> HopxJson.mapper().readValue(bytes, type));
	}

	Mono<Void> send(URI origin, HopxRequest request) {
		return start(origin, request).retrieve().toBodilessEntity().then();
	}

	Flux<DataBuffer> stream(URI origin, HopxRequest request) {
		return start(origin, request).retrieve().bodyToFlux(DataBuffer.class);
	}

	private WebClient.RequestHeadersSpec<?> start(URI origin, HopxRequest request) {
		return this.webClient.method(request.endpoint().method())
			.uri(origin + request.endpoint().path(), request.variables());
	}

}
