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

import ai.hopx.client.pool.PoolStatus.Phase;
import ai.hopx.client.testsupport.LogLines;
import ai.hopx.embedded.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Clean stop.
 */
class CleanStopTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void killsWhatNobodyHasAtOnceAndWhatIsLentAtTheDrainTimeout() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(3));
		ReactivePooledSandbox lent = pool.acquire().block(PoolServer.LIMIT);
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(3));
		CompletableFuture<Void> stopped = pool.stop().toFuture();
		PoolServer.await()
			.untilAsserted(() -> assertThat(server.ledger().alive()).extracting((sandbox) -> sandbox.id())
				.containsExactly(lent.id()));
		assertThatExceptionOfType(PoolStoppedException.class).isThrownBy(() -> pool.acquire().block());
		assertThat(lent.runCode("print(6*7)").block(PoolServer.LIMIT).stdout()).isEqualTo("42\n");
		server.advance(Duration.ofMillis(9_999));
		assertThat(pool.status().borrowed()).isEqualTo(1);
		server.advance(Duration.ofMillis(1));
		assertThat(stopped).succeedsWithin(PoolServer.LIMIT);
		assertThat(server.ledger().alive()).isEmpty();
		assertThat(pool.status().phase()).isEqualTo(Phase.STOPPED);
	}

	@Test
	void whatIsGivenBackDuringTheDrainIsNotWaitedForAnyLonger() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings);
		ReactivePooledSandbox lent = pool.acquire().block(PoolServer.LIMIT);
		CompletableFuture<Void> stopped = pool.stop().toFuture();
		lent.kill().block();
		assertThat(stopped).succeedsWithin(PoolServer.LIMIT);
		assertThat(server.ledger().alive()).isEmpty();
	}

	@Test
	void whoWaitsForAPoolThatNeverStartedIsTold() {
		ReactiveSandboxPool pool = server.pool((settings) -> settings);
		CompletableFuture<Void> warm = pool.whenWarm().toFuture();
		pool.stop().block(PoolServer.LIMIT);
		assertThat(warm).failsWithin(PoolServer.LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(PoolStoppedException.class);
		assertThatExceptionOfType(PoolStoppedException.class).isThrownBy(() -> pool.acquire().block());
	}

	@Test
	void whoWaitsIsTold() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		pool.acquire().block(PoolServer.LIMIT);
		CompletableFuture<ReactivePooledSandbox> waiting = pool.acquire().toFuture();
		pool.stop().subscribe();
		assertThat(waiting).failsWithin(PoolServer.LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(PoolStoppedException.class);
	}

	@Test
	void killsSoManyAtATime() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(5).killConcurrency(2));
		Fault silence = server.hopx().faults().controlPlane().delete("/v1/sandboxes/{id}").times(2).blackHole();
		pool.stop().subscribe();
		PoolServer.await()
			.during(Duration.ofMillis(300))
			.untilAsserted(() -> assertThat(server.requests("DELETE", "/v1/sandboxes/{id}")).hasSize(2));
		assertThat(pool.status().killing()).isEqualTo(5);
		silence.lift();
		// Those two are never answered
		server.ledger().alive().forEach((sandbox) -> server.hopx().endSandbox(sandbox.id()));
	}

	@Test
	void manyAreGoneSoon() {
		ReactiveSandboxPool pool = server
			.warmPool((settings) -> settings.minIdle(60).maxSize(60).warmUpConcurrency(20));
		pool.stop().block(PoolServer.LIMIT);
		assertThat(server.ledger().sandboxes()).hasSize(60);
		assertThat(server.ledger().alive()).isEmpty();
	}

	@Test
	void whatCannotBeKilledIsTriedAgainUntilItIs() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings);
		server.hopx().faults().controlPlane().delete("/v1/sandboxes/{id}").times(3).status(500);
		try (LogLines log = LogLines.of("ai.hopx.client.pool")) {
			pool.acquire().block(PoolServer.LIMIT).kill().block();
			server.passUntil(Duration.ofMillis(100),
					() -> assertThat(server.requests("DELETE", "/v1/sandboxes/{id}")).hasSize(4));
			PoolServer.await().untilAsserted(() -> assertThat(pool.status().killing()).isZero());
			assertThat(log.warnings()).hasSize(1).first().asString().contains("cannot kill its sandboxes");
			assertThat(log.all()).anyMatch((line) -> line.contains("kills its sandboxes again"));
		}
	}

	@Test
	void whatTheServiceDoesNotKillIsLeftToItsLease() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(2));
		server.hopx().faults().controlPlane().delete("/v1/sandboxes/{id}").always().status(503);
		try (LogLines log = LogLines.of("ai.hopx.client.pool")) {
			CompletableFuture<Void> stopped = pool.stop().toFuture();
			server.advance(Duration.ofSeconds(15));
			assertThat(stopped).succeedsWithin(PoolServer.LIMIT);
			assertThat(log.warnings())
				.anyMatch((line) -> line.contains("before 2 of its sandboxes were known to be dead"));
		}
		server.ledger().alive().forEach((sandbox) -> server.hopx().endSandbox(sandbox.id()));
	}

}
