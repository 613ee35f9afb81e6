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

package ai.hopx.spring.boot.test.docs;

import ai.hopx.client.HopxPaymentRequiredException;
import ai.hopx.spring.boot.test.wiremock.HopxCall;
import ai.hopx.spring.boot.test.wiremock.HopxStubs;
import ai.hopx.spring.boot.test.wiremock.RunReply;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SpringBootTest(properties = "hopx.api-key=hopx_live_test.test")
class CalculatorStubbedTests {

	@RegisterExtension
	static final WireMockExtension wireMock = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	@Autowired
	private Calculator calculator;

	@DynamicPropertySource
	static void hopx(DynamicPropertyRegistry registry) {
		registry.add("hopx.base-url", wireMock::baseUrl);
	}

	@Test
	void tellsWhatFailed() {
		HopxStubs.on(wireMock.getRuntimeInfo()).code("1/0", RunReply.failing(1, "division by zero"));
		assertThat(this.calculator.calculate("1/0")).isEqualTo("Failed: division by zero");
	}

	@Test
	void needsCredit() {
		HopxStubs.on(wireMock.getRuntimeInfo()).failure(HopxCall.CREATE_SANDBOX, 402);
		assertThatThrownBy(() -> this.calculator.calculate("1/0")).isInstanceOf(HopxPaymentRequiredException.class);
	}

}
