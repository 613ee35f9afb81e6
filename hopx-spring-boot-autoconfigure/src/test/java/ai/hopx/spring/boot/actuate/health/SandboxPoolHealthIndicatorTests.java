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

package ai.hopx.spring.boot.actuate.health;

import java.time.Duration;

import ai.hopx.client.HopxClient;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.PoolStatus.HoldUp;
import ai.hopx.client.pool.PoolStatus.Phase;
import ai.hopx.client.pool.ReactivePooledSandbox;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.ledger.Plane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@link SandboxPoolHealthIndicator} makes of a pool's status, and what it says of
 * pools in trouble.
 */
class SandboxPoolHealthIndicatorTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static EmbeddedHopx hopx;

	private final HopxClient client = HopxClient.builder().baseUrl(hopx.baseUrl()).apiKey(hopx::apiKey).build();

	private @Nullable ReactiveSandboxPool pool;

	@BeforeAll
	static void startServer() {
		hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
	}

	@AfterAll
	static void stopServer() {
		hopx.close();
	}

	@AfterEach
	void stop() {
		hopx.faults().reset();
		if (this.pool != null) {
			this.pool.stop().block(PATIENCE);
		}
		this.client.close();
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			# phase, minIdle, idle, pending, refused, lastError, nextTry, status
			NEW,      1, 0, 0, false,     ,   , UP
			RUNNING,  1, 1, 0, false,     ,   , UP
			RUNNING,  1, 0, 0, false,     ,   , UP
			RUNNING,  1, 0, 5, false,     ,   , UP
			RUNNING,  0, 0, 0, false,     ,   , UP
			RUNNING,  0, 0, 0, false, 503,    , UP
			RUNNING,  2, 1, 0, false, 503,  5 , UP
			RUNNING,  1, 0, 0, false, 503,    , DOWN
			RUNNING,  0, 0, 1, false, 503,    , DOWN
			RUNNING,  0, 0, 0, false, 503,  5 , DOWN
			RUNNING,  2, 1, 0, true,  402, 60 , OUT_OF_SERVICE
			RUNNING,  1, 0, 0, true,  402, 60 , OUT_OF_SERVICE
			STOPPING, 1, 1, 0, false,     ,   , OUT_OF_SERVICE
			STOPPED,  1, 0, 0, false, 503,    , OUT_OF_SERVICE
			""")
	void judgesByTheStatus(Phase phase, int minIdle, int idle, int pending, boolean refused, String lastError,
			Long nextTry, String status) {
		PoolStatus poolStatus = new PoolStatus("python", "code-interpreter", phase, minIdle, 10, 0, idle, 0, 0, pending,
				refused, lastError, (nextTry != null) ? Duration.ofSeconds(nextTry) : null,
				(nextTry != null) ? HoldUp.FAILURE : null);
		Health health = health(new SandboxPoolHealthIndicator(() -> poolStatus));
		assertThat(health.getStatus()).isEqualTo(new Status(status));
		assertThat(health.getDetails().containsKey("error")).isEqualTo(!"UP".equals(status));
	}

	@Test
	void showsAllFigures() {
		PoolStatus status = new PoolStatus("python", "code-interpreter", Phase.RUNNING, 2, 10, 1, 3, 4, 5, 6, false,
				"no luck", Duration.ofMillis(7900), HoldUp.SHARED_QUOTA);
		assertThat(health(new SandboxPoolHealthIndicator(() -> status)).getDetails()).hasSize(12)
			.containsEntry("phase", "running")
			.containsEntry("template", "code-interpreter")
			.containsEntry("minIdle", 2)
			.containsEntry("maxSize", 10)
			.containsEntry("warming", 1)
			.containsEntry("idle", 3)
			.containsEntry("borrowed", 4)
			.containsEntry("killing", 5)
			.containsEntry("pending", 6)
			.containsEntry("lastError", "no luck")
			.containsEntry("nextTry", "7s")
			.containsEntry("heldUpBy", "shared-quota");
	}

	@Test
	void isUpWhileItCanServeThoughTheControlPlaneIsAway() {
		SandboxPoolHealthIndicator indicator = warm(2);
		hopx.faults().controlPlane().refuse();
		ReactivePooledSandbox borrowed = borrow();
		await().atMost(PATIENCE).until(() -> health(indicator).getDetails().containsKey("lastError"));
		assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
		assertThat(health(indicator).getDetails()).containsEntry("idle", 1).containsEntry("borrowed", 1);
		borrowed.kill().block(PATIENCE);
	}

	@Test
	void isDownWhereItIsEmptyAndCreatesFail() {
		hopx.faults().controlPlane().post("/v1/sandboxes").always().status(503, "SERVICE_UNAVAILABLE");
		SandboxPoolHealthIndicator indicator = start(1);
		await().atMost(PATIENCE).until(() -> Status.DOWN.equals(health(indicator).getStatus()));
		assertThat(health(indicator).getDetails()).containsEntry("idle", 0)
			.hasEntrySatisfying("lastError", (error) -> assertThat(error).asString().contains("503"))
			.containsKey("nextTry");
	}

	@Test
	void isOutOfServiceWithoutCreditEvenWhileSomeAreReady() {
		SandboxPoolHealthIndicator indicator = warm(2);
		hopx.faults().exhaustCredit();
		ReactivePooledSandbox borrowed = borrow();
		await().atMost(PATIENCE).until(() -> Status.OUT_OF_SERVICE.equals(health(indicator).getStatus()));
		assertThat(health(indicator).getDetails()).containsEntry("idle", 1)
			.hasEntrySatisfying("lastError", (error) -> assertThat(error).asString().contains("402"))
			.hasEntrySatisfying("error", (error) -> assertThat(error).asString().contains("Only the 1"));
		borrowed.kill().block(PATIENCE);
	}

	@Test
	void isUpWhereItIsEmptyAlone() {
		SandboxPoolHealthIndicator indicator = start(0);
		assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
		assertThat(health(indicator).getDetails()).containsEntry("idle", 0).containsEntry("phase", "running");
	}

	@Test
	void asksNobody() {
		SandboxPoolHealthIndicator indicator = warm(1);
		hopx.ledger().clear();
		for (int i = 0; i < 100; i++) {
			health(indicator);
		}
		assertThat(hopx.ledger().requests(Plane.CONTROL)).isEmpty();
	}

	private SandboxPoolHealthIndicator warm(int minIdle) {
		SandboxPoolHealthIndicator indicator = start(minIdle);
		pool().whenWarm().block(PATIENCE);
		return indicator;
	}

	private SandboxPoolHealthIndicator start(int minIdle) {
		PoolSettings settings = PoolSettings.builder("python", "code-interpreter")
			.minIdle(minIdle)
			.drainTimeout(Duration.ZERO)
			.build();
		this.pool = ReactiveSandboxPool.builder(this.client, settings).build();
		this.pool.start();
		return new SandboxPoolHealthIndicator(this.pool);
	}

	private ReactivePooledSandbox borrow() {
		return pool().acquire().blockOptional(PATIENCE).orElseThrow();
	}

	private ReactiveSandboxPool pool() {
		assertThat(this.pool).isNotNull();
		return this.pool;
	}

	private static Health health(SandboxPoolHealthIndicator indicator) {
		return indicator.health().blockOptional(PATIENCE).orElseThrow();
	}

}
