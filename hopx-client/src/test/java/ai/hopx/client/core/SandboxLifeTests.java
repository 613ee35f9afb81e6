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
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.SandboxExpiredException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes of a sandbox's state, its end, and waits for either.
 */
class SandboxLifeTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String PATH = "/v1/sandboxes/" + Wire.ID;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	static Stream<Arguments> openEnds() {
		return Stream.of("start running", "resume running", "stop stopped", "pause paused")
			.map((change) -> change.split(" "))
			.flatMap((change) -> Stream
				.of(aResponse().withStatus(409), aResponse().withStatus(500), aResponse().withStatus(503),
						aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
						aResponse().withFault(Fault.EMPTY_RESPONSE))
				.map((end) -> Arguments.of(change[0], change[1], end)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("openEnds")
	void takesTheStateForTheAnswer(String change, String target, ResponseDefinitionBuilder end) {
		Wire.answer(wire.control(), "POST " + PATH + "/" + change, end);
		state(target);
		StepVerifier.create(change(change)).expectComplete().verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly("POST " + PATH + "/" + change, "GET " + PATH);
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "resume", "stop", "pause" })
	void failsWhereTheStateIsAnother(String change) {
		Wire.answer(wire.control(), "POST " + PATH + "/" + change, aResponse().withStatus(409));
		state("creating");
		StepVerifier.create(change(change)).expectError(HopxConflictException.class).verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).hasSize(2);
	}

	@Test
	void failsAsBeforeWhereTheStateCannotBeRead() {
		Wire.answer(wire.control(), "POST " + PATH + "/pause", aResponse().withStatus(409));
		Wire.answer(wire.control(), "GET " + PATH, aResponse().withStatus(403));
		StepVerifier.create(change("pause"))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxConflictException.class)
				.satisfies((failure) -> assertThat(failure.getSuppressed()).hasSize(1)))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 402, 403, 404, 405, 410, 422 })
	void doesNotAskWhereTheRefusalIsPlain(int status) {
		Wire.answer(wire.control(), "POST " + PATH + "/start", aResponse().withStatus(status));
		StepVerifier.create(change("start")).expectError(HopxException.class).verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly("POST " + PATH + "/start");
	}

	@ParameterizedTest
	@ValueSource(strings = { "start", "resume" })
	void comesBackWhereItIsNowAndWithANewToken(String change) {
		Wire.answer(wire.control(), "POST " + PATH + "/" + change, "{\"id\":\"x\",\"status\":\"running\"}");
		Wire.answer(wire.control(), "GET " + PATH, "{\"id\":\"%s\",\"status\":\"running\",\"public_host\":\"%s\"}"
			.formatted(Wire.ID, wire.agentUrl().toString().replace("localhost", "127.0.0.1")));
		Wire.answer(wire.control(), "POST " + PATH + "/token/refresh", "{\"auth_token\":\"eyJ.second.x\"}");
		Wire.answer(wire.agent(), "{\"status\":\"healthy\"}");
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		StepVerifier.create("start".equals(change) ? sandbox.start() : sandbox.resume()).expectComplete().verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly("POST " + PATH + "/" + change, "GET " + PATH,
				"POST " + PATH + "/token/refresh");
		sandbox.health().block(LIMIT);
		assertThat(wire.agentRequests()).singleElement().satisfies((request) -> {
			assertThat(request.getHeader("Authorization")).isEqualTo("Bearer eyJ.second.x");
			assertThat(request.getHeader("Host")).startsWith("127.0.0.1");
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 202, 204, 404, 410 })
	void isGoneWhereItIsNotThere(int status) {
		String body = (status >= 400) ? "{\"error\":\"gone\",\"code\":\"%s\"}"
			.formatted((status == 410) ? "SANDBOX_EXPIRED" : "RESOURCE_NOT_FOUND") : "";
		Wire.answer(wire.control(), "DELETE " + PATH, aResponse().withStatus(status).withBody(body));
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		StepVerifier.create(sandbox.kill()).expectComplete().verify(LIMIT);
		new BlockingSandbox(sandbox).close();
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 409 })
	void reportsAKillThatFails(int status) {
		Wire.answer(wire.control(), "DELETE " + PATH, aResponse().withStatus(status));
		StepVerifier.create(Wire.sandbox(wire).kill()).expectError(HopxException.class).verify(LIMIT);
	}

	@Test
	void extendsWhatIsLeft() {
		Wire.answer(wire.control(), "GET " + PATH,
				"{\"id\":\"%s\",\"expires_at\":\"%s\"}".formatted(Wire.ID, Instant.now().plusSeconds(1000)));
		Wire.answer(wire.control(), "PUT " + PATH + "/timeout", "{}");
		StepVerifier.create(Wire.sandbox(wire).extend(Duration.ofSeconds(500))).expectComplete().verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly("GET " + PATH, "PUT " + PATH + "/timeout");
		int seconds = HopxJson.mapper()
			.readTree(wire.controlRequests().get(1).getBodyAsString())
			.get("timeout_seconds")
			.intValue();
		assertThat(seconds).isBetween(1480, 1500);
	}

	@Test
	void leavesALifeWithoutEndAsItIs() {
		state("running");
		StepVerifier.create(Wire.sandbox(wire).extend(Duration.ofSeconds(500))).expectComplete().verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly("GET " + PATH);
	}

	@Test
	void waitsNoLongerThanTheLimit() {
		state("pausing");
		StepVerifier
			.create(Wire.reactive(wire).sandboxes().awaitState(Wire.ID, SandboxState.PAUSED, Duration.ofMillis(250)))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxTimeoutException.class)
				.hasMessageContaining("'paused'")
				.extracting("sandboxId")
				.isEqualTo(Wire.ID))
			.verify(LIMIT);
	}

	@Test
	void doesNotWaitForWhatCannotCome() {
		state("error");
		StepVerifier.create(await(SandboxState.RUNNING)).expectError(HopxServerException.class).verify(LIMIT);
		StepVerifier.create(await(SandboxState.ERROR)).expectComplete().verify(LIMIT);
		state("deleted");
		StepVerifier.create(await(SandboxState.RUNNING)).expectError(SandboxNotFoundException.class).verify(LIMIT);
		StepVerifier.create(await(SandboxState.DELETED)).expectComplete().verify(LIMIT);
	}

	@Test
	void isDeletedWhereItIsNotThere() {
		Wire.answer(wire.control(), "GET " + PATH,
				aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"RESOURCE_NOT_FOUND\"}"));
		StepVerifier.create(await(SandboxState.DELETED)).expectComplete().verify(LIMIT);
		StepVerifier.create(await(SandboxState.STOPPED)).expectError(SandboxNotFoundException.class).verify(LIMIT);
		Wire.answer(wire.control(), "GET " + PATH,
				aResponse().withStatus(410).withBody("{\"error\":\"no\",\"code\":\"SANDBOX_EXPIRED\"}"));
		StepVerifier.create(await(SandboxState.DELETED)).expectComplete().verify(LIMIT);
		StepVerifier.create(await(SandboxState.STOPPED)).expectError(SandboxExpiredException.class).verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "..", "a/b", "a?b", "a b", "a\r\nb", "-a" })
	void refusesIdsThatAreNone(String id) {
		ReactiveHopxTemplate hopx = Wire.reactive(wire);
		ReactiveSandboxOperations sandboxes = hopx.sandboxes();
		Stream.<BiFunction<ReactiveSandboxOperations, String, Mono<?>>>of(ReactiveSandboxOperations::get,
				ReactiveSandboxOperations::delete, ReactiveSandboxOperations::start, ReactiveSandboxOperations::stop,
				ReactiveSandboxOperations::pause, ReactiveSandboxOperations::resume,
				(operations, any) -> operations.timeout(any, Duration.ofSeconds(1)),
				(operations, any) -> operations.awaitState(any, SandboxState.RUNNING, Duration.ofSeconds(1)),
				(operations, any) -> hopx.connect(any))
			.forEach((call) -> StepVerifier.create(call.apply(sandboxes, id))
				.expectError(HopxValidationException.class)
				.verify(LIMIT));
		assertThat(wire.controlRequests()).isEmpty();
	}

	private static void state(String state) {
		Wire.answer(wire.control(), "GET " + PATH, "{\"id\":\"%s\",\"status\":\"%s\"}".formatted(Wire.ID, state));
	}

	private static Mono<Void> await(SandboxState state) {
		return Wire.reactive(wire).sandboxes().awaitState(Wire.ID, state, Duration.ofSeconds(20));
	}

	private static Mono<Void> change(String change) {
		ReactiveSandboxOperations sandboxes = Wire.reactive(wire).sandboxes();
		return switch (change) {
			case "start" -> sandboxes.start(Wire.ID);
			case "stop" -> sandboxes.stop(Wire.ID);
			case "pause" -> sandboxes.pause(Wire.ID);
			default -> sandboxes.resume(Wire.ID);
		};
	}

}
