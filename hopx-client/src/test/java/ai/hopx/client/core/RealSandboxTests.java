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
import java.util.Map;
import java.util.stream.Stream;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxNotFoundException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import ai.hopx.embedded.EmbeddedHopxSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The life of a sandbox, really lived. The server takes a while to create one.
 */
class RealSandboxTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer(
			EmbeddedHopxSettings.builder().bootDelay(Duration.ofMillis(300)).build());

	@Test
	void describesWhatWasAskedFor() {
		SandboxSpec spec = SandboxSpec.template("base").timeout(Duration.ofMinutes(10)).env("A", "1");
		try (Sandbox sandbox = server.blocking().create(spec)) {
			SandboxInfo info = sandbox.info();
			assertThat(info.id()).isEqualTo(sandbox.id());
			assertThat(info.status()).isEqualTo(SandboxState.RUNNING);
			assertThat(info.templateName()).isEqualTo("base");
			assertThat(info.timeoutSeconds()).isEqualTo(600);
			assertThat(sandbox.acquisition().source()).isEqualTo(Acquisition.Source.CREATED);
			assertThat(sandbox.acquisition().duration()).isGreaterThan(Duration.ofMillis(200));
			assertThat(sandbox.env().get("A")).contains("1");
		}
	}

	@Test
	void isGoneOnceClosed() {
		Sandbox sandbox = server.blocking().create();
		sandbox.close();
		sandbox.close();
		assertThatExceptionOfType(SandboxNotFoundException.class).isThrownBy(sandbox::info);
		assertThatExceptionOfType(SandboxNotFoundException.class)
			.isThrownBy(() -> server.blocking().connect(sandbox.id()));
		assertThatExceptionOfType(HopxException.class).isThrownBy(() -> sandbox.runCode("1"));
		sandbox.awaitState(SandboxState.DELETED, LIMIT);
	}

	@Test
	void pausesAndResumes() {
		try (Sandbox sandbox = server.blocking().create()) {
			sandbox.runCode("kept = 42");
			sandbox.pause();
			assertThat(sandbox.status()).isEqualTo(SandboxState.PAUSED);
			sandbox.pause();
			assertThatExceptionOfType(HopxException.class).isThrownBy(() -> sandbox.runCode("kept"));
			assertThatExceptionOfType(HopxConflictException.class).isThrownBy(sandbox::start);
			sandbox.resume();
			assertThat(sandbox.runCode("kept").text()).isEqualTo("42");
		}
	}

	@Test
	void stopsAndStarts() {
		try (Sandbox sandbox = server.blocking().create()) {
			sandbox.files().write("/workspace/kept.txt", "kept");
			sandbox.stop();
			assertThat(sandbox.status()).isEqualTo(SandboxState.STOPPED);
			sandbox.start();
			sandbox.awaitState(SandboxState.RUNNING, LIMIT);
			assertThat(sandbox.files().readText("/workspace/kept.txt")).isEqualTo("kept");
		}
	}

	@Test
	void livesAsLongAsItIsTold() {
		try (Sandbox sandbox = server.blocking().create(SandboxSpec.defaults().timeout(Duration.ofSeconds(100)))) {
			sandbox.timeout(Duration.ofSeconds(200));
			assertThat(sandbox.info().timeoutSeconds()).isEqualTo(200);
			sandbox.extend(Duration.ofSeconds(300));
			assertThat(sandbox.info().expiresAt()).isBetween(Instant.now().plusSeconds(470),
					Instant.now().plusSeconds(501));
		}
	}

	@Test
	void connectsToWhatIsThere() {
		try (Sandbox sandbox = server.blocking().create()) {
			sandbox.runCode("shared = 42");
			Sandbox other = server.blocking().connect(sandbox.id());
			assertThat(other.acquisition().source()).isEqualTo(Acquisition.Source.CONNECTED);
			assertThat(other.runCode("shared").text()).isEqualTo("42");
			other.refreshToken();
			assertThat(other.runCode("shared").text()).isEqualTo("42");
		}
	}

	@Test
	void saysHowItIs() {
		try (Sandbox sandbox = server.blocking().create()) {
			assertThat(sandbox.health().isHealthy()).isTrue();
			assertThat(sandbox.agentInfo().agent()).isNotEmpty();
			sandbox.runCode("1");
			MetricsSnapshot snapshot = sandbox.metrics().snapshot();
			assertThat(snapshot.totalExecutions()).isPositive();
			assertThat(snapshot.values()).isNotEmpty();
			assertThat(server.blocking().health().isHealthy()).isTrue();
			assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> sandbox.previewUrl(8080));
		}
	}

	@Test
	void listsByState() {
		try (Sandbox running = server.blocking().create(); Sandbox paused = server.blocking().create()) {
			paused.pause();
			SandboxFilter filter = SandboxFilter.all();
			assertThat(server.blocking().sandboxes().list(filter.state(SandboxState.PAUSED)))
				.extracting(SandboxInfo::id)
				.contains(paused.id())
				.doesNotContain(running.id());
			assertThat(server.blocking().sandboxes().list()).extracting(SandboxInfo::id)
				.contains(paused.id(), running.id());
		}
	}

	@Test
	void waitsNoLongerThanItIsTold() {
		ReactiveHopxTemplate impatient = new ReactiveHopxTemplate(
				server.client(), new SandboxDefaults("base", null, Duration.ofHours(1), Duration.ofMillis(100), null,
						Map.of(), Duration.ofSeconds(10)),
				Stream::empty, SandboxLifecycleListener.none(), SandboxTracker.none());
		StepVerifier.create(impatient.create()).expectError(HopxTimeoutException.class).verify(LIMIT);
	}

	@Test
	void leavesNothingBehindWheneverItIsCancelled() {
		ReactiveHopxTemplate hopx = server.reactive();
		// From before the create is sent until after the code has run
		Flux<Object> cancelled = Flux.range(0, 30)
			.flatMap((round) -> hopx
				.execute((sandbox) -> sandbox.runCode(Language.BASH, "echo done").<Object>map((result) -> result))
				.take(Duration.ofMillis(round * 30)), 6);
		StepVerifier.create(cancelled.then()).expectComplete().verify(LIMIT);
		await().atMost(LIMIT).untilAsserted(() -> assertThat(server.blocking().sandboxes().list()).isEmpty());
	}

	@Test
	void knowsNoOtherTemplate() {
		assertThatExceptionOfType(HopxNotFoundException.class)
			.isThrownBy(() -> server.blocking().create(SandboxSpec.template("no-such-template")));
	}

}
