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

import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller's pipeline may release what is discarded above it, as WebFlux's own writers do
 * for the reply of a controller. That must not release what is released here already:
 * Netty would close the connection over it.
 */
class DiscardHookTests {

	private static final String REPLY = "{\"id\":\"%s\",\"status\":\"running\"}".formatted(HopxWire.SANDBOX_ID);

	private static final HopxRequest REQUEST = HopxRequest.to(Endpoint.DELETE_SANDBOX)
		.variable("id", HopxWire.SANDBOX_ID)
		.build();

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@ValueSource(ints = { 200, 400 })
	void ofSend(int status) {
		assertNothingIsReleasedTwice(status, wire.client().build().send(REQUEST));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 400 })
	void ofRetrieve(int status) {
		assertNothingIsReleasedTwice(status, wire.client().build().retrieve(REQUEST, SandboxInfo.class));
	}

	@Test
	void ofStream() {
		assertNothingIsReleasedTwice(200,
				Flux.from(wire.client().build().stream(REQUEST)).map(DataBufferUtils::release));
	}

	@Test
	void ofAReplyThatCannotBeRead() {
		assertNothingIsReleasedTwice("{\"id\":", 200, wire.client().build().retrieve(REQUEST, SandboxInfo.class));
	}

	private void assertNothingIsReleasedTwice(int status, Publisher<?> exchange) {
		assertNothingIsReleasedTwice(REPLY, status, exchange);
	}

	private void assertNothingIsReleasedTwice(String reply, int status, Publisher<?> exchange) {
		wire.control().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(reply)));
		try (LogLines lines = LogLines.of("reactor.netty.channel")) {
			StepVerifier
				.create(Flux.from(exchange)
					.cast(Object.class)
					.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
					.onErrorComplete(HopxException.class)
					.ignoreElements())
				.expectComplete()
				.verify(Duration.ofSeconds(20));
			assertThat(lines.warnings()).isEmpty();
		}
		assertThat(wire.controlRequests()).hasSize(1);
	}

}
