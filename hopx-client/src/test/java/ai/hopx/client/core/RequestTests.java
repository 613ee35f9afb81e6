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

import ai.hopx.client.HopxValidationException;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.testsupport.HopxWire;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What callers can ask for, and what they cannot.
 */
class RequestTests {

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	static Stream<ThrowingCallable> mistakes() {
		return Stream.of(() -> CodeRequest.of(""), () -> CodeRequest.of(" \n"), () -> CodeRequest.of(null),
				() -> CodeRequest.of(null, "x"), () -> Language.of(""), () -> Language.of(null),
				() -> CodeRequest.of("x").timeout(Duration.ZERO),
				() -> CodeRequest.of("x").timeout(Duration.ofSeconds(-1)),
				() -> CodeRequest.of("x").workingDirectory(""), () -> CodeRequest.of("x").workingDirectory("a\0"),
				() -> CodeRequest.of("x").env("", "1"), () -> CodeRequest.of("x").env("A", null),
				() -> CodeRequest.of("x").env("A=B", "1"), () -> CommandRequest.of(""), () -> CommandRequest.of(null),
				() -> CommandRequest.of("x").timeout(Duration.ZERO), () -> CommandRequest.of("x").env("A\0", "1"),
				() -> CommandRequest.of("x").workingDirectory(" "), () -> SandboxSpec.template(""),
				() -> SandboxSpec.defaults().timeout(Duration.ZERO), () -> SandboxSpec.defaults().env("=", "1"),
				() -> SandboxSpec.defaults().resources(0, 1, 1), () -> SandboxSpec.defaults().resources(1, 0, 1),
				() -> SandboxSpec.defaults().resources(1, 1, 0), () -> SandboxFilter.all().limit(0),
				() -> WriteOptions.defaults().mode("rwx"), () -> WriteOptions.defaults().mode("99"),
				() -> new SandboxDefaults("base", null, Duration.ZERO, Duration.ofSeconds(1), null, Map.of(),
						Duration.ofSeconds(1)));
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void refusesMistakesWithAWordOfAdvice(ThrowingCallable mistake) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(mistake)
			.satisfies((error) -> assertThat(error.getMessage()).hasSizeGreaterThan(15))
			.satisfies((error) -> assertThat(error.getStatus()).isNull());
	}

	static Stream<Mono<?>> calls() {
		ReactiveHopxTemplate hopx = Wire.reactive(wire);
		ReactiveSandboxOperations sandboxes = hopx.sandboxes();
		return Stream.of(hopx.runCode(""), hopx.runCode((String) null), hopx.runCode(null, "x"),
				sandboxes.timeout("abc", Duration.ZERO), sandboxes.timeout("abc", null),
				sandboxes.awaitState("abc", SandboxState.RUNNING, Duration.ZERO));
	}

	@Test
	void refusesMistakesAsSignals() {
		calls().forEach((call) -> StepVerifier.create(call)
			.expectError(HopxValidationException.class)
			.verify(EmbeddedServer.LIMIT));
		assertThat(wire.controlRequests()).isEmpty();
		ReactiveSandbox sandbox = Wire.sandbox(wire);
		Stream
			.<Mono<?>>of(sandbox.runCode(" "), sandbox.commands().run(""), sandbox.extend(Duration.ZERO),
					sandbox.timeout(Duration.ofSeconds(-5)), sandbox.previewUrl(0),
					sandbox.files().write("/tmp/a", (String) null))
			.forEach((call) -> StepVerifier.create(call)
				.expectError(HopxValidationException.class)
				.verify(EmbeddedServer.LIMIT));
		assertThat(wire.agentRequests()).isEmpty();
	}

	@Test
	void keepsSecretsOutOfText() {
		assertThat(SandboxSpec.template("base").env("API_KEY", "secret").toString()).contains("base", "API_KEY")
			.doesNotContain("secret");
		assertThat(CodeRequest.of("secret").env("API_KEY", "secret").toString()).contains("API_KEY")
			.doesNotContain("secret");
		assertThat(CommandRequest.of("secret").env("API_KEY", "secret").toString()).contains("API_KEY")
			.doesNotContain("secret");
		SandboxDefaults defaults = new SandboxDefaults("base", null, null, Duration.ofSeconds(1), null,
				Map.of("API_KEY", "secret"), Duration.ofSeconds(1));
		assertThat(defaults.toString()).contains("API_KEY").doesNotContain("secret");
	}

	@Test
	void everyStepReturnsACopy() {
		SandboxSpec spec = SandboxSpec.template("base").env("A", "1");
		SandboxSpec more = spec.env("B", "2").region("eu").timeout(Duration.ofSeconds(1));
		assertThat(spec).isEqualTo(SandboxSpec.template("base").env(Map.of("A", "1")));
		assertThat(more.env()).containsExactly(Map.entry("A", "1"), Map.entry("B", "2"));
		assertThat(more.withoutTimeout()).extracting(SandboxSpec::timeout, SandboxSpec::unlimited)
			.containsExactly(null, true);
		assertThat(more.withoutTimeout().timeout(Duration.ofSeconds(3))).extracting(SandboxSpec::unlimited)
			.isEqualTo(false);
		CodeRequest code = CodeRequest.of(Language.GO, "x").rich(true).timeout(Duration.ofSeconds(1)).env("A", "1");
		assertThat(code.workingDirectory("/tmp"))
			.isEqualTo(new CodeRequest("x", Language.GO, Duration.ofSeconds(1), "/tmp", Map.of("A", "1"), true));
		assertThat(SandboxFilter.all().limit(3).region("eu").state(SandboxState.PAUSED))
			.isEqualTo(new SandboxFilter(SandboxState.PAUSED, "eu", 3));
	}

	@Test
	void countsInWholeSecondsUpwards() {
		assertThat(Arguments.seconds(Duration.ofMillis(1))).isEqualTo(1);
		assertThat(Arguments.seconds(Duration.ofSeconds(1))).isEqualTo(1);
		assertThat(Arguments.seconds(Duration.ofMillis(1001))).isEqualTo(2);
	}

}
