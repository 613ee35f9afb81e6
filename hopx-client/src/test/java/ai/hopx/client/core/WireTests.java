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

package ai.hopx.client.core;

import java.util.List;
import java.util.stream.Stream;

import ai.hopx.client.core.WireCalls.Call;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The exact request of every call, of both faces: one a call, no more and no less.
 */
class WireTests {

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	static Stream<Call<Sandbox, ReactiveSandbox>> agent() {
		return WireCalls.agent();
	}

	static Stream<Call<Sandbox, ReactiveSandbox>> life() {
		return WireCalls.life();
	}

	static Stream<Call<HopxTemplate, ReactiveHopxTemplate>> control() {
		return WireCalls.control();
	}

	@ParameterizedTest
	@MethodSource("agent")
	void asksTheAgent(Call<Sandbox, ReactiveSandbox> call) {
		Wire.answer(wire.agent(), call.reply());
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		Publisher<?> reactive = call.reactive().apply(sandbox);
		assertThat(wire.agentRequests()).isEmpty();
		complete(reactive);
		call.blocking().accept(new BlockingSandbox(sandbox));
		String expected = Wire.normalize(call.request());
		assertThat(Wire.requests(wire.agentRequests())).containsExactly(expected, expected);
		assertThat(wire.agentRequests()).allSatisfy(WireTests::carriesTheTokenAndNotTheKey);
		assertThat(wire.controlRequests()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("life")
	void asksTheControlPlaneAboutOneSandbox(Call<Sandbox, ReactiveSandbox> call) {
		Wire.answer(wire.control(), call.reply());
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		complete(call.reactive().apply(sandbox));
		call.blocking().accept(new BlockingSandbox(sandbox));
		asked(call.request());
	}

	@ParameterizedTest
	@MethodSource("control")
	void asksTheControlPlane(Call<HopxTemplate, ReactiveHopxTemplate> call) {
		Wire.answer(wire.control(), call.reply());
		complete(call.reactive().apply(Wire.reactive(wire)));
		call.blocking().accept(Wire.blocking(wire));
		asked(call.request());
	}

	private static void asked(String request) {
		String expected = Wire.normalize(request);
		List<LoggedRequest> requests = wire.controlRequests();
		assertThat(Wire.requests(requests)).containsExactly(expected, expected);
		assertThat(requests).allSatisfy((sent) -> {
			assertThat(sent.getHeader("Authorization")).isNull();
			assertThat(sent.getHeader("X-API-Key")).isEqualTo(HopxWire.API_KEY);
			carriesJson(sent);
		});
		assertThat(wire.agentRequests()).isEmpty();
	}

	private static void carriesTheTokenAndNotTheKey(LoggedRequest request) {
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
		assertThat(request.getHeader("X-API-Key")).isNull();
		carriesJson(request);
	}

	private static void carriesJson(LoggedRequest request) {
		assertThat(request.getHeader("Content-Type"))
			.isEqualTo(request.getBodyAsString().isEmpty() ? null : "application/json");
	}

	private static void complete(Publisher<?> call) {
		StepVerifier.create(Flux.from(call).then()).expectComplete().verify(EmbeddedServer.LIMIT);
	}

}
