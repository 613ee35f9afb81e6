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

import java.util.stream.Stream;

import ai.hopx.client.DesktopNotAvailableException;
import ai.hopx.client.core.WireCalls.Call;
import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A sandbox that is really there and has no desktop says so to every call.
 */
class RealDesktopTests {

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	private static ReactiveSandbox sandbox;

	@BeforeAll
	static void create() {
		sandbox = server.reactive().create().block(EmbeddedServer.LIMIT);
	}

	@AfterAll
	static void kill() {
		new BlockingSandbox(sandbox).close();
	}

	static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> all() {
		return DesktopWireCalls.all();
	}

	@ParameterizedTest
	@MethodSource("all")
	void saysThatThereIsNone(Call<DesktopOperations, ReactiveDesktopOperations> call) {
		StepVerifier.create(call.reactive().apply(sandbox.desktop()))
			.expectErrorSatisfies((error) -> assertThat(error)
				.isInstanceOfSatisfying(DesktopNotAvailableException.class, (missing) -> {
					assertThat(missing.getMissingDependencies()).contains("xvfb");
					assertThat(missing.getSandboxId()).isEqualTo(sandbox.id());
				}))
			.verify(EmbeddedServer.LIMIT);
	}

	@ParameterizedTest
	@MethodSource("all")
	void saysSoToThoseWhoWait(Call<DesktopOperations, ReactiveDesktopOperations> call) {
		assertThatExceptionOfType(DesktopNotAvailableException.class)
			.isThrownBy(() -> call.blocking().accept(new BlockingSandbox(sandbox).desktop()));
	}

}
