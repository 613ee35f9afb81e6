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
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * No orphan from races: what comes when nobody wants it any more is killed, and what may
 * be dead is looked at before it is lent.
 */
class NoOrphanFromRacesTests {

	private static final Duration SLOW = Duration.ofMillis(500);

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void aCreateThatCompletesAfterItsTimeoutIsKilled() {
		slowCreates();
		ReactiveSandboxPool pool = server.pool((settings) -> settings.createTimeout(Duration.ofSeconds(60)));
		pool.start();
		PoolServer.await().untilAsserted(() -> assertThat(server.creates()).isEqualTo(1));
		server.advance(Duration.ofSeconds(60));
		assertThat(pool.status().warming()).isZero();
		assertThat(pool.status().lastError()).contains("'hopx.pools.test.create-timeout'");
		expectTheOneSandboxKilled();
		assertThat(pool.status().idle()).isZero();
	}

	@Test
	void aCreateForACallerThatTimedOutIsKilled() {
		slowCreates();
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(0));
		CompletableFuture<ReactivePooledSandbox> acquired = pool.acquire().toFuture();
		server.advance(Duration.ofSeconds(30));
		assertThat(acquired).failsWithin(PoolServer.LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(PoolAcquireTimeoutException.class);
		expectTheOneSandboxKilled();
	}

	@Test
	void aCreateForACallerThatLeftIsKilled() {
		slowCreates();
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(0));
		pool.acquire().subscribe().dispose();
		expectTheOneSandboxKilled();
	}

	@Test
	void aCreateThatCompletesDuringShutdownIsKilled() {
		slowCreates();
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(1));
		pool.start();
		CompletableFuture<Void> stopped = pool.stop().toFuture();
		assertThat(stopped).isNotDone();
		assertThat(stopped).succeedsWithin(PoolServer.LIMIT);
		assertThat(server.ledger().sandboxes()).hasSize(1);
		assertThat(server.ledger().alive()).isEmpty();
	}

	@Test
	void aSandboxWhosePreparationTakesTooLongIsKilled() {
		server.hopx().faults().dataPlane().post("/commands/run").always().delay(Duration.ofSeconds(20));
		ReactiveSandboxPool pool = server.pool((settings) -> settings.warmUpCommands(List.of("true")));
		pool.start();
		PoolServer.await().untilAsserted(() -> assertThat(server.ledger().alive()).hasSize(1));
		PoolServer.await()
			.untilAsserted(() -> assertThat(server.ledger().requests())
				.anyMatch((request) -> request.path().equals("/commands/run")));
		server.advance(Duration.ofSeconds(60));
		expectTheOneSandboxKilled();
	}

	@Test
	void aSandboxWhoseBorrowerLeavesDuringHandOverIsKilled() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		server.hopx().faults().dataPlane().patch("/env").always().blackHole();
		var acquired = pool.acquire(AcquireRequest.defaults().env(Map.of("SECRET", "1"))).subscribe();
		assertThat(pool.status().borrowed()).isEqualTo(1);
		acquired.dispose();
		assertThat(pool.status().borrowed()).isZero();
		PoolServer.await().untilAsserted(() -> assertThat(server.ledger().sandboxes().get(0).isAlive()).isFalse());
	}

	@Test
	void aLeaseOfWhichItIsNotKnownWhetherItWasRenewedIsReadBeforeTheSandboxIsLent() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1).onEmpty(OnEmpty.FAIL));
		String id = server.ledger().alive().get(0).id();
		server.hopx().faults().controlPlane().put("/v1/sandboxes/{id}/timeout").resetAfterWork();
		server.hopx().faults().controlPlane().get("/v1/sandboxes/{id}").delay(SLOW);
		server.advance(Duration.ofMinutes(5));
		PoolServer.await().untilAsserted(() -> assertThat(server.requests("GET", "/v1/sandboxes/" + id)).isNotEmpty());
		assertThatExceptionOfType(PoolExhaustedException.class).isThrownBy(() -> pool.acquire().block())
			.withMessageContaining("on-empty=fail");
		PoolServer.await().ignoreExceptionsInstanceOf(PoolExhaustedException.class).untilAsserted(() -> {
			ReactivePooledSandbox sandbox = pool.acquire().block(PoolServer.LIMIT);
			assertThat(sandbox.id()).isEqualTo(id);
		});
		assertThat(server.requests("PUT", "/v1/sandboxes/" + id + "/timeout")).hasSize(1);
	}

	private static void slowCreates() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").always().delay(SLOW);
	}

	private static void expectTheOneSandboxKilled() {
		PoolServer.await().untilAsserted(() -> {
			assertThat(server.ledger().sandboxes()).hasSize(1);
			assertThat(server.ledger().alive()).isEmpty();
		});
	}

}
