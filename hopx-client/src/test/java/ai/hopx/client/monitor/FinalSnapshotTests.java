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

package ai.hopx.client.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import ai.hopx.client.core.Sandbox;
import ai.hopx.client.pool.OnEmpty;
import ai.hopx.client.pool.PooledSandbox;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.testsupport.LeaksAndDroppedErrors;
import ai.hopx.embedded.ledger.RequestEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The last look at a sandbox of a pool, without which all that it did between two polls
 * would be lost.
 */
@ExtendWith(LeaksAndDroppedErrors.class)
class FinalSnapshotTests {

	@RegisterExtension
	static final MonitoredServer server = new MonitoredServer();

	@Test
	void runsBetweenTwoPollsAreNotLost() {
		SandboxPool pool = server.warmPool((settings) -> settings.minIdle(2).maxSize(2).onEmpty(OnEmpty.WAIT));
		List<String> ids = IntStream.range(0, 6).mapToObj((i) -> pool.execute((sandbox) -> {
			IntStream.rangeClosed(0, i).forEach((run) -> sandbox.runCode("print(" + run + ")"));
			return sandbox.id();
		})).toList();
		for (int i = 0; i < ids.size(); i++) {
			String id = ids.get(i);
			String last = id + " snapshot " + (i + 1);
			MonitoredServer.await()
				.untilAsserted(() -> assertThat(server.heard().calls(id)).endsWith(last, id + " ends"));
			assertThat(server.heard().calls(id)).hasSize(4).startsWith(id + " begins");
		}
	}

	@Test
	void isTakenBeforeTheDeleteAndOnce() {
		SandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		server.hopx().faults().controlPlane().delete("/v1/sandboxes/{id}").times(2).status(500);
		String id = pool.execute((sandbox) -> sandbox.id());
		awaitEnd(id);
		List<RequestEntry> looks = server.snapshots(id);
		List<RequestEntry> deletes = server.deletes(id);
		assertThat(looks).hasSize(2);
		assertThat(deletes).hasSize(3);
		List<RequestEntry> all = server.hopx().ledger().requests();
		assertThat(all.indexOf(looks.get(1))).isLessThan(all.indexOf(deletes.get(0)));
		assertThat(looks.get(1).status()).isEqualTo(200);
		assertThat(server.heard().calls(id)).as("a pool tells of its failures to kill")
			.noneMatch((call) -> call.endsWith("kill failed"));
	}

	@Test
	void aSilentAgentHoldsUpItsKillForASecondAndNobodyElse() {
		server.hopx().faults().dataPlane().get("/metrics/snapshot").always().blackHole();
		SandboxPool pool = server.warmPool((settings) -> settings.maxSize(2));
		PooledSandbox sandbox = pool.acquire();
		String id = sandbox.id();
		Instant closing = Instant.now();
		sandbox.close();
		assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofMillis(900));
		awaitEnd(id);
		assertThat(server.snapshots(id)).hasSize(2);
		Instant asked = server.snapshots(id).get(1).at();
		assertThat(Duration.between(asked, server.deletes(id).get(0).at())).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(4));
	}

	@Test
	void isNotTakenWhereItIsNotWanted() {
		server.use((builder) -> builder.finalSnapshot(false));
		SandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		String id = pool.execute((sandbox) -> sandbox.id());
		awaitEnd(id);
		assertThat(server.snapshots(id)).hasSize(1);
	}

	@Test
	void isNotTakenOfOneThatDoesNotRun() {
		SandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		String id = pool.execute((sandbox) -> {
			sandbox.pause();
			return sandbox.id();
		});
		awaitEnd(id);
		assertThat(server.snapshots(id)).hasSize(1);
	}

	@Test
	void isNotTakenOfOneThatIsInNoPool() {
		Sandbox sandbox = server.template().create();
		MonitoredServer.await().untilAsserted(() -> assertThat(server.heard().calls(sandbox.id())).hasSize(2));
		sandbox.close();
		assertThat(server.snapshots(sandbox.id())).hasSize(1);
	}

	@Test
	void silentSandboxesTakeTurnsOfOthersNotForLong() {
		server.hopx().faults().dataPlane().get("/metrics/snapshot").times(SnapshotPoller.CONCURRENCY).blackHole();
		CompletableFuture<?>[] creates = IntStream.range(0, SnapshotPoller.CONCURRENCY)
			.mapToObj((i) -> CompletableFuture.runAsync(() -> server.template().create()))
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(creates).join();
		String id = server.template().create().id();
		assertThat(server.snapshots(id)).isEmpty();
		MonitoredServer.await()
			.untilAsserted(
					() -> assertThat(server.heard().calls(id)).containsExactly(id + " begins", id + " snapshot 0"));
		MonitoredServer.await()
			.untilAsserted(
					() -> assertThat(server.heard().calls()).filteredOn((call) -> call.endsWith("snapshot failed"))
						.hasSize(SnapshotPoller.CONCURRENCY));
	}

	private static void awaitEnd(String id) {
		MonitoredServer.await().untilAsserted(() -> assertThat(server.heard().calls(id)).endsWith(id + " ends"));
	}

}
