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

import ai.hopx.client.core.Acquisition.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a borrower sees.
 */
class SandboxPoolTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void lendsAWarmSandboxThatRunsCode() {
		SandboxPool pool = new SandboxPool(server.warmPool((settings) -> settings.minIdle(2)));
		String output = pool.execute((sandbox) -> {
			assertThat(sandbox.acquisition().source()).isEqualTo(Source.WARM);
			assertThat(sandbox.pool()).isEqualTo("test");
			return sandbox.runCode("print(6 * 7)").stdout();
		});
		assertThat(output).isEqualTo("42\n");
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().killing()).isZero());
		assertThat(server.ledger().sandboxes()).extracting((sandbox) -> sandbox.timeoutSeconds()).containsOnly(600);
	}

	@Test
	void canBeStartedAgainAfterAStop() {
		ReactiveSandboxPool pool = ReactiveSandboxPool
			.builder(server.client(), PoolSettings.builder("again", "code-interpreter").build())
			.build();
		for (int i = 0; i < 3; i++) {
			pool.start();
			pool.whenWarm().block(PoolServer.LIMIT);
			assertThat(server.ledger().alive()).hasSize(1);
			pool.stop().block(PoolServer.LIMIT);
			assertThat(pool.status().phase()).isEqualTo(PoolStatus.Phase.STOPPED);
			assertThat(server.ledger().alive()).isEmpty();
		}
	}

}
