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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.core.SandboxTracker.Follower;
import ai.hopx.client.model.SandboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How pools are made, and what they say of themselves.
 */
class SandboxPoolBuilderTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void needsAClientAndSettings() {
		PoolSettings settings = PoolSettings.builder("test", "base").build();
		assertThatIllegalArgumentException().isThrownBy(() -> ReactiveSandboxPool.builder(null, settings))
			.withMessageContaining("client");
		assertThatIllegalArgumentException().isThrownBy(() -> ReactiveSandboxPool.builder(server.client(), null))
			.withMessageContaining("settings");
		assertThatIllegalArgumentException().isThrownBy(() -> new SandboxPool(null)).withMessageContaining("reactive");
	}

	@Test
	void tellsOthersOfItsSandboxes() {
		List<String> told = new CopyOnWriteArrayList<>();
		ReactiveSandboxPool pool = server.pool((settings) -> settings.maxSize(1),
				(builder) -> builder.tracker((sandbox, origin, expiresAt) -> {
					told.add("created for " + origin.pool());
					return follower(told);
				}));
		ReactivePooledSandbox sandbox = pool.acquire().block(PoolServer.LIMIT);
		sandbox.timeout(Duration.ofHours(1)).block(PoolServer.LIMIT);
		sandbox.pause().block(PoolServer.LIMIT);
		sandbox.resume().block(PoolServer.LIMIT);
		server.hopx().faults().controlPlane().delete("/v1/sandboxes/*").status(500);
		sandbox.kill().block();
		server.passUntil(Duration.ofSeconds(1), () -> assertThat(told).contains("deleted"));
		assertThat(told).containsSubsequence("created for test", "expires", "paused", "running", "kill failed",
				"deleted");
	}

	@Test
	void forgetsWhatIsGone() {
		PoolTracker tracker = new PoolTracker(SandboxTracker.none(), "test");
		ReactiveHopxTemplate template = new ReactiveHopxTemplate(server.client(), SandboxDefaults.standard(),
				Stream::empty, SandboxLifecycleListener.none(), tracker);
		ReactiveSandbox sandbox = template.create().block(PoolServer.LIMIT);
		assertThat(tracker.followed()).isEqualTo(1);
		sandbox.pause().then(sandbox.resume()).block(PoolServer.LIMIT);
		assertThat(tracker.followed()).isEqualTo(1);
		sandbox.kill().block(PoolServer.LIMIT);
		assertThat(tracker.followed()).isZero();
	}

	private static Follower follower(List<String> told) {
		return new Follower() {

			@Override
			public void became(SandboxState state) {
				told.add(state.value());
			}

			@Override
			public void expires(Instant expiresAt) {
				told.add("expires");
			}

			@Override
			public void killFailed() {
				told.add("kill failed");
			}

		};
	}

	@Test
	void createsWhereItIsTold() {
		server.warmPool((settings) -> settings.region("eu-west"));
		assertThat(server.ledger().sandboxes()).extracting((sandbox) -> sandbox.region()).containsExactly("eu-west");
	}

	@Test
	void waitsForTheReplyOfACreateThatItHasGivenUp() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").delay(Duration.ofSeconds(1));
		ReactiveSandboxPool pool = server.pool((settings) -> settings.createTimeout(Duration.ofMillis(200)));
		pool.start();
		PoolServer.await().until(() -> server.creates() == 1);
		server.advance(Duration.ofMillis(200));
		assertThat(pool.status().lastError()).contains("create-timeout");
		PoolServer.await()
			.untilAsserted(
					() -> assertThat(server.ledger().sandboxes()).hasSize(1).allMatch((sandbox) -> !sandbox.isAlive()));
	}

	@Test
	void isUsedByThoseWhoWaitAsWell() {
		SandboxPool pool = new SandboxPool(server.pool((settings) -> settings));
		assertThat(pool).hasToString("SandboxPool[" + pool.status() + "]");
		assertThat(pool.status().phase()).isEqualTo(PoolStatus.Phase.NEW);
		pool.start();
		pool.awaitWarm();
		assertThat(pool.status().idle()).isEqualTo(1);
		pool.stop();
		assertThat(pool.status().phase()).isEqualTo(PoolStatus.Phase.STOPPED);
	}

	@Test
	void saysHowItIs() {
		ReactiveSandboxPool pool = server.pool((settings) -> settings);
		assertThat(pool).hasToString("ReactiveSandboxPool[" + pool.status() + "]");
	}

}
