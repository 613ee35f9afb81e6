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
import java.util.List;
import java.util.stream.Stream;

import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.ProcessNotFoundException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.BackgroundProcess;
import ai.hopx.client.model.ProcessStatus;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lists that agents spell differently, and kills that are not what they seem.
 */
class ProcessesTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String BY_QUERY = "DELETE /execute/kill?process_id=bg_1";

	private static final String KILLED = "{\"process_id\":\"bg_1\",\"status\":\"killed\"}";

	private static final String STUB = "{\"message\":\"success\",\"status\":\"running\",\"agent\":\"x\"}";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void readsBothSpellings() {
		Wire.answer(wire.agent(), """
				{"processes":[
				{"process_id":17,"execution_id":"e1","status":"completed","start_time":"2025-01-01T00:00:00Z",
				"end_time":"2025-01-01T00:00:02Z","duration":2.5,"exit_code":0,"pid":"42","stdout":"out"},
				{"execution_id":"e2","status":"odd","started_at":"2025-01-01T00:00:00Z",
				"completed_at":"2025-01-01T00:00:02Z","execution_time":2.5},
				null]}""");
		List<BackgroundProcess> all = processes().list().collectList().block(LIMIT);
		assertThat(all).extracting(BackgroundProcess::processId).containsExactly("17", "e2");
		assertThat(all).allSatisfy((process) -> {
			assertThat(process.startTime()).isEqualTo("2025-01-01T00:00:00Z");
			assertThat(process.endTime()).isEqualTo("2025-01-01T00:00:02Z");
			assertThat(process.duration()).isEqualTo(Duration.ofMillis(2500));
			assertThat(process.isEnded()).isTrue();
		});
		assertThat(all.get(0).pid()).isEqualTo(42);
		assertThat(all.get(0).toString()).doesNotContain("out");
		assertThat(all.get(1).status()).isEqualTo(new ProcessStatus("odd"));
	}

	@Test
	void readsAListThatIsEmpty() {
		Wire.answer(wire.agent(), "{\"processes\":null}");
		StepVerifier.create(processes().list()).expectComplete().verify(LIMIT);
		StepVerifier.create(processes().system()).expectComplete().verify(LIMIT);
		StepVerifier.create(processes().get("bg_1")).expectError(ProcessNotFoundException.class).verify(LIMIT);
	}

	static Stream<ResponseDefinitionBuilder> doubtful() {
		return Stream.of(aResponse().withStatus(404), aResponse().withStatus(405), aResponse().withStatus(501),
				okJson(STUB), okJson("{\"success\":true}"), aResponse().withStatus(204));
	}

	@ParameterizedTest
	@MethodSource("doubtful")
	void killsByTheOtherSpelling(ResponseDefinitionBuilder reply) {
		Wire.answer(wire.agent(), "POST /execute/kill/bg_1", reply);
		Wire.answer(wire.agent(), BY_QUERY, KILLED);
		StepVerifier.create(processes().kill("bg_1")).expectComplete().verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /execute/kill/bg_1", BY_QUERY);
	}

	@ParameterizedTest
	@MethodSource("doubtful")
	void saysWhereNoSpellingIsConfirmed(ResponseDefinitionBuilder reply) {
		Wire.answer(wire.agent(), reply);
		StepVerifier.create(processes().kill("bg_1"))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("may still run"))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PROCESS_NOT_FOUND", "RESOURCE_NOT_FOUND" })
	void asksNoFurtherWhereTheProcessIsUnknown(String code) {
		Wire.answer(wire.agent(),
				aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"%s\"}".formatted(code)));
		StepVerifier.create(processes().kill("bg_1")).expectError(ProcessNotFoundException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void asksNoFurtherWhereTheSandboxIsGone() {
		Wire.answer(wire.agent(),
				aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"SANDBOX_NOT_FOUND\"}"));
		StepVerifier.create(processes().kill("bg_1")).expectError(SandboxNotFoundException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "a/b", "a?b", "a b" })
	void refusesIdsThatReachAnotherPath(String id) {
		StepVerifier.create(processes().kill(id)).expectError(HopxValidationException.class).verify(LIMIT);
		StepVerifier.create(processes().get(id)).expectError(HopxValidationException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
	}

	@Test
	void waitsNoLongerThanItIsTold() {
		Wire.answer(wire.agent(), "{\"processes\":[{\"process_id\":\"bg_1\",\"status\":\"running\",\"exit_code\":0}]}");
		StepVerifier.create(processes().awaitEnd("bg_1", Duration.ofMillis(700)))
			.expectError(HopxTimeoutException.class)
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSizeBetween(2, 4);
	}

	private static ReactiveProcessOperations processes() {
		return Wire.sandbox(wire).processes();
	}

}
