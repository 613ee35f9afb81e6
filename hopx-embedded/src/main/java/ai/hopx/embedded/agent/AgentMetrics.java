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

package ai.hopx.embedded.agent;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import ai.hopx.embedded.web.Routes;

/**
 * Counts the requests to one agent, by route. Safe for use from many threads.
 */
final class AgentMetrics implements WebFilter {

	private static final String UNKNOWN_ROUTE = "other";

	private final Map<String, Endpoint> endpoints = new TreeMap<>();

	private long executions;

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		long start = System.nanoTime();
		return chain.filter(exchange).doFinally((signal) -> record(exchange, (System.nanoTime() - start) / 1e6));
	}

	private synchronized void record(ServerWebExchange exchange, double millis) {
		String pattern = Routes.patternOf(exchange);
		HttpStatusCode status = exchange.getResponse().getStatusCode();
		this.endpoints.computeIfAbsent((pattern != null) ? pattern : UNKNOWN_ROUTE, (route) -> new Endpoint())
			.add(millis, status != null && status.isError());
	}

	synchronized void countExecution() {
		this.executions++;
	}

	/**
	 * Add all figures to a reply.
	 * @param body the reply
	 */
	synchronized void addTo(Map<String, Object> body) {
		long errors = this.endpoints.values().stream().mapToLong((endpoint) -> endpoint.errors).sum();
		body.put("total_requests", this.endpoints.values().stream().mapToLong((endpoint) -> endpoint.requests).sum());
		body.put("total_errors", errors);
		body.put("error_count", errors);
		body.put("total_executions", this.executions);
		Map<String, Long> requests = new LinkedHashMap<>();
		this.endpoints.forEach((route, endpoint) -> requests.put(route, endpoint.requests));
		body.put("requests_total", requests);
		body.put("avg_duration_ms", figures((endpoint) -> endpoint.totalMillis / endpoint.requests));
		body.put("p95_duration_ms", figures(Endpoint::percentile95));
	}

	/**
	 * Add all figures to a text for Prometheus.
	 * @param text the text
	 */
	synchronized void addTo(PrometheusText text) {
		text.metric("hopx_agent_requests_total", "counter", "Requests to the agent.");
		this.endpoints
			.forEach((route, endpoint) -> text.sample("hopx_agent_requests_total", labels(route), endpoint.requests));
		text.metric("hopx_agent_errors_total", "counter", "Requests that were answered with an error.");
		this.endpoints
			.forEach((route, endpoint) -> text.sample("hopx_agent_errors_total", labels(route), endpoint.errors));
		text.metric("hopx_agent_request_duration_seconds", "summary", "How long answers took.");
		this.endpoints.forEach((route, endpoint) -> {
			String name = "hopx_agent_request_duration_seconds";
			Map<String, String> quantile = new LinkedHashMap<>(labels(route));
			quantile.put("quantile", "0.95");
			text.sample(name, quantile, endpoint.percentile95() / 1e3);
			text.sample(name + "_sum", labels(route), endpoint.totalMillis / 1e3);
			text.sample(name + "_count", labels(route), endpoint.requests);
		});
		text.metric("hopx_agent_total_executions", "counter", "Runs of code and commands.")
			.sample("hopx_agent_total_executions", Map.of(), this.executions);
	}

	private static Map<String, String> labels(String route) {
		return Map.of("endpoint", route);
	}

	private Map<String, Double> figures(ToDoubleFunction<Endpoint> figure) {
		Map<String, Double> figures = new LinkedHashMap<>();
		this.endpoints.forEach((route, endpoint) -> figures.put(route, figure.applyAsDouble(endpoint)));
		return figures;
	}

	/**
	 * The figures of one route, its last durations among them.
	 */
	private static final class Endpoint {

		private final double[] last = new double[256];

		private long requests;

		private long errors;

		private double totalMillis;

		void add(double millis, boolean error) {
			this.last[(int) (this.requests % this.last.length)] = millis;
			this.requests++;
			this.totalMillis += millis;
			if (error) {
				this.errors++;
			}
		}

		double percentile95() {
			int known = (int) Math.min(this.requests, this.last.length);
			double[] sorted = Arrays.copyOf(this.last, known);
			Arrays.sort(sorted);
			return sorted[(int) Math.ceil(0.95 * known) - 1];
		}

	}

}
