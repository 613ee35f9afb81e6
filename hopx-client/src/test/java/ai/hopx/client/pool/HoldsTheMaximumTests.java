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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the maximum. {@link RandomInterleavingsTests} shows it under any interleaving.
 */
class HoldsTheMaximumTests {

	private static final int MAX_SIZE = 3;

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void manyAreServedByFewAtATime() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(2).maxSize(MAX_SIZE));
		AtomicInteger inUse = new AtomicInteger();
		AtomicInteger mostInUse = new AtomicInteger();
		Long served = Flux.range(0, 12).flatMap((i) -> pool.use((sandbox) -> {
			mostInUse.accumulateAndGet(inUse.incrementAndGet(), Math::max);
			expectAtMostTheMaximum(pool);
			return sandbox.ping().thenReturn(sandbox.id()).doFinally((signal) -> inUse.decrementAndGet());
		}), 12).distinct().count().block(PoolServer.LIMIT);
		assertThat(served).isEqualTo(12);
		assertThat(mostInUse).hasValueLessThanOrEqualTo(MAX_SIZE);
		expectAtMostTheMaximum(pool);
	}

	@Test
	void nothingIsCreatedBeyondIt() {
		ReactiveSandboxPool pool = server
			.warmPool((settings) -> settings.minIdle(MAX_SIZE).maxSize(MAX_SIZE).warmUpConcurrency(8));
		for (int i = 0; i < MAX_SIZE; i++) {
			pool.acquire().block(PoolServer.LIMIT);
		}
		var waiting = pool.acquire(AcquireRequest.defaults().timeout(Duration.ofSeconds(2))).toFuture();
		assertThat(pool.status().warming()).isZero();
		assertThat(server.creates()).isEqualTo(MAX_SIZE);
		server.advance(Duration.ofSeconds(2));
		assertThatExceptionOfType(PoolAcquireTimeoutException.class).isThrownBy(() -> rethrow(waiting))
			.withMessageContaining("within PT2S")
			.withMessageContaining("0 idle, 0 warming, 3 borrowed, 3 at most");
		assertThat(server.creates()).isEqualTo(MAX_SIZE);
	}

	private static void rethrow(CompletableFuture<?> future) throws Throwable {
		try {
			future.join();
		}
		catch (CompletionException ex) {
			throw ex.getCause();
		}
	}

	private static void expectAtMostTheMaximum(ReactiveSandboxPool pool) {
		PoolStatus status = pool.status();
		assertThat(status.warming() + status.idle() + status.borrowed()).as(status::toString)
			.isLessThanOrEqualTo(MAX_SIZE);
	}

}
