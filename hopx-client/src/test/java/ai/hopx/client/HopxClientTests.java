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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HopxClientTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void needsNoMoreThanAKey() {
		try (HopxClient client = HopxClient.builder().apiKey(() -> HopxWire.API_KEY).build()) {
			assertThat(client.baseUrl()).hasToString("https://api.hopx.dev");
			assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.AUTO);
			SandboxConnection connection = client.connection(wire.sandbox("{\"id\":\"abc1\"}"), false);
			assertThat(connection.sandboxId()).isEqualTo("abc1");
			assertThat(connection.origin().block(LIMIT)).hasToString("https://abc1.hopx.dev");
		}
	}

	@Test
	void failsWithoutAKeyAndNamesTheProperty() {
		assertThatExceptionOfType(HopxConfigurationException.class).isThrownBy(() -> HopxClient.builder().build())
			.withMessage("'hopx.api-key' must be set, or HOPX_API_KEY in the environment")
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("hopx.api-key"));
	}

	@ParameterizedTest
	@CsvSource({ "http://api.hopx.dev,60s,16,hopx.base-url", "https://api.hopx.dev,0s,16,hopx.http.response-timeout",
			"https://api.hopx.dev,60s,0,hopx.http.max-in-memory-size" })
	void namesTheKeyThatCannotWork(URI baseUrl, String timeout, long memory, String key) {
		HopxClientBuilder builder = HopxClient.builder()
			.apiKey(() -> HopxWire.API_KEY)
			.baseUrl(baseUrl)
			.responseTimeout(Duration.parse("PT" + timeout))
			.maxInMemorySize(DataSize.ofMegabytes(memory));
		assertThatExceptionOfType(HopxConfigurationException.class).isThrownBy(builder::build)
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(key));
	}

	@ParameterizedTest
	@CsvSource({ "0,1,1,1,hopx.retry.max-attempts", "1,-1,1,1,hopx.retry.initial-backoff",
			"1,1,-1,1,hopx.retry.max-backoff", "1,1,1,-1,hopx.retry.max-rate-limit-wait" })
	void namesTheRetrySettingThatCannotWork(int attempts, long initial, long max, long wait, String key) {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> new RetrySettings(attempts, Duration.ofSeconds(initial), Duration.ofSeconds(max),
					Duration.ofSeconds(wait)))
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(key));
	}

	@Test
	void refusesATemplateThatLeadsElsewhere() {
		HopxClientBuilder builder = HopxClient.builder()
			.apiKey(() -> HopxWire.API_KEY)
			.dataPlane(new DataPlaneSettings("https://{sandbox_id}.evil.example", List.of("*.hopx.dev"),
					DataPlaneAuth.TOKEN));
		assertThatExceptionOfType(HopxConfigurationException.class).isThrownBy(builder::build)
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("hopx.data-plane.url-template"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://127.0.0.1/x", "https://localhost/x", "https://LOCALHOST./x",
			"https://a.localhost/x", "https://[::1]/x", "https://[::ffff:127.0.0.1]/x", "https://0.0.0.0/x",
			"https://[::]/x", "https://127.1/x", "http://127.0.0.1/x", "http://storage.example/x", "https:///x",
			"ftp://storage.example/x" })
	void putsNothingOnThisMachineForACloud(String link) {
		try (HopxClient client = HopxClient.builder().apiKey(() -> HopxWire.API_KEY).build()) {
			StepVerifier
				.create(client.upload(URI.create(link),
						new HopxRequest.StreamedBody(MediaType.APPLICATION_OCTET_STREAM, 0, Flux::empty)))
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(UnexpectedResponseException.class)
					.hasMessageContaining("Nothing was sent"))
				.verify(LIMIT);
		}
	}

	@Test
	void refusesAnIdOfTheServiceThatIsNone() {
		HopxClient client = wire.client().build();
		assertThatExceptionOfType(UnexpectedResponseException.class)
			.isThrownBy(() -> client.connection(wire.sandbox("{\"id\":\"../x\"}"), true));
	}

	@Test
	void keepsThePathOfItsBaseUrl() {
		wire.control().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		HopxClient client = wire.client().baseUrl(URI.create(wire.controlUrl() + "/proxied/")).build();
		client.send(HopxRequest.to(Endpoint.LIST_SANDBOXES).query("limit", 1).build()).block(LIMIT);
		assertThat(wire.controlRequests().get(0).getUrl()).isEqualTo("/proxied/v1/sandboxes?limit=1");
	}

	@Test
	void closesTheConnectionsThatItMade() throws Exception {
		AtomicInteger open = new AtomicInteger();
		try (RawServer server = RawServer.start((connection) -> serve(connection, open))) {
			callAndClose(HopxClient.builder().baseUrl(server.url()));
			Awaitility.await().atMost(LIMIT).until(() -> server.connections() == 1 && open.get() == 0);
		}
	}

	@Test
	void leavesTheConnectionsThatItWasGiven() throws Exception {
		AtomicInteger open = new AtomicInteger();
		try (RawServer server = RawServer.start((connection) -> serve(connection, open))) {
			callAndClose(HopxClient.builder().baseUrl(server.url()).clientConnector(wire.connector()));
			Awaitility.await().during(Duration.ofMillis(300)).atMost(LIMIT).until(() -> open.get() == 1);
		}
	}

	private static void serve(RawServer.Connection connection, AtomicInteger open) throws IOException {
		open.incrementAndGet();
		while (connection.readRequest() != null) {
			connection.reply(200, "{}");
		}
		open.decrementAndGet();
	}

	private static void callAndClose(HopxClientBuilder builder) {
		try (HopxClient client = builder.apiKey(() -> HopxWire.API_KEY).build()) {
			client.send(HopxRequest.to(Endpoint.LIST_SANDBOXES).build()).block(LIMIT);
		}
	}

	@Test
	void encodesWhatGoesIntoPathsAndQueriesOnTheWire() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		SandboxConnection connection = wire.connection();
		connection.send(HopxRequest.to(Endpoint.READ_FILE).query("path", "/tmp/a b&c#d+ä?.txt").build()).block(LIMIT);
		connection.send(HopxRequest.to(Endpoint.DELETE_VARIABLE).variable("key", "A/B?C#D E").build()).block(LIMIT);
		assertThat(wire.agentRequests()).extracting("url")
			.containsExactlyInAnyOrder("/files/read?path=%2Ftmp%2Fa%20b%26c%23d%2B%C3%A4%3F.txt",
					"/env/A%2FB%3FC%23D%20E");
	}

	@Test
	void sendsJsonAsItIs() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		wire.connection()
			.send(HopxRequest.to(Endpoint.EXECUTE).json(Map.of("code", "print('ä')")).build())
			.block(LIMIT);
		assertThat(wire.agentRequests().get(0).getBodyAsString()).isEqualTo("{\"code\":\"print('ä')\"}");
		assertThat(wire.agentRequests().get(0).getHeader("Content-Type")).isEqualTo("application/json");
		assertThat(wire.agentRequests().get(0).getHeader("Content-Length")).isEqualTo("22");
	}

	@Test
	void sendsNoBodyWhereThereIsNone() throws Exception {
		try (RawServer server = RawServer.start((connection) -> serve(connection, new AtomicInteger()))) {
			HopxClient client = wire.client().baseUrl(server.url()).build();
			client.send(HopxRequest.to(Endpoint.PAUSE_SANDBOX).variable("id", "s1").build()).block(LIMIT);
			assertThat(server.requests().get(0).toLowerCase(Locale.ROOT)).contains("content-length: 0")
				.doesNotContain("transfer-encoding", "content-type");
			client.send(HopxRequest.to(Endpoint.DELETE_SANDBOX).variable("id", "s1").build()).block(LIMIT);
			assertThat(server.requests().get(1).toLowerCase(Locale.ROOT)).doesNotContain("transfer-encoding",
					"content-type");
		}
	}

	@Test
	void doesNotSendWhatCannotBeWritten() {
		HopxRequest request = HopxRequest.to(Endpoint.EXECUTE).json(new Object() {

			@SuppressWarnings("unused")
			public String getValue() {
				throw new IllegalStateException("hunter2");
			}

		}).build();
		StepVerifier.create(wire.connection().send(request))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(HopxValidationException.class)
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hunter2")))
			.verify(LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
	}

}
