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

package ai.hopx.sample;

import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application answers when Hopx does not do what it should.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "hopx.embedded.enabled=false", "hopx.api-key=hopx_live_test.test",
				"hopx.sandbox.ready-timeout=4s", "hopx.retry.max-attempts=1", "hopx.retry.max-rate-limit-wait=0s",
				// Not what is run here, so that each run creates its sandbox and meets
				// the failure
				"hopx.pools.python.template=base", "hopx.pools.python.auto-startup=false" })
@AutoConfigureWebTestClient(timeout = "30s")
class HopxProblemsTests {

	@RegisterExtension
	static final WireMockExtension hopx = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	@Autowired
	private WebTestClient client;

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) {
		registry.add("hopx.base-url", hopx::baseUrl);
	}

	@ParameterizedTest
	@CsvSource({ "401,503", "402,503", "403,503", "500,503", "503,503" })
	void whatIsWrongBehindTheApplicationIsNotTold(int status, int answer) {
		creationAnswers(aResponse().withStatus(status).withBody("{\"error\":\"credit of org_123 is used up\"}"));
		run(HttpStatus.valueOf(answer)).jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).doesNotContain("org_123"));
	}

	@Test
	void rateLimitIsPassedOnWithItsWait() {
		creationAnswers(aResponse().withStatus(429)
			.withHeader("Retry-After", "17")
			.withBody("{\"error\":\"slow down\",\"code\":\"RATE_LIMIT_EXCEEDED\"}"));
		this.client.post()
			.uri("/api/run")
			.bodyValue(Map.of("language", "python", "code", "print(6*7)"))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.TOO_MANY_REQUESTS)
			.expectHeader()
			.valueEquals(HttpHeaders.RETRY_AFTER, "17");
	}

	@Test
	void slowServiceIsAGatewayTimeout() {
		creationAnswers(okJson("{\"id\":\"sb1\",\"status\":\"running\"}").withFixedDelay(20_000));
		run(HttpStatus.GATEWAY_TIMEOUT).jsonPath("$.title").isEqualTo("No answer in time");
	}

	private void creationAnswers(ResponseDefinitionBuilder answer) {
		hopx.stubFor(post("/v1/sandboxes").willReturn(answer));
	}

	private WebTestClient.BodyContentSpec run(HttpStatus expected) {
		return this.client.post()
			.uri("/api/run")
			.bodyValue(Map.of("language", "python", "code", "print(6*7)"))
			.exchange()
			.expectStatus()
			.isEqualTo(expected)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody();
	}

}
