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

import ai.hopx.client.HopxServerException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.core.WireCalls.Call;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The exact request of every call about runs in the background, processes, the cache and
 * figures, of both faces: one a call, no more and no less.
 */
class BackgroundWireTests {

	private static final String STARTED = "{\"process_id\":\"bg_1\",\"execution_id\":\"exec_1\",\"status\":\"running\"}";

	private static final String LIST = "{\"processes\":[{\"process_id\":\"bg_1\",\"status\":\"completed\"}]}";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	static Stream<Call<Sandbox, ReactiveSandbox>> runs() {
		CodeRequest code = CodeRequest.of(Language.BASH, "sleep 1");
		CodeRequest full = code.timeout(Duration.ofMillis(1500)).workingDirectory("/tmp").env("A", "1");
		CommandRequest command = CommandRequest.of("make").timeout(Duration.ofHours(1)).env("A", "1");
		RunCallback plain = RunCallback.to("https://app.example/runs");
		RunCallback signed = plain.header("X-Run", "7").signatureSecret("s3cret");
		return Stream.of(
				new Call<>("POST /execute/background {\"code\":\"sleep 1\",\"language\":\"bash\",\"timeout\":300}",
						STARTED, (sandbox) -> sandbox.startCode(code), (sandbox) -> sandbox.startCode(code)),
				new Call<>("POST /execute/background {\"code\":\"sleep 1\",\"language\":\"bash\",\"timeout\":2,"
						+ "\"workdir\":\"/tmp\",\"working_dir\":\"/tmp\",\"env\":{\"A\":\"1\"},\"name\":\"nap\"}",
						STARTED, (sandbox) -> sandbox.startCode(full, "nap"),
						(sandbox) -> sandbox.startCode(full, "nap")),
				new Call<>(
						"POST /execute/async {\"code\":\"sleep 1\",\"language\":\"bash\",\"timeout\":1800,"
								+ "\"callback_url\":\"https://app.example/runs\"}",
						STARTED, (sandbox) -> sandbox.startCode(code, plain),
						(sandbox) -> sandbox.startCode(code, plain)),
				new Call<>("POST /execute/async {\"code\":\"sleep 1\",\"language\":\"bash\",\"timeout\":1800,"
						+ "\"callback_url\":\"https://app.example/runs\",\"callback_headers\":{\"X-Run\":\"7\"},"
						+ "\"callback_signature_secret\":\"s3cret\"}", STARTED,
						(sandbox) -> sandbox.startCode(code, signed), (sandbox) -> sandbox.startCode(code, signed)),
				new Call<>(
						"POST /commands/background {\"command\":\"bash\",\"args\":[\"-c\",\"make\"],\"timeout\":300}",
						STARTED, (sandbox) -> sandbox.commands().start("make"),
						(sandbox) -> sandbox.commands().start("make")),
				new Call<>(
						"POST /commands/background {\"command\":\"bash\",\"args\":[\"-c\",\"make\"],\"timeout\":3600,"
								+ "\"env\":{\"A\":\"1\"}}",
						STARTED, (sandbox) -> sandbox.commands().start(command),
						(sandbox) -> sandbox.commands().start(command)),
				new Call<>(
						"POST /commands/background {\"command\":\"bash\",\"args\":[\"-c\",\"make\"],\"timeout\":3600,"
								+ "\"env\":{\"A\":\"1\"},\"name\":\"build\"}",
						STARTED, (sandbox) -> sandbox.commands().start(command, "build"),
						(sandbox) -> sandbox.commands().start(command, "build")));
	}

	static Stream<Call<Sandbox, ReactiveSandbox>> questions() {
		return Stream.of(
				new Call<>("GET /execute/processes", LIST, (sandbox) -> sandbox.processes().list(),
						(sandbox) -> sandbox.processes().list()),
				new Call<>("GET /execute/processes", LIST, (sandbox) -> sandbox.processes().get("bg_1"),
						(sandbox) -> sandbox.processes().get("bg_1")),
				new Call<>("GET /execute/processes", LIST,
						(sandbox) -> sandbox.processes().awaitEnd("bg_1", Duration.ofSeconds(5)),
						(sandbox) -> sandbox.processes().awaitEnd("bg_1", Duration.ofSeconds(5))),
				new Call<>("GET /processes", "{\"processes\":[{\"pid\":7}]}", (sandbox) -> sandbox.processes().system(),
						(sandbox) -> sandbox.processes().system()),
				new Call<>("POST /execute/kill/bg_1", "{\"status\":\"killed\"}",
						(sandbox) -> sandbox.processes().kill("bg_1"), (sandbox) -> sandbox.processes().kill("bg_1")),
				new Call<>("GET /cache/stats", "{\"cache\":{\"size\":1}}", (sandbox) -> sandbox.cache().stats(),
						(sandbox) -> sandbox.cache().stats()),
				new Call<>("POST /cache/clear", "{\"entries_removed\":0}", (sandbox) -> sandbox.cache().clear(),
						(sandbox) -> sandbox.cache().clear()),
				new Call<>("GET /jupyter/sessions", "{\"sessions\":[]}", Sandbox::jupyterSessions,
						ReactiveSandbox::jupyterSessions),
				new Call<>("GET /metrics", "{\"uptime_seconds\":1}", (sandbox) -> sandbox.metrics().agent(),
						(sandbox) -> sandbox.metrics().agent()),
				new Call<>("GET /system", "{\"uptime\":1}", (sandbox) -> sandbox.metrics().system(),
						(sandbox) -> sandbox.metrics().system()),
				new Call<>("GET /metrics/prometheus", "# HELP a b", (sandbox) -> sandbox.metrics().prometheus(),
						(sandbox) -> sandbox.metrics().prometheus()),
				new Call<>("GET /ping", "pong", Sandbox::ping, ReactiveSandbox::ping));
	}

	@ParameterizedTest
	@MethodSource({ "runs", "questions" })
	void asksTheAgent(Call<Sandbox, ReactiveSandbox> call) {
		Wire.answer(wire.agent(), call.reply());
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		Publisher<?> reactive = call.reactive().apply(sandbox);
		assertThat(wire.agentRequests()).isEmpty();
		StepVerifier.create(Flux.from(reactive).then()).expectComplete().verify(EmbeddedServer.LIMIT);
		call.blocking().accept(new BlockingSandbox(sandbox));
		String expected = Wire.normalize(call.request());
		assertThat(Wire.requests(wire.agentRequests())).containsExactly(expected, expected);
		assertThat(wire.agentRequests()).allSatisfy((request) -> {
			assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
			assertThat(request.getHeader("X-API-Key")).isNull();
		});
		assertThat(wire.controlRequests()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("runs")
	void startsNothingTwice(Call<Sandbox, ReactiveSandbox> call) {
		Wire.answer(wire.agent(), serverError());
		StepVerifier.create(call.reactive().apply(Wire.sandbox(wire)))
			.expectError(HopxServerException.class)
			.verify(EmbeddedServer.LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource({ "runs", "questions" })
	void isNotFooledByAnAgentThatAnswersEverything(Call<Sandbox, ReactiveSandbox> call) {
		Wire.answer(wire.agent(),
				"{\"agent\":\"x\",\"status\":\"running\",\"version\":\"3\",\"vm_id\":\"v\",\"message\":\"success\"}");
		StepVerifier.Step<Object> steps = StepVerifier.create(Flux.from(call.reactive().apply(Wire.sandbox(wire))));
		if (call.request().equals("GET /ping")) {
			steps.expectComplete().verify(EmbeddedServer.LIMIT);
			return;
		}
		steps.expectError(UnexpectedResponseException.class).verify(EmbeddedServer.LIMIT);
	}

}
