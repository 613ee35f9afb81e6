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

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the minimum.
 */
class HoldsTheMinimumTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void aTakeStartsARefillAtOnce() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(2));
		pool.acquire().block(PoolServer.LIMIT);
		assertThat(pool.status().warming()).isEqualTo(1);
		// No time passes
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(2));
		assertThat(server.creates()).isEqualTo(3);
	}

	@Test
	void whatIsLentDoesNotCountAsReady() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(2));
		List<String> lent = IntStream.range(0, 6).mapToObj((i) -> pool.acquire().block(PoolServer.LIMIT).id()).toList();
		assertThat(lent).doesNotHaveDuplicates();
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().idle()).isEqualTo(2);
			assertThat(pool.status().borrowed()).isEqualTo(6);
		});
	}

	@Test
	void oneSlowCreateDoesNotHoldUpTheOthers() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").delay(Duration.ofSeconds(3));
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(3).warmUpConcurrency(2));
		pool.start();
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().idle()).isEqualTo(2);
			assertThat(pool.status().warming()).isEqualTo(1);
		});
		pool.acquire().block(PoolServer.LIMIT);
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().idle()).isEqualTo(2);
			assertThat(pool.status().warming()).isEqualTo(1);
		});
	}

	@Test
	void oneFailedCreateDoesNotHoldUpTheOthers() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").status(500);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(6).warmUpConcurrency(2));
		pool.start();
		// The success of another starts the next at once: no time passes
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(6));
		assertThat(server.creates()).isEqualTo(7);
	}

	@Test
	void warmUpKeepsToItsConcurrencyAndCallersDoNotWaitForIt() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").always().delay(Duration.ofMillis(500));
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(4).warmUpConcurrency(2));
		pool.start();
		assertThat(pool.status().warming()).isEqualTo(2);
		IntStream.range(0, 5).forEach((i) -> pool.acquire().onErrorComplete().subscribe());
		assertThat(pool.status().pending()).isEqualTo(5);
		assertThat(pool.status().warming()).isEqualTo(7);
		PoolServer.await().untilAsserted(() -> {
			assertThat(pool.status().borrowed()).isEqualTo(5);
			assertThat(pool.status().idle()).isEqualTo(4);
		});
	}

}
