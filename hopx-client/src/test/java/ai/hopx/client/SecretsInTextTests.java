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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.hopx.client.core.CallbackVerifier;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.CommandRequest;
import ai.hopx.client.core.RunCallback;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.desktop.VncOptions;
import ai.hopx.client.model.AgentToken;
import ai.hopx.client.template.RegistryCredentials;
import ai.hopx.client.template.TemplateSpec;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.LogLines;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens, no secret is read in a log, an exception or a debugger.
 */
class SecretsInTextTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String[] SECRETS = { HopxWire.API_KEY, HopxWire.TOKEN, "hunter2" };

	private static final String LEAKY = "{\"error\":\"you sent %s and %s\",\"auth_token\":\"hunter2\",\"env\":{\"A\":\"hunter2\"}}"
		.formatted(HopxWire.API_KEY, HopxWire.TOKEN);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void tellsNothingByToString() {
		HopxClient client = wire.client().build();
		SandboxConnection connection = client.connection(wire.sandbox(), true);
		assertThat(List
			.of(client, connection, wire.sandbox(), new ApiKey(() -> HopxWire.API_KEY),
					Credentials.apiKey(HopxWire.API_KEY), Credentials.bearer(HopxWire.TOKEN),
					new Route.Destination(URI.create("https://x"), Credentials.bearer(HopxWire.TOKEN)),
					HopxRequest.to(Endpoint.EXECUTE).json(Map.of("env", "hunter2")).query("q", "hunter2").build())
			.toString()).doesNotContain(SECRETS);
	}

	@Test
	void tellsNothingOfWhatUsersEntrustToIt() {
		assertThat(List
			.of(CodeRequest.of("hunter2").env("A", "hunter2"), CommandRequest.of("hunter2").env("A", "hunter2"),
					SandboxSpec.defaults().env("A", "hunter2"),
					new SandboxDefaults("a", null, null, LIMIT, null, Map.of("A", "hunter2"), LIMIT),
					RunCallback.to("https://example.org/done?token=hunter2")
						.header("A", "hunter2")
						.signatureSecret("hunter2"),
					CallbackVerifier.of("hunter2"), VncOptions.defaults().password("hunter2"),
					RegistryCredentials.basic("me", "hunter2"), RegistryCredentials.gcp("{\"a\":\"hunter2\"}"),
					RegistryCredentials.aws("me", "hunter2"), RegistryCredentials.github("me", "hunter2"),
					TemplateSpec.of("a", "ubuntu:24.04")
						.env("A", "hunter2")
						.registryCredentials(RegistryCredentials.gitlab("me", "hunter2")))
			.toString()).doesNotContain("hunter2");
	}

	@Test
	void logsAndThrowsNothingThatIsSecret() {
		List<String> said = new ArrayList<>();
		try (LogLines log = LogLines.of("ai.hopx")) {
			for (int status : new int[] { 200, 302, 400, 401, 403, 404, 405, 409, 429, 500, 503 }) {
				stubBoth(aResponse().withStatus(status).withBody(LEAKY));
				said.addAll(callBoth());
			}
			stubBoth(aResponse().withStatus(200).withBody(LEAKY.substring(0, LEAKY.length() - 5)));
			said.addAll(callBoth());
			stubBoth(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
			said.addAll(callBoth());
			assertThat(log.all()).isNotEmpty();
			said.addAll(log.all());
		}
		assertThat(said).isNotEmpty().allSatisfy((text) -> assertThat(text).doesNotContain(SECRETS));
	}

	/**
	 * At their lowest levels, those logs too that are not ours but write of our requests.
	 */
	@Test
	void letsNobodyElseLogWhatIsSecret() {
		List<LogLines> logs = Stream.of("ai.hopx", "org.springframework", "reactor", "io.netty")
			.map(LogLines::of)
			.toList();
		try {
			for (int status : new int[] { 200, 400, 401, 503 }) {
				stubBoth(aResponse().withStatus(status).withHeader("Set-Cookie", "id=hunter2").withBody(LEAKY));
				callBoth();
				failure(wire.connection().open(HopxRequest.to(Endpoint.STREAM_CODE).build()));
			}
			stubBoth(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
			callBoth();
		}
		finally {
			logs.forEach(LogLines::close);
		}
		assertThat(logs).allSatisfy((log) -> assertThat(log.all()).isNotEmpty()
			.allSatisfy((line) -> assertThat(line).doesNotContain(SECRETS)));
	}

	/**
	 * Who knows an upload link may write there. Reactor Netty's own DEBUG names every URL
	 * and cannot be told not to.
	 */
	@Test
	void logsNoUploadLink() {
		HopxClient client = wire.client().build();
		try (LogLines ours = LogLines.of("ai.hopx"); LogLines spring = LogLines.of("org.springframework")) {
			for (int status : new int[] { 200, 302, 403, 503 }) {
				stubBoth(aResponse().withStatus(status));
				assertThat(failure(upload(client))).allSatisfy((text) -> assertThat(text).doesNotContain(SECRETS));
			}
			stubBoth(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
			assertThat(failure(upload(client))).hasSize(2)
				.allSatisfy((text) -> assertThat(text).doesNotContain(SECRETS));
			assertThat(spring.all()).isNotEmpty().allSatisfy((line) -> assertThat(line).doesNotContain(SECRETS));
			assertThat(ours.all()).allSatisfy((line) -> assertThat(line).doesNotContain(SECRETS));
		}
		assertThat(wire.agentRequests()).hasSize(5)
			.allSatisfy((request) -> assertThat(request.getUrl()).isEqualTo("/bucket/hunter2?signature=hunter2"));
	}

	private static Mono<Void> upload(HopxClient client) {
		return client.upload(URI.create(wire.agentUrl() + "/bucket/hunter2?signature=hunter2"),
				new HopxRequest.StreamedBody(MediaType.APPLICATION_OCTET_STREAM, 1,
						() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[] { 1 }))));
	}

	private static void stubBoth(ResponseDefinitionBuilder answer) {
		wire.control().stubFor(any(anyUrl()).willReturn(answer));
		wire.agent().stubFor(any(anyUrl()).willReturn(answer));
	}

	private static List<String> callBoth() {
		HopxClient client = wire.client()
			.retry(new RetrySettings(2, Duration.ZERO, Duration.ZERO, Duration.ZERO))
			.build();
		SandboxConnection connection = client.connection(wire.sandbox(), true);
		Map<String, Object> body = Map.of("code", "hunter2", "env", Map.of("A", "hunter2"));
		List<String> said = new ArrayList<>();
		said.addAll(
				failure(client.retrieve(HopxRequest.to(Endpoint.CREATE_SANDBOX).json(body).build(), AgentToken.class)
					.map((token) -> new AgentToken("x", null))));
		said.addAll(failure(
				client.retrieve(HopxRequest.to(Endpoint.GET_SANDBOX).variable("id", "s1").build(), JsonNode.class)));
		said.addAll(
				failure(connection.retrieve(HopxRequest.to(Endpoint.EXECUTE).json(body).build(), AgentToken.class)));
		said.addAll(failure(connection.send(HopxRequest.to(Endpoint.GET_ENVIRONMENT).build())));
		said.addAll(failure(connection.refreshToken()));
		return said;
	}

	private static List<String> failure(Mono<?> call) {
		List<String> said = new ArrayList<>();
		StepVerifier.create(call.then().onErrorResume((failure) -> {
			StringWriter text = new StringWriter();
			failure.printStackTrace(new PrintWriter(text));
			said.add(text.toString());
			if (failure instanceof HopxException known) {
				said.add(known.getDetails().toString());
			}
			if (failure instanceof UnexpectedResponseException unexpected) {
				said.add(String.valueOf(unexpected.getBody()));
			}
			return Mono.empty();
		})).expectComplete().verify(LIMIT);
		return said;
	}

}
