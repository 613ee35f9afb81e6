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
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The key stays home, and sandboxes see nothing but what they need.
 */
class CredentialsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final HopxRequest LIST = HopxRequest.to(Endpoint.LIST_SANDBOXES).build();

	private static final HopxRequest EXECUTE = HopxRequest.to(Endpoint.EXECUTE).json("{}").build();

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void showsTheKeyToTheControlPlane() {
		answerAll();
		wire.client().build().send(LIST).block(LIMIT);
		LoggedRequest request = wire.controlRequests().get(0);
		assertThat(request.getHeader("X-API-Key")).isEqualTo(HopxWire.API_KEY);
		assertThat(request.containsHeader("Authorization")).isFalse();
		assertThat(request.getHeader("User-Agent")).matches("hopx-spring/\\d+\\.\\d+\\.\\d+.*");
	}

	@Test
	void showsTheKeyAsABearerWhereAskedTo() {
		answerAll();
		wire.client().authScheme(AuthScheme.BEARER).build().send(LIST).block(LIMIT);
		LoggedRequest request = wire.controlRequests().get(0);
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.API_KEY);
		assertThat(request.containsHeader("X-API-Key")).isFalse();
	}

	@Test
	void readsTheKeyForEachRequest() {
		answerAll();
		AtomicReference<String> key = new AtomicReference<>("hopx_live_one.test");
		HopxClient client = wire.client().apiKey(key::get).build();
		client.send(LIST).block(LIMIT);
		key.set(" hopx_live_two.test\n");
		client.send(LIST).block(LIMIT);
		assertThat(wire.controlRequests()).extracting((request) -> request.getHeader("X-API-Key"))
			.containsExactlyInAnyOrder("hopx_live_one.test", "hopx_live_two.test");
		// The first reply wanted one to be kept
		assertThat(wire.controlRequests()).noneMatch((request) -> request.containsHeader("Cookie"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "  ", "hunter2\r\nX-Evil: 1", "hunter2 hunter2", "hunter2\u00e4", "hunter2\u007fhunter2" })
	void sendsNothingWithoutAUsableKey(String key) {
		answerAll();
		StepVerifier.create(wire.client().apiKey(() -> key).build().send(LIST))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(HopxAuthenticationException.class)
				.hasMessageContaining("'hopx.api-key'")
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hunter2")))
			.verify(LIMIT);
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void showsTheKeyBothWaysWhereItIsNotKnownWhichOneIsTaken() {
		HttpHeaders headers = new HttpHeaders();
		new ApiKey(() -> HopxWire.API_KEY).credentials().applyTo(headers);
		assertThat(headers.getFirst("X-API-Key")).isEqualTo(HopxWire.API_KEY);
		assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer " + HopxWire.API_KEY);
	}

	@Test
	void keepsTheKeyOutOfText() {
		assertThat(new ApiKey(() -> HopxWire.API_KEY)).hasToString("ApiKey[***]");
		assertThat(Credentials.apiKey(HopxWire.API_KEY)).hasToString("X-API-Key: ***");
	}

	@Test
	void showsAnUploadLinkNothingButTheContent() {
		AtomicReference<ClientRequest> sent = new AtomicReference<>();
		ClientRequest request = ClientRequest.create(HttpMethod.PUT, URI.create("http://127.0.0.1/upload"))
			.header("Content-Type", "application/octet-stream")
			.header("Authorization", "Bearer hunter2")
			.header("X-Corporate", "hunter2")
			.cookie("session", "hunter2")
			.build();
		OutgoingHeaders.toUploadLink().filter(request, (passed) -> {
			sent.set(passed);
			return Mono.empty();
		}).block(LIMIT);
		assertThat(sent.get().headers().headerNames()).containsExactly("Content-Type");
		assertThat(sent.get().cookies()).isEmpty();
	}

	@Test
	void saysThatTheKeyCouldNotBeRead() {
		HopxClient client = wire.client().apiKey(() -> {
			throw new IllegalStateException("vault sealed");
		}).build();
		StepVerifier.create(client.send(LIST))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(HopxAuthenticationException.class)
				.hasRootCauseMessage("vault sealed"))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@EnumSource(names = { "TOKEN", "AUTO" })
	void showsASandboxItsTokenAndNothingElse(DataPlaneAuth auth) {
		answerAll();
		client(auth).build().connection(wire.sandbox(), true).send(EXECUTE).block(LIMIT);
		LoggedRequest request = wire.agentRequests().get(0);
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
		assertThat(headersOf(request))
			.isEqualTo(Set.of("host", "authorization", "user-agent", "accept", "content-type", "content-length"));
		assertThat(request.toString()).doesNotContain(HopxWire.API_KEY);
	}

	@Test
	void showsASandboxTheKeyWhereThatIsTheSetting() {
		answerAll();
		client(DataPlaneAuth.API_KEY).build().connection(wire.sandbox(), true).send(EXECUTE).block(LIMIT);
		LoggedRequest request = wire.agentRequests().get(0);
		assertThat(request.getHeader("X-API-Key")).isEqualTo(HopxWire.API_KEY);
		assertThat(request.containsHeader("Authorization")).isFalse();
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void letsNoCustomizerSayWhoWeAre() {
		answerAll();
		HopxClient client = wire.client().webClient(CredentialsTests::corporate).build();
		client.send(LIST).block(LIMIT);
		client.connection(wire.sandbox(), true).send(EXECUTE).block(LIMIT);
		LoggedRequest control = wire.controlRequests().get(0);
		assertThat(control.getHeader("X-API-Key")).isEqualTo(HopxWire.API_KEY);
		assertThat(control.toString()).doesNotContain("corporate-secret");
		assertThat(headersOf(control)).contains("x-trace-corporate").doesNotContain("cookie", "authorization");
		LoggedRequest agent = wire.agentRequests().get(0);
		assertThat(agent.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
		assertThat(agent.toString()).doesNotContain("corporate");
		assertThat(headersOf(agent))
			.isEqualTo(Set.of("host", "authorization", "user-agent", "accept", "content-type", "content-length"));
	}

	@Test
	void letsNoCustomizerSeeTheKey() {
		answerAll();
		AtomicReference<ClientRequest> seen = new AtomicReference<>();
		HopxClient client = wire.client().webClient((builder) -> builder.filter((request, next) -> {
			seen.set(request);
			return next.exchange(request);
		})).build();
		client.send(LIST).block(LIMIT);
		assertThat(seen.get().headers().toString() + seen.get().attributes()).doesNotContain(HopxWire.API_KEY);
		client.connection(wire.sandbox(), true).send(EXECUTE).block(LIMIT);
		assertThat(seen.get().headers().toString() + seen.get().attributes()).doesNotContain(HopxWire.TOKEN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void followsNoRedirect(int status) {
		wire.control()
			.stubFor(any(anyUrl())
				.willReturn(aResponse().withStatus(status).withHeader("Location", wire.agentUrl() + "/stolen")));
		StepVerifier.create(wire.client().build().send(LIST))
			.expectErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(UnexpectedResponseException.class,
							(ex) -> assertThat(ex).hasMessageContaining("Redirects are not followed")))
			.verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(1);
		assertThat(wire.agentRequests()).isEmpty();
	}

	@Test
	void takesNoMistakeInACustomizerForALostConnection() {
		answerAll();
		AtomicInteger calls = new AtomicInteger();
		HopxClient client = wire.client().webClient((builder) -> builder.filter((request, next) -> {
			calls.incrementAndGet();
			throw new IllegalStateException("mistake");
		})).build();
		StepVerifier.create(client.send(LIST))
			.expectErrorSatisfies((failure) -> assertThat(failure).isExactlyInstanceOf(HopxException.class)
				.hasRootCauseMessage("mistake"))
			.verify(LIMIT);
		assertThat(calls).hasValue(1);
	}

	@Test
	void sendsNothingToAHostThatIsNotAllowed() {
		answerAll();
		HopxClient client = wire.client().build();
		SandboxConnection connection = client.connection(wire.sandbox("""
				{"id": "s1", "public_host": "https://evil.example"}"""), true);
		StepVerifier.create(connection.send(EXECUTE))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("'hopx.data-plane.allowed-hosts'"))
			.verify(LIMIT);
		// Nor is a token asked for that could not be used
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void keepsTheCallsOfOnePlaneOffTheOther() {
		answerAll();
		HopxClient client = wire.client().build();
		SandboxConnection agent = wire.connection();
		assertThat(List.<ThrowingCallable>of(() -> client.send(EXECUTE), () -> client.retrieve(EXECUTE, Object.class),
				() -> client.stream(EXECUTE), () -> agent.send(LIST), () -> agent.retrieve(LIST, Object.class),
				() -> agent.stream(LIST), () -> agent.open(LIST)))
			.allSatisfy((call) -> assertThat(catchThrowable(call)).isInstanceOf(IllegalArgumentException.class));
	}

	private static void answerAll() {
		wire.control().stubFor(any(anyUrl()).willReturn(okJson("{}").withHeader("Set-Cookie", "id=1; Path=/")));
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}").withHeader("Set-Cookie", "id=1; Path=/")));
	}

	private static HopxClientBuilder client(DataPlaneAuth auth) {
		DataPlaneSettings defaults = DataPlaneSettings.defaults();
		return wire.client().dataPlane(new DataPlaneSettings(defaults.urlTemplate(), defaults.allowedHosts(), auth));
	}

	/**
	 * What a company adds to each of its clients, and what tracing adds to all.
	 */
	private static void corporate(WebClient.Builder builder) {
		ExchangeFilterFunction filter = (request, next) -> next
			.exchange(ClientRequest.from(request).headers((headers) -> {
				headers.setBearerAuth("corporate-secret");
				headers.set("X-API-Key", "corporate-secret");
				headers.set("Proxy-Authorization", "corporate-secret");
				headers.set("traceparent", "00-corporate-00");
				headers.set("b3", "corporate");
				headers.set("baggage", "user=corporate");
			}).cookie("session", "corporate-secret").build());
		builder.defaultHeader("Authorization", "Bearer corporate-secret")
			.defaultHeader("X-Trace-Corporate", "corporate")
			.defaultCookie("sso", "corporate-secret")
			.filter(filter);
	}

	private static Set<String> headersOf(LoggedRequest request) {
		return request.getAllHeaderKeys()
			.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
	}

}
