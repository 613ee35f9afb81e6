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

import java.time.Duration;
import java.util.stream.Stream;

import ai.hopx.client.DesktopNotAvailableException;
import ai.hopx.client.HopxException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.core.WireCalls.Call;
import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What goes for every call about a desktop: its exact request from both faces, and that
 * neither a missing desktop nor a stub passes for an answer.
 */
class DesktopWireTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> all() {
		return DesktopWireCalls.all();
	}

	@ParameterizedTest
	@MethodSource("all")
	void asksTheAgentOnce(Call<DesktopOperations, ReactiveDesktopOperations> call) {
		Wire.answer(wire.agent(), call.reply());
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		Publisher<?> reactive = call.reactive().apply(sandbox.desktop());
		assertThat(wire.agentRequests()).isEmpty();
		StepVerifier.create(Flux.from(reactive).then()).expectComplete().verify(LIMIT);
		call.blocking().accept(new BlockingSandbox(sandbox).desktop());
		String expected = Wire.normalize(call.request());
		assertThat(Wire.requests(wire.agentRequests())).containsExactly(expected, expected);
		assertThat(wire.agentRequests()).allSatisfy((request) -> {
			assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
			assertThat(request.getHeader("X-API-Key")).isNull();
			assertThat(request.getHeader("Content-Type"))
				.isEqualTo(request.getBodyAsString().isEmpty() ? null : "application/json");
		});
		assertThat(wire.controlRequests()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("all")
	void tellsThatThereIsNoDesktop(Call<DesktopOperations, ReactiveDesktopOperations> call) {
		Wire.answer(wire.agent(),
				aResponse().withStatus(503)
					.withBody("{\"error\":\"no\",\"code\":\"DESKTOP_NOT_AVAILABLE\","
							+ "\"details\":{\"missing_dependencies\":[\"xvfb\",\"x11vnc\"]}}"));
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		StepVerifier.create(call.reactive().apply(sandbox.desktop()))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOfSatisfying(
					DesktopNotAvailableException.class,
					(missing) -> assertThat(missing.getMissingDependencies()).containsExactly("xvfb", "x11vnc")))
			.verify(LIMIT);
		assertThatExceptionOfType(DesktopNotAvailableException.class)
			.isThrownBy(() -> call.blocking().accept(new BlockingSandbox(sandbox).desktop()));
		// Not sent again, though it is a 503
		assertThat(wire.agentRequests()).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("all")
	void takesNoStubForAnAnswer(Call<DesktopOperations, ReactiveDesktopOperations> call) {
		Wire.answer(wire.agent(), okJson("""
				{"agent":"vm-agent","status":"running","version":"3.2.8","vm_id":"x","message":"success",
				"timestamp":"2025-12-01T00:00:00Z"}"""));
		StepVerifier.create(call.reactive().apply(Wire.sandbox(wire).desktop()))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("implement this call"))
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("all")
	void remembersNothing(Call<DesktopOperations, ReactiveDesktopOperations> call) {
		DesktopOperations desktop = new BlockingSandbox(Wire.sandbox(wire)).desktop();
		Wire.answer(wire.agent(), aResponse().withStatus(400).withBody("{\"code\":\"DESKTOP_NOT_AVAILABLE\"}"));
		assertThatExceptionOfType(DesktopNotAvailableException.class).isThrownBy(() -> call.blocking().accept(desktop));
		Wire.answer(wire.agent(), aResponse().withStatus(403));
		assertThatExceptionOfType(HopxException.class).isThrownBy(() -> call.blocking().accept(desktop))
			.isNotInstanceOf(DesktopNotAvailableException.class);
		Wire.answer(wire.agent(), call.reply());
		call.blocking().accept(desktop);
		assertThat(wire.agentRequests()).hasSize(3);
	}

}
