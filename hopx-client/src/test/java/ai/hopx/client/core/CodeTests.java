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

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxNotFoundException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.RichOutput;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the replies to runs of code and commands.
 */
class CodeTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String DONE = "{\"success\":true,\"stdout\":\"ok\",\"stderr\":\"\",\"exit_code\":0}";

	private static final String STUB = """
			{"agent":"vm-agent","status":"running","version":"3.2","vm_id":"x","message":"success","timestamp":"t"}""";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void aFailureIsAResult() {
		Wire.answer(wire.agent(), """
				{"success":false,"stdout":"a","stderr":"ZeroDivisionError","exit_code":1,"execution_time":0.25}""");
		RunResult result = run(CodeRequest.of("1/0"));
		assertThat(result.isSuccess()).isFalse();
		assertThat(result.exitCode()).isEqualTo(1);
		assertThat(result.stderr()).isEqualTo("ZeroDivisionError");
		assertThat(result.duration()).isEqualTo(Duration.ofMillis(250));
		assertThat(result.timedOut()).isFalse();
	}

	@Test
	void aTimeoutThatTheAgentReportsIsAResult() {
		Wire.answer(wire.agent(), aResponse().withStatus(408)
			.withBody("{\"error\":\"Execution timed out\",\"code\":\"EXECUTION_TIMEOUT\"}"));
		RunResult result = run(CodeRequest.of("x").timeout(Duration.ofSeconds(7)));
		assertThat(result.timedOut()).isTrue();
		assertThat(result.exitCode()).isEqualTo(124);
		assertThat(result.isSuccess()).isFalse();
		assertThat(result.duration()).isEqualTo(Duration.ofSeconds(7));
		assertThat(result.stderr()).contains("Execution timed out");
		CommandResult command = Wire.sandbox(wire).commands().run("sleep 1").block(LIMIT);
		assertThat(command.timedOut()).isTrue();
		assertThat(command.exitCode()).isEqualTo(124);
		assertThat(wire.agentRequests()).hasSize(2);
	}

	@Test
	void anOtherTimeoutIsAnError() {
		Wire.answer(wire.agent(), aResponse().withStatus(408).withBody("{\"error\":\"Request timeout\"}"));
		StepVerifier.create(Wire.sandbox(wire).runCode("x")).expectError(HopxTimeoutException.class).verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { STUB, "{}", "{\"message\":\"success\",\"status\":\"running\"}", "[]", "\"ok\"" })
	void refusesAReplyThatIsNoResult(String reply) {
		Wire.answer(wire.agent(), reply);
		StepVerifier.create(Wire.sandbox(wire).runCode("x"))
			.expectError(UnexpectedResponseException.class)
			.verify(LIMIT);
		StepVerifier.create(Wire.sandbox(wire).commands().run("x"))
			.expectError(UnexpectedResponseException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(2);
	}

	@Test
	void asksForRichOutputWhereItIsWanted() {
		Wire.answer(wire.agent(), """
				{"stdout":"","exit_code":0,"png":"aGk=","result":"<Figure>",
				"rich_outputs":[{"type":"image/png","format":"base64","data":"aGk="}]}""");
		RunResult result = run(CodeRequest.of("plot()").rich(true));
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /execute/rich");
		assertThat(result.outputs()).extracting(RichOutput::type).containsExactly("image/png", "text/plain");
		assertThat(result.text()).isEqualTo("<Figure>");
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 405, 501 })
	void runsWithoutRichOutputWhereTheAgentHasNone(int status) {
		Wire.answer(wire.agent(), "POST /execute/rich", aResponse().withStatus(status));
		Wire.answer(wire.agent(), "POST /execute", okJson(DONE));
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		CodeRequest request = CodeRequest.of("x").rich(true);
		assertThat(sandbox.runCode(request).block(LIMIT).stdout()).isEqualTo("ok");
		assertThat(Wire.requests(wire.agentRequests())).last()
			.isEqualTo(Wire.normalize("POST /execute {\"code\":\"x\",\"language\":\"python\",\"timeout\":120}"));
		// It remembers
		sandbox.runCode(request).block(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /execute/rich", "POST /execute",
				"POST /execute");
	}

	@Test
	void runsWithoutRichOutputWhereTheAgentAnswersWithItself() {
		Wire.answer(wire.agent(), "POST /execute/rich", STUB);
		Wire.answer(wire.agent(), "POST /execute", okJson(DONE));
		assertThat(run(CodeRequest.of("x").rich(true)).stdout()).isEqualTo("ok");
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /execute/rich", "POST /execute");
	}

	@Test
	void runsAtMostOnceEachWay() {
		Wire.answer(wire.agent(), "POST /execute/rich", aResponse().withStatus(404));
		Wire.answer(wire.agent(), "POST /execute", aResponse().withStatus(404));
		StepVerifier.create(Wire.sandbox(wire).runCode(CodeRequest.of("x").rich(true)))
			.expectError(HopxNotFoundException.class)
			.verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /execute/rich", "POST /execute");
	}

	@Test
	void doesNotRunInASandboxThatIsGone() {
		Wire.answer(wire.agent(),
				aResponse().withStatus(404).withBody("{\"error\":\"gone\",\"code\":\"SANDBOX_NOT_FOUND\"}"));
		StepVerifier.create(Wire.sandbox(wire).runCode(CodeRequest.of("x").rich(true)))
			.expectError(SandboxNotFoundException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"message\":\"accepted\"}" })
	void doesNotRunAgainWhereItMayHaveRun(String reply) {
		Wire.answer(wire.agent(), "POST /execute/rich", reply);
		StepVerifier.create(Wire.sandbox(wire).runCode(CodeRequest.of("x").rich(true)))
			.expectError(UnexpectedResponseException.class)
			.verify(LIMIT);
		Wire.answer(wire.agent(), "POST /execute/rich", aResponse().withStatus(500));
		StepVerifier.create(Wire.sandbox(wire).runCode(CodeRequest.of("x").rich(true)))
			.expectError(HopxServerException.class)
			.verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /execute/rich", "POST /execute/rich");
	}

	@Test
	void waitsForTheReplyAsLongAsTheRunMayTakeAndAWhile() {
		Runs run = Runs.of(Duration.ofSeconds(5), Duration.ofSeconds(120));
		assertThat(run.deadline()).isEqualTo(Duration.ofSeconds(35));
		assertThat(Runs.of(null, Duration.ofSeconds(120)).deadline()).isEqualTo(Duration.ofSeconds(150));
	}

	@Test
	void keepsCodeAndValuesOutOfErrors() {
		Wire.answer(wire.agent(), aResponse().withStatus(500));
		StepVerifier.create(Wire.sandbox(wire).runCode(CodeRequest.of("secret-code").env("A", "secret-value")))
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOf(HopxException.class).hasMessageNotContaining("secret"))
			.verify(LIMIT);
	}

	private static RunResult run(CodeRequest request) {
		return Wire.sandbox(wire).runCode(request).block(LIMIT);
	}

}
