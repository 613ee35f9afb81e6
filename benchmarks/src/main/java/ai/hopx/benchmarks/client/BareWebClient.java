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

package ai.hopx.benchmarks.client;

import java.net.URI;
import java.util.Map;

import ai.hopx.client.ConnectionSettings;
import ai.hopx.client.HopxConnections;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What runs of code cost at least, by Spring's own means: the same request to the same
 * agent, the same figures of the reply, the same connections, observed in the same
 * registry. It has no deadline, no retries and no masks.
 */
final class BareWebClient implements AutoCloseable {

	private final HopxConnections connections = HopxConnections.create(ConnectionSettings.defaults());

	private final WebClient webClient;

	BareWebClient(URI agent, String token, ObservationRegistry registry) {
		this.webClient = WebClient.builder()
			.baseUrl(agent.toString())
			.defaultHeader("Authorization", "Bearer " + token)
			.clientConnector(new ReactorClientHttpConnector(this.connections.httpClient()))
			.observationRegistry(registry)
			.build();
	}

	Mono<Result> runCode(String code) {
		return this.webClient.post()
			.uri("/execute")
			.contentType(MediaType.APPLICATION_JSON)
			.accept(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("code", code, "language", "python", "timeout", 120))
			.retrieve()
			.bodyToMono(Result.class);
	}

	@Override
	public void close() {
		this.connections.close();
	}

	/**
	 * The reply.
	 */
	record Result(@Nullable Boolean success, @Nullable String stdout, @Nullable String stderr,
			@JsonProperty("exit_code") @Nullable Integer exitCode,
			@JsonProperty("execution_time") @Nullable Double executionTime) {
	}

}
