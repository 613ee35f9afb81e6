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

package ai.hopx.client.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;

import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Survives the server.
 */
class SurvivesTheServerTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer(EmbeddedHopxSettings.builder().port(freePort()).build());

	@Test
	void whatIsReadyIsLentWhileTheControlPlaneIsDownAndThePoolFillsAgain() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(3));
		Fault down = server.hopx().faults().controlPlane().path("/**").refuse();
		// Renewals fail meanwhile, of which it is not known whether they took place
		for (int i = 0; i < 8; i++) {
			server.advance(Duration.ofMinutes(1));
		}
		PoolServer.await()
			.untilAsserted(
					() -> assertThat(server.requests("GET", "/v1/sandboxes/{id}")).hasSizeGreaterThanOrEqualTo(3));
		for (int i = 0; i < 3; i++) {
			ReactivePooledSandbox sandbox = pool.acquire().block(PoolServer.LIMIT);
			assertThat(sandbox.acquisition().source()).isEqualTo(Source.WARM);
			assertThat(sandbox.runCode("print(6*7)").block(PoolServer.LIMIT).stdout()).isEqualTo("42\n");
		}
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().lastError()).isNotNull());
		down.lift();
		server.passUntil(Duration.ofSeconds(1), () -> assertThat(pool.status().idle()).isEqualTo(3));
	}

	@Test
	void aServerThatWasAwayWithAllItsSandboxesIsUsedAgain() {
		int port = server.hopx().port();
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(2));
		server.hopx().stop();
		for (int i = 0; i < 60; i++) {
			server.advance(Duration.ofSeconds(1));
		}
		server.hopx().start();
		assertThat(server.hopx().port()).isEqualTo(port);
		server.passUntil(Duration.ofSeconds(1), () -> {
			assertThat(server.ledger().alive()).hasSize(2);
			assertThat(pool.status().idle()).isEqualTo(2);
		});
		assertThat(pool.acquire().flatMap((sandbox) -> sandbox.runCode("print(6*7)")).block(PoolServer.LIMIT).stdout())
			.isEqualTo("42\n");
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
