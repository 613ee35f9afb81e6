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

package ai.hopx.sample.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.ledger.Plane;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A request to the application is one trace, down to the requests to its sandbox.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "management.tracing.sampling.probability=1.0")
@AutoConfigureWebTestClient(timeout = "30s")
class TracingTests {

	@Autowired
	private WebTestClient client;

	@Autowired
	private SandboxPool pool;

	@Autowired
	private EmbeddedHopx server;

	@Autowired
	private InMemorySpanExporter exporter;

	@BeforeEach
	void runCode() {
		this.pool.awaitWarm();
		this.exporter.reset();
		this.server.ledger().clear();
		this.client.post()
			.uri("/api/run")
			.bodyValue(Map.of("language", "python", "code", "print(6*7)"))
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void runIsOneTraceFromTheRequestToTheSandbox() {
		SpanData server = await().until(() -> span(SpanKind.SERVER, "/api/run"), (span) -> span != null);
		SpanData request = span(SpanKind.CLIENT, "/execute");
		assertThat(request).isNotNull();
		List<SpanData> path = ancestors(request);
		assertThat(path).extracting(SpanData::getTraceId).containsOnly(server.getTraceId());
		assertThat(path).extracting(SpanData::getName)
			.containsExactly("hopx run-code", "hopx execute", "http post /api/run");
	}

	@Test
	void sandboxLearnsNothingOfTheTrace() {
		assertThat(this.server.ledger().requests(Plane.DATA)).isNotEmpty()
			.allSatisfy(
					(request) -> assertThat(request.headers()).doesNotContain("traceparent", "tracestate", "baggage"));
	}

	private @Nullable SpanData span(SpanKind kind, String uri) {
		return this.exporter.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getKind() == kind
					&& uri.equals(span.getAttributes().get(AttributeKey.stringKey("uri"))))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the spans around a span, the closest first.
	 */
	private List<SpanData> ancestors(SpanData span) {
		List<SpanData> spans = this.exporter.getFinishedSpanItems();
		List<SpanData> ancestors = new ArrayList<>();
		Optional<SpanData> parent = parent(span, spans);
		while (parent.isPresent()) {
			ancestors.add(parent.get());
			parent = parent(parent.get(), spans);
		}
		return ancestors;
	}

	private static Optional<SpanData> parent(SpanData span, List<SpanData> spans) {
		return spans.stream().filter((candidate) -> candidate.getSpanId().equals(span.getParentSpanId())).findFirst();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class SpansConfiguration {

		@Bean
		InMemorySpanExporter inMemorySpanExporter() {
			return InMemorySpanExporter.create();
		}

		@Bean
		SpanProcessor spanProcessor(InMemorySpanExporter exporter) {
			// Exports each span as it ends
			return SimpleSpanProcessor.create(exporter);
		}

	}

}
