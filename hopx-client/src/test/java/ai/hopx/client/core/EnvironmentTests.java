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
import java.util.Map;
import java.util.stream.Stream;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.EnvironmentVariables;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Environment variables, and above all that no mask is ever written in place of a secret.
 */
class EnvironmentTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String MASK = EnvironmentVariables.MASK;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void tellsWhatIsHidden() {
		Wire.answer(wire.agent(), "{\"env_vars\":{\"A\":\"1\",\"API_KEY\":\"***MASKED***\",\"N\":5},\"count\":3}");
		EnvironmentVariables all = env().all().block(LIMIT);
		assertThat(all.variables()).containsExactly(Map.entry("A", "1"), Map.entry("API_KEY", MASK),
				Map.entry("N", "5"));
		assertThat(all.isMasked("API_KEY")).isTrue();
		assertThat(all.isMasked("A")).isFalse();
		assertThat(all.isMasked("B")).isFalse();
		assertThat(all.get("A")).contains("1");
		StepVerifier.create(env().get("B")).expectComplete().verify(LIMIT);
		assertThat(new BlockingEnvironmentOperations(env()).get("B")).isEmpty();
		assertThat(new BlockingEnvironmentOperations(env()).get("A")).contains("1");
	}

	@Test
	void readsAnEnvironmentThatIsEmpty() {
		Wire.answer(wire.agent(), "{\"env_vars\":null}");
		assertThat(env().all().block(LIMIT).variables()).isEmpty();
	}

	@Test
	void refusesAReplyThatIsNoEnvironment() {
		Wire.answer(wire.agent(), "{\"agent\":\"x\",\"status\":\"running\"}");
		StepVerifier.create(env().all()).expectError(UnexpectedResponseException.class).verify(LIMIT);
	}

	@Test
	void neverWritesAMask() {
		StepVerifier.create(env().set("A", MASK)).expectError(HopxValidationException.class).verify(LIMIT);
		StepVerifier.create(env().merge(Map.of("A", MASK))).expectError(HopxValidationException.class).verify(LIMIT);
		StepVerifier.create(env().replace(Map.of("A", MASK, "B", "1")))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxValidationException.class)
				.hasMessageContaining("'A'"))
			.verify(LIMIT);
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> SandboxSpec.defaults().env("A", MASK));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> CodeRequest.of("x").env("A", MASK));
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> CommandRequest.of("x").env("A", MASK));
		assertThat(wire.agentRequests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "A=B", "A\0B" })
	void refusesNamesThatAreNone(String name) {
		Stream
			.<Mono<?>>of(env().set(name, "1"), env().get(name), env().delete(name), env().merge(Map.of(name, "1")),
					env().replace(Map.of(name, "1")))
			.forEach((call) -> StepVerifier.create(call).expectError(HopxValidationException.class).verify(LIMIT));
		assertThat(wire.agentRequests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", ".." })
	void refusesNamesThatReachAnotherPath(String name) {
		StepVerifier.create(env().delete(name)).expectError(HopxValidationException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
	}

	@Test
	void refusesAVariableWithoutValue() {
		StepVerifier.create(env().set("A", null)).expectError(HopxValidationException.class).verify(LIMIT);
	}

	static Stream<ResponseDefinitionBuilder> successes() {
		return Stream.of(okJson("{}"), okJson("{\"env_vars\":{}}"), okJson("{\"message\":\"success\"}"),
				aResponse().withStatus(204), aResponse().withStatus(200).withBody("ok"));
	}

	@ParameterizedTest
	@MethodSource("successes")
	void removesOneVariable(ResponseDefinitionBuilder reply) {
		Wire.answer(wire.agent(), "DELETE /env/A", reply);
		StepVerifier.create(env().delete("A")).expectComplete().verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("DELETE /env/A");
	}

	@ParameterizedTest
	@MethodSource("successes")
	void takesAnySuccessForDone(ResponseDefinitionBuilder reply) {
		Wire.answer(wire.agent(), reply);
		changes().forEach((change) -> StepVerifier.create(change).expectComplete().verify(LIMIT));
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("PATCH /env", "PATCH /env", "PUT /env",
				"DELETE /env");
	}

	@Test
	void doesNotTakeAnAgentThatDoesNothingForDone() {
		Wire.answer(wire.agent(), "{\"agent\":\"x\",\"status\":\"running\",\"message\":\"success\"}");
		changes().forEach((change) -> StepVerifier.create(change)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("does not implement"))
			.verify(LIMIT));
		assertThat(wire.agentRequests()).hasSize(4);
	}

	private static Stream<Mono<Void>> changes() {
		return Stream.of(env().set("A", "1"), env().merge(Map.of("A", "1")), env().replace(Map.of("A", "1")),
				env().clear());
	}

	static Stream<ResponseDefinitionBuilder> refusals() {
		return Stream.of(aResponse().withStatus(404), aResponse().withStatus(405), aResponse().withStatus(501),
				okJson("{\"agent\":\"x\",\"status\":\"running\",\"vm_id\":\"y\"}"));
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void writesTheOthersWhereTheAgentCannotRemoveOne(ResponseDefinitionBuilder reply) {
		Wire.answer(wire.agent(), "DELETE /env/A", reply);
		Wire.answer(wire.agent(), "GET /env", "{\"env_vars\":{\"A\":\"***MASKED***\",\"B\":\"2\",\"C\":\"3\"}}");
		Wire.answer(wire.agent(), "PUT /env", "{}");
		StepVerifier.create(env().delete("A")).expectComplete().verify(LIMIT);
		assertThat(Wire.requests(wire.agentRequests())).containsExactly("DELETE /env/A", "GET /env",
				"PUT /env {\"env_vars\":{\"B\":\"2\",\"C\":\"3\"}}");
	}

	@Test
	void isDoneWhereTheVariableIsNotThere() {
		Wire.answer(wire.agent(), "DELETE /env/A", aResponse().withStatus(404));
		Wire.answer(wire.agent(), "GET /env", "{\"env_vars\":{\"B\":\"***MASKED***\"}}");
		StepVerifier.create(env().delete("A")).expectComplete().verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("DELETE /env/A", "GET /env");
	}

	@Test
	void refusesToLoseHiddenValues() {
		Wire.answer(wire.agent(), "DELETE /env/A", aResponse().withStatus(405));
		Wire.answer(wire.agent(), "GET /env", "{\"env_vars\":{\"A\":\"1\",\"SECRET\":\"***MASKED***\"}}");
		StepVerifier.create(env().delete("A"))
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOf(HopxConflictException.class).hasMessageContaining("'A'"))
			.verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("DELETE /env/A", "GET /env");
	}

	@Test
	void doesNotGoOnWhereTheSandboxIsGone() {
		Wire.answer(wire.agent(), "DELETE /env/A",
				aResponse().withStatus(404).withBody("{\"error\":\"gone\",\"code\":\"SANDBOX_NOT_FOUND\"}"));
		StepVerifier.create(env().delete("A")).expectError(SandboxNotFoundException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@Test
	void doesNotGoOnAfterAnotherError() {
		Wire.answer(wire.agent(), "DELETE /env/A", aResponse().withStatus(500));
		StepVerifier.create(env().delete("A")).expectError(HopxServerException.class).verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsOnly("DELETE /env/A");
	}

	private static ReactiveEnvironmentOperations env() {
		return Wire.sandbox(wire).env();
	}

}
