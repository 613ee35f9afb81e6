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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.web.reactive.function.client.ClientRequest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each attempt is seen, under tags from a bounded set.
 */
class ObservationTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String HTTP = "http.client.requests";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@Test
	void observesEachAttemptByItself() {
		wire.control()
			.stubFor(any(anyUrl()).inScenario("s")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(aResponse().withStatus(503))
				.willSetStateTo("up"));
		wire.control().stubFor(any(anyUrl()).inScenario("s").whenScenarioStateIs("up").willReturn(okJson("{}")));
		HopxClient client = wire.client().observationRegistry(this.registry).build();
		client.send(HopxRequest.to(Endpoint.GET_SANDBOX).variable("id", "s1").build()).block(LIMIT);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo(HTTP, 2)
			.hasAnObservationWithAKeyValue("status", "503")
			.hasAnObservationWithAKeyValue("status", "200")
			.forAllObservationsWithNameEqualTo(HTTP,
					(observation) -> observation.hasLowCardinalityKeyValue("uri", "/v1/sandboxes/{id}")
						.hasLowCardinalityKeyValue("method", "GET")
						.hasLowCardinalityKeyValue("client.name", "127.0.0.1"));
	}

	@Test
	void observesTheRefusalAndTheRepeatWithANewToken() {
		wire.agent()
			.stubFor(any(anyUrl()).inScenario("s")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(aResponse().withStatus(401))
				.willSetStateTo("up"));
		wire.agent().stubFor(any(anyUrl()).inScenario("s").whenScenarioStateIs("up").willReturn(okJson("{}")));
		wire.control().stubFor(any(anyUrl()).willReturn(okJson("{\"auth_token\":\"t\"}")));
		wire.client()
			.observationRegistry(this.registry)
			.build()
			.connection(wire.sandbox(), true)
			.send(HopxRequest.to(Endpoint.EXECUTE).json("{}").build())
			.block(LIMIT);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasHandledContextsThatSatisfy((contexts) -> assertThat(contexts)
				.extracting((context) -> tag(context, "uri") + " " + tag(context, "status"))
				.containsExactlyInAnyOrder("/execute 401", "/execute 200", "/v1/sandboxes/{id}/token/refresh 200"));
	}

	@Test
	void makesNoNewTagForANewSandboxOrANewFile() {
		List<DisposableServer> servers = new ArrayList<>();
		try {
			HopxClient client = wire.client().observationRegistry(this.registry).build();
			for (int i = 2; i <= 11; i++) {
				DisposableServer server = agentAt("127.0.0." + i);
				servers.add(server);
				SandboxConnection connection = client.connection(
						wire.sandbox("{\"id\":\"s%d\",\"public_host\":\"http://127.0.0.%d:%d\",\"auth_token\":\"t\"}"
							.formatted(i, i, server.port())),
						true);
				connection
					.retrieve(HopxRequest.to(Endpoint.READ_FILE).query("path", "/tmp/" + i).build(), JsonNode.class)
					.block(LIMIT);
				connection.send(HopxRequest.to(Endpoint.DELETE_VARIABLE).variable("key", "KEY_" + i).build())
					.block(LIMIT);
			}
		}
		finally {
			servers.forEach(DisposableServer::disposeNow);
		}
		Set<String> tags = new TreeSet<>();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo(HTTP, 20)
			.hasHandledContextsThatSatisfy((contexts) -> contexts.forEach((context) -> {
				assertThat(tag(context, "client.name")).isEqualTo("hopx-sandbox");
				tags.add(context.getLowCardinalityKeyValues().stream().map(KeyValue::toString).toList().toString());
				context.getHighCardinalityKeyValues()
					.forEach((value) -> assertThat(value.getValue()).doesNotContain("/tmp", "%2Ftmp"));
			}));
		assertThat(tags).hasSize(2);
	}

	@Test
	void sendsTraceHeadersToTheControlPlaneOnly() {
		this.registry.observationConfig().observationHandler(new Propagating());
		wire.control().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		HopxClient client = wire.client().observationRegistry(this.registry).build();
		client.send(HopxRequest.to(Endpoint.LIST_SANDBOXES).build()).block(LIMIT);
		client.connection(wire.sandbox(), true).send(HopxRequest.to(Endpoint.AGENT_HEALTH).build()).block(LIMIT);
		assertThat(wire.controlRequests().get(0).getHeader("traceparent")).isEqualTo("00-trace");
		assertThat(wire.agentRequests().get(0).containsHeader("traceparent")).isFalse();
	}

	@Test
	void sendsTraceHeadersToSandboxesWhereAskedTo() {
		this.registry.observationConfig().observationHandler(new Propagating());
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		HopxClient client = wire.client().observationRegistry(this.registry).propagateTracesToSandbox(true).build();
		client.connection(wire.sandbox(), true).send(HopxRequest.to(Endpoint.AGENT_HEALTH).build()).block(LIMIT);
		assertThat(wire.agentRequests().get(0).getHeader("traceparent")).isEqualTo("00-trace");
		assertThat(wire.agentRequests().get(0).containsHeader("baggage")).isFalse();
	}

	@Test
	void observesACallThatIsGivenUp() {
		AtomicInteger stopped = new AtomicInteger();
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				stopped.incrementAndGet();
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(2000)));
		StepVerifier
			.create(wire.client()
				.observationRegistry(this.registry)
				.build()
				.connection(wire.sandbox(), true)
				.send(HopxRequest.to(Endpoint.EXECUTE).json("{}").timeout(Duration.ofMillis(200)).build()))
			.expectError(HopxTimeoutException.class)
			.verify(LIMIT);
		TestObservationRegistryAssert.assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo(HTTP, 1);
		assertThat(stopped).hasValue(1);
	}

	private static String tag(Observation.Context context, String key) {
		KeyValue value = context.getLowCardinalityKeyValue(key);
		return (value != null) ? value.getValue() : "";
	}

	private static DisposableServer agentAt(String host) {
		return HttpServer.create()
			.host(host)
			.port(0)
			.handle((request, response) -> response.header("Content-Type", "application/json")
				.sendString(Mono.just("{}")))
			.bindNow();
	}

	/**
	 * Writes a trace header, as tracing does.
	 */
	private static final class Propagating implements ObservationHandler<SenderContext<ClientRequest.Builder>> {

		@Override
		public void onStart(SenderContext<ClientRequest.Builder> context) {
			ClientRequest.Builder carrier = context.getCarrier();
			if (carrier != null) {
				context.getSetter().set(carrier, "traceparent", "00-trace");
				context.getSetter().set(carrier, "baggage", "tenant=a");
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SenderContext;
		}

	}

}
