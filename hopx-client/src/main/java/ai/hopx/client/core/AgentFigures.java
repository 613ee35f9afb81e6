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

import java.nio.charset.StandardCharsets;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.CacheClearing;
import ai.hopx.client.model.CacheStats;
import ai.hopx.client.model.MetricsSnapshot;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.util.unit.DataSize;

/**
 * The agent's calls about what it measures, and about its cache.
 */
final class AgentFigures implements ReactiveMetricsOperations, ReactiveCacheOperations {

	/** A hundred times what agents are known to tell. */
	private static final DataSize MAX_SNAPSHOT = DataSize.ofKilobytes(256);

	private final HopxExchange agent;

	private final String sandboxId;

	private final DataSize maxInMemorySize;

	AgentFigures(HopxExchange agent, String sandboxId, DataSize maxInMemorySize) {
		this.agent = agent;
		this.sandboxId = sandboxId;
		this.maxInMemorySize = maxInMemorySize;
	}

	@Override
	public Mono<MetricsSnapshot> snapshot() {
		return figures(Endpoint.METRICS_SNAPSHOT);
	}

	@Override
	public Mono<MetricsSnapshot> agent() {
		return figures(Endpoint.AGENT_METRICS);
	}

	@Override
	public Mono<MetricsSnapshot> system() {
		return figures(Endpoint.SYSTEM_METRICS);
	}

	@Override
	public Mono<String> prometheus() {
		HopxRequest request = HopxRequest.to(Endpoint.PROMETHEUS_METRICS).build();
		return InMemory.read(this.agent.stream(request), this.maxInMemorySize)
			.map((bytes) -> new String(bytes, StandardCharsets.UTF_8))
			.onErrorMap((error) -> error.getCause() instanceof DataBufferLimitException,
					(error) -> unexpected("with more than 'hopx.http.max-in-memory-size' allows"))
			.doOnNext(this::check);
	}

	/**
	 * Agents without this call answer with JSON, and proxies with a page.
	 */
	private void check(String text) {
		String start = text.stripLeading();
		if (start.isEmpty() || start.startsWith("{") || start.startsWith("<")) {
			throw unexpected("but not in Prometheus' text format; it may not implement this call");
		}
	}

	private UnexpectedResponseException unexpected(String what) {
		return new UnexpectedResponseException("%s %s was answered, %s (sandbox %s)"
			.formatted(Endpoint.PROMETHEUS_METRICS.method(), Endpoint.PROMETHEUS_METRICS.path(), what, this.sandboxId),
				HopxError.of(this.sandboxId), null);
	}

	@Override
	public Mono<CacheStats> stats() {
		return ask(Endpoint.CACHE_STATS, CacheStats.class);
	}

	@Override
	public Mono<CacheClearing> clear() {
		return ask(Endpoint.CLEAR_CACHE, CacheClearing.class);
	}

	private Mono<MetricsSnapshot> figures(Endpoint endpoint) {
		return this.agent.retrieve(HopxRequest.to(endpoint).maxReplySize(MAX_SNAPSHOT).build(), MetricsSnapshot.class);
	}

	private <T> Mono<T> ask(Endpoint endpoint, Class<T> type) {
		return this.agent.retrieve(HopxRequest.to(endpoint).build(), type);
	}

}
