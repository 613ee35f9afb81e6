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
import java.time.Instant;

import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

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
				.withHeader("X-RateLimit-Remaining", "0")
				.withHeader("X-RateLimit-Reset", String.valueOf(reset))
				.withBody("{\"error\":\"too many\",\"code\":\"RATE_LIMIT_EXCEEDED\"}")));
		StepVerifier.create(send(Endpoint.CREATE_SANDBOX, Duration.ofSeconds(10))).expectErrorSatisfies((failure) -> {
			assertThat(failure).isInstanceOfSatisfying(HopxRateLimitException.class, (ex) -> {
				assertThat(ex.getLimit()).isEqualTo(10);
				assertThat(ex.getRemaining()).isZero();
				assertThat(ex.getReset()).isEqualTo(Instant.ofEpochSecond(reset));
				assertThat(ex.getRetryAfter()).isBetween(Duration.ofSeconds(3590), Duration.ofSeconds(3600));
				assertThat(ex.getCode()).isEqualTo("RATE_LIMIT_EXCEEDED");
			});
			assertThat(failure).hasMessageContaining("limit 10, remaining 0, reset at");
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
			.send(HopxRequest.to(endpoint).variable("id", HopxWire.SANDBOX_ID).build());
	}

}
