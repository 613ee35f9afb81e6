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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final Duration NONE = Duration.ZERO;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@EnumSource(names = { "CREATE_SANDBOX", "GET_SANDBOX" })
	void waitsAsLongAsItIsToldAndSendsAgain(Endpoint endpoint) {
		limitedOnce(aResponse().withStatus(429).withHeader("Retry-After", "1"));
		Duration taken = StepVerifier.create(send(endpoint, Duration.ofSeconds(10))).expectComplete().verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(2);
		assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void findsTheWaitInTheBody() {
		limitedOnce(aResponse().withStatus(429)
			.withBody("{\"error\":\"slow down\",\"details\":{\"retry_after_seconds\":0.3}}"));
		Duration taken = StepVerifier.create(send(Endpoint.CREATE_SANDBOX, Duration.ofSeconds(10)))
			.expectComplete()
			.verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(2);
		assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void failsAtOnceWithTheFiguresWhereTheWaitIsTooLong() {
		long reset = Instant.now().plusSeconds(3600).getEpochSecond();
		wire.control()
			.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429)
				.withHeader("X-RateLimit-Limit", "10")
				.withHeader("X-RateLimit-Remaining", "3")
				.withHeader("X-RateLimit-Reset", String.valueOf(reset))
				.withBody("{\"error\":\"too many\",\"code\":\"RATE_LIMIT_EXCEEDED\"}")));
		StepVerifier.create(send(Endpoint.CREATE_SANDBOX, Duration.ofSeconds(10))).expectErrorSatisfies((failure) -> {
			assertThat(failure).isInstanceOfSatisfying(HopxRateLimitException.class, (ex) -> {
				assertThat(ex.getLimit()).isEqualTo(10);
				assertThat(ex.getRemaining()).isEqualTo(3);
				assertThat(ex.getReset()).isEqualTo(Instant.ofEpochSecond(reset));
				assertThat(ex.getRetryAfter()).isBetween(Duration.ofSeconds(3590), Duration.ofSeconds(3600));
				assertThat(ex.getCode()).isEqualTo("RATE_LIMIT_EXCEEDED");
				assertThat(ex.isRetryable()).isTrue();
			});
			assertThat(failure).hasMessageContaining("limit 10, remaining 3, reset at");
		}).verify(Duration.ofSeconds(5));
		assertThat(wire.controlRequests()).hasSize(1);
	}

	@Test
	void waitsNoLongerInAllThanAllowed() {
		wire.control().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
		StepVerifier.create(send(Endpoint.CREATE_SANDBOX, Duration.ofMillis(1500)))
			.expectError(HopxRateLimitException.class)
			.verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@Test
	void backsOffWhereItIsToldNothing() {
		wire.control().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429)));
		StepVerifier.create(send(Endpoint.CREATE_SANDBOX, Duration.ofSeconds(10)))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOfSatisfying(HopxRateLimitException.class,
					(ex) -> assertThat(ex.getRetryAfter()).isNull()))
			.verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(3);
	}

	@Test
	void heedsTheSameHintOfAServerThatIsDown() {
		limitedOnce(aResponse().withStatus(503).withHeader("Retry-After", "1"));
		Duration taken = StepVerifier.create(send(Endpoint.GET_SANDBOX, Duration.ofSeconds(10)))
			.expectComplete()
			.verify(LIMIT);
		assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void knowsNoLimitBeforeOneWasTold() {
		wire.control().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		HopxClient client = wire.client().build();
		assertThat(client.rateLimit()).isNull();
		send(client, Endpoint.GET_SANDBOX).block(LIMIT);
		assertThat(client.rateLimit()).isNull();
	}

	@Test
	void keepsTheLimitThatWasToldLast() {
		Instant reset = Instant.parse("2026-01-01T00:01:00Z");
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		HopxClient client = wire.client().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
		for (long remaining = 9; remaining >= 7; remaining--) {
			told(okJson("{}"), "10", String.valueOf(remaining), String.valueOf(reset.getEpochSecond()));
			send(client, Endpoint.GET_SANDBOX).block(LIMIT);
			assertThat(client.rateLimit()).isEqualTo(new RateLimit(10L, remaining, reset, now));
		}
		wire.control().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		send(client, Endpoint.GET_SANDBOX).block(LIMIT);
		assertThat(client.rateLimit()).isEqualTo(new RateLimit(10L, 7L, reset, now));
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 429, 500 })
	void keepsTheLimitOfARefusal(int status) {
		HopxClient client = wire.client().retry(new RetrySettings(1, NONE, NONE, NONE)).build();
		told(aResponse().withStatus(status), "20", "0", "30");
		StepVerifier.create(send(client, Endpoint.CREATE_SANDBOX)).expectError(HopxException.class).verify(LIMIT);
		RateLimit limit = client.rateLimit();
		assertThat(limit).isNotNull();
		assertThat(limit.limit()).isEqualTo(20);
		assertThat(limit.remaining()).isZero();
		assertThat(Duration.between(limit.observedAt(), limit.resetAt())).isBetween(Duration.ofSeconds(29),
				Duration.ofSeconds(30));
	}

	@Test
	void keepsTheLimitOfAReplyWhoseBodyBreaksOff() {
		HopxClient client = wire.client().build();
		told(aResponse().withBody("<html>"), "20", "3", "30");
		StepVerifier.create(client.retrieve(request(Endpoint.CREATE_SANDBOX), Map.class))
			.expectError(UnexpectedResponseException.class)
			.verify(LIMIT);
		assertThat(client.rateLimit()).isNotNull().extracting(RateLimit::remaining).isEqualTo(3L);
	}

	@Test
	void anAgentsHeadersSayNothingOfTheControlPlane() {
		HopxClient client = wire.client().build();
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}").withHeader("X-RateLimit-Remaining", "0")));
		client.connection(wire.sandbox(), true).send(request(Endpoint.CLEAR_ENVIRONMENT)).block(LIMIT);
		assertThat(client.rateLimit()).isNull();
	}

	@Test
	void waitsForADate() {
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		limitedOnce(aResponse().withStatus(429).withHeader("Retry-After", "Thu, 01 Jan 2026 00:00:01 GMT"));
		HopxClient client = wire.client().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
		Duration taken = StepVerifier.create(send(client, Endpoint.CREATE_SANDBOX)).expectComplete().verify(LIMIT);
		assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "1767225601" })
	void waitsForTheEndOfTheWindow(String reset) {
		Instant now = Instant.parse("2026-01-01T00:00:00Z");
		limitedOnce(aResponse().withStatus(429).withHeader("X-RateLimit-Reset", reset));
		HopxClient client = wire.client().clock(Clock.fixed(now, ZoneOffset.UTC)).build();
		Duration taken = StepVerifier.create(send(client, Endpoint.CREATE_SANDBOX)).expectComplete().verify(LIMIT);
		assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"error\":\"slow\",\"retry_after\":1}",
			"{\"error\":{\"code\":\"RATE_LIMIT_EXCEEDED\",\"details\":{\"retry_after_seconds\":1}}}" })
	void waitsForWhatTheBodySays(String body) {
		limitedOnce(aResponse().withStatus(429).withBody(body));
		Duration taken = StepVerifier.create(send(Endpoint.CREATE_SANDBOX, Duration.ofSeconds(10)))
			.expectComplete()
			.verify(LIMIT);
		assertThat(taken).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	private static void told(ResponseDefinitionBuilder reply, String limit, String remaining, String reset) {
		wire.control()
			.stubFor(any(anyUrl()).willReturn(reply.withHeader("X-RateLimit-Limit", limit)
				.withHeader("X-RateLimit-Remaining", remaining)
				.withHeader("X-RateLimit-Reset", reset)));
	}

	private static Mono<Void> send(HopxClient client, Endpoint endpoint) {
		return client.send(request(endpoint));
	}

	private static HopxRequest request(Endpoint endpoint) {
		return HopxRequest.to(endpoint).variable("id", HopxWire.SANDBOX_ID).build();
	}

	private static void limitedOnce(ResponseDefinitionBuilder refusal) {
		wire.control()
			.stubFor(any(anyUrl()).inScenario("limit")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(refusal)
				.willSetStateTo("free"));
		wire.control().stubFor(any(anyUrl()).inScenario("limit").whenScenarioStateIs("free").willReturn(okJson("{}")));
	}

	private static Mono<Void> send(Endpoint endpoint, Duration maxRateLimitWait) {
		return wire.client()
			.retry(new RetrySettings(3, Duration.ofMillis(2), Duration.ofMillis(5), maxRateLimitWait))
			.build()
			.send(request(endpoint));
	}

}
