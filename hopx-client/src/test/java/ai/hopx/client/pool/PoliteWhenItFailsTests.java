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

import ai.hopx.client.HopxException;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.pool.PoolStatus.HoldUp;
import ai.hopx.client.testsupport.LogLines;
import ai.hopx.embedded.fault.Fault;
import ai.hopx.embedded.fault.FaultTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Polite when it fails. Without jitter the pauses are half of what they can be: 0.5 s,
 * then 1 s, 2 s and so on.
 */
class PoliteWhenItFailsTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void failuresBackOffOnceForAllThatFailedTogether() {
		creates().status(500);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(4).warmUpConcurrency(4));
		pool.start();
		expectCreates(pool, 4);
		pass(Duration.ofMillis(499));
		expectCreates(pool, 4);
		pass(Duration.ofMillis(1));
		expectCreates(pool, 8);
		pass(Duration.ofMillis(999));
		expectCreates(pool, 8);
		pass(Duration.ofMillis(1));
		expectCreates(pool, 12);
		pass(Duration.ofSeconds(2));
		expectCreates(pool, 16);
		assertThat(pool.status().nextTry()).isEqualTo(Duration.ofSeconds(4));
		assertThat(pool.status().heldUpBy()).isEqualTo(HoldUp.FAILURE);
	}

	@Test
	void noPauseIsLongerThanAMinute() {
		creates().status(503);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(1));
		pool.start();
		for (int i = 1; i < 12; i++) {
			expectCreates(pool, i);
			Duration pause = pool.status().nextTry();
			assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(60));
			pass(pause);
		}
	}

	@Test
	void whatFailsNowAndThenDoesNotFillTheLog() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.minIdle(1));
		try (LogLines log = LogLines.of("ai.hopx.client.pool.Warmer")) {
			for (int i = 0; i < 5; i++) {
				server.hopx().faults().controlPlane().post("/v1/sandboxes").status(500);
				pool.acquire().block(PoolServer.LIMIT).kill().block();
				server.passUntil(Duration.ofMillis(500), () -> assertThat(pool.status().idle()).isEqualTo(1));
			}
			assertThat(log.all()).hasSize(2);
			pass(Duration.ofMinutes(1));
			server.hopx().faults().controlPlane().post("/v1/sandboxes").status(500);
			pool.acquire().block(PoolServer.LIMIT).kill().block();
			PoolServer.await().untilAsserted(() -> assertThat(log.all()).hasSize(3));
		}
	}

	@Test
	void thereIsOneLayerOfRepeats() {
		// The client by itself would send a refused connection and a 429 again
		creates().rateLimited(Duration.ZERO);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(1));
		pool.start();
		expectCreates(pool, 1);
		PoolServer.await().during(Duration.ofMillis(200)).untilAsserted(() -> expectCreates(pool, 1));
	}

	@Test
	void aRateLimitIsWaitedForAsTold() {
		Fault limited = creates().rateLimited(Duration.ofSeconds(20));
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(1));
		pool.start();
		expectCreates(pool, 1);
		limited.lift();
		pass(Duration.ofMillis(19_900));
		expectCreates(pool, 1);
		pass(Duration.ofMillis(400));
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 402, 403, 404 })
	void aRefusalIsProbedOnceAMinuteAndNobodyWaitsForIt(int status) {
		Fault refusal = creates().status(status);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(3).warmUpConcurrency(3));
		try (LogLines log = LogLines.of("ai.hopx.client.pool")) {
			pool.start();
			expectCreates(pool, 3);
			assertThat(pool.status().refused()).isTrue();
			assertThatExceptionOfType(PoolRefusedException.class).isThrownBy(() -> pool.acquire().block())
				.withMessageContaining("is refused new sandboxes")
				.withCauseInstanceOf(HopxException.class);
			for (int probes = 1; probes < 4; probes++) {
				pass(Duration.ofMillis(59_999));
				expectCreates(pool, 2 + probes);
				pass(Duration.ofMillis(1));
				expectCreates(pool, 3 + probes);
			}
			assertThat(log.warnings()).hasSize(1).first().asString().contains("is refused new sandboxes");
			refusal.lift();
			server.passUntil(Duration.ofSeconds(1), () -> assertThat(pool.status().idle()).isEqualTo(3));
			assertThat(pool.status().refused()).isFalse();
			assertThat(log.all()).anyMatch((line) -> line.contains("creates sandboxes again"));
		}
	}

	@Test
	void aSandboxThatEndsWhileItIsCreatedIsNoRefusal() {
		// Its creator is told that it is not found, which is no word about others
		String body = "{\"error\":\"Sandbox sb1 not found\",\"code\":\"RESOURCE_NOT_FOUND\",\"sandbox_id\":\"sb1\"}";
		server.hopx()
			.faults()
			.controlPlane()
			.post("/v1/sandboxes")
			.reply(404, Map.of("Content-Type", "application/json"), body);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(1));
		pool.start();
		expectCreates(pool, 1);
		assertThat(pool.status().refused()).isFalse();
		pass(Duration.ofMillis(500));
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(1));
	}

	@Test
	void whoWaitsIsToldOfARefusal() {
		creates().status(402);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(0));
		assertThatExceptionOfType(PoolRefusedException.class).isThrownBy(() -> pool.acquire().block(PoolServer.LIMIT));
	}

	@Test
	void afterAMinuteACallerMayTryAgain() {
		Fault refusal = creates().status(402);
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(0));
		assertThatExceptionOfType(PoolRefusedException.class).isThrownBy(() -> pool.acquire().block(PoolServer.LIMIT));
		refusal.lift();
		pass(Duration.ofSeconds(60));
		assertThat(pool.acquire().block(PoolServer.LIMIT).id()).isNotBlank();
	}

	@Test
	void aFullQuotaOfSandboxesIsNoRefusal() {
		creates().status(403, "RESOURCE_LIMIT_ERROR");
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(1));
		pool.start();
		expectCreates(pool, 1);
		assertThat(pool.status().refused()).isFalse();
		assertThat(pool.status().nextTry()).isEqualTo(Duration.ofMillis(500));
	}

	@Test
	void aTokenThatAnAgentRefusesIsNoRefusal() {
		server.hopx().faults().dataPlane().patch("/env").times(4).status(401);
		SandboxDefaults standard = SandboxDefaults.standard();
		SandboxDefaults defaults = new SandboxDefaults(standard.template(), null, standard.timeout(),
				standard.readyTimeout(), null, Map.of("A", "1"), standard.runTimeout());
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(1),
				(builder) -> builder.defaults(defaults));
		pool.start();
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().lastError()).isNotNull());
		assertThat(pool.status().refused()).isFalse();
		server.passUntil(Duration.ofMillis(100), () -> assertThat(pool.status().idle()).isEqualTo(1));
	}

	@Test
	void aFailedPreparationIsAFailedCreate() {
		ReactiveSandboxPool pool = server.pool((settings) -> settings.warmUpCommands(List.of("true", "exit 3")));
		try (LogLines log = LogLines.of("ai.hopx.client.pool.Warmer")) {
			pool.start();
			expectCreates(pool, 1);
			PoolServer.await().untilAsserted(() -> assertThat(log.warnings()).hasSize(1));
		}
		assertThat(pool.status().lastError()).startsWith(
				"The sandbox could not be prepared: command 2 of 'hopx.pools.test.warm-up.commands' ended with exit code 3");
		assertThat(pool.status().nextTry()).isEqualTo(Duration.ofMillis(500));
	}

	@Test
	void aPreparerThatFailsIsNamed() {
		ReactiveSandboxPool pool = server.pool((settings) -> settings, (builder) -> builder
			.preparers(List.of((name, sandbox) -> Mono.error(new IllegalStateException("no disk")))));
		pool.start();
		expectCreates(pool, 1);
		assertThat(pool.status().lastError()).startsWith("The sandbox could not be prepared: no disk");
	}

	@Test
	void aPreparationThatUsesUpTheLeaseIsAFailedCreate() {
		ReactiveSandboxPool pool = server.pool(
				(settings) -> settings.lease(Duration.ofMinutes(3)).createTimeout(Duration.ofMinutes(10)),
				(builder) -> builder.preparers(
						List.of((name, sandbox) -> Mono.fromRunnable(() -> server.advance(Duration.ofMinutes(4))))));
		try (LogLines log = LogLines.of("ai.hopx.client.pool.Warmer")) {
			pool.start();
			PoolServer.await().untilAsserted(() -> assertThat(log.warnings()).isNotEmpty());
			assertThat(log.warnings()).first().asString().contains("lease");
		}
	}

	@Test
	void createsKeepToTheirQuota() {
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(5).maxCreatesPerMinute(2));
		pool.start();
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(2));
		assertThat(pool.status().heldUpBy()).isEqualTo(HoldUp.POOL_QUOTA);
		pass(Duration.ofMillis(59_999));
		assertThat(server.creates()).isEqualTo(2);
		pass(Duration.ofMillis(1));
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(4));
		pass(Duration.ofSeconds(60));
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(5));
	}

	@Test
	void poolsShareAQuotaOfRequests() {
		BackgroundQuota quota = BackgroundQuota.perMinute(3);
		ReactiveSandboxPool one = server.pool((settings) -> settings.minIdle(2), (builder) -> builder.quota(quota));
		ReactiveSandboxPool other = server.pool((settings) -> settings.minIdle(2), (builder) -> builder.quota(quota));
		one.start();
		other.start();
		PoolServer.await().untilAsserted(() -> {
			assertThat(one.status().idle()).isEqualTo(2);
			assertThat(other.status().idle()).isEqualTo(1);
		});
		assertThat(other.status().nextTry()).isEqualTo(Duration.ofSeconds(60));
		assertThat(other.status().heldUpBy()).isEqualTo(HoldUp.SHARED_QUOTA);
		ReactivePooledSandbox last = other.acquire().block(PoolServer.LIMIT);
		CompletableFuture<?> waiter = other.acquire(AcquireRequest.defaults().timeout(Duration.ofSeconds(1)))
			.toFuture();
		pass(Duration.ofSeconds(1));
		assertThat(waiter).failsWithin(PoolServer.LIMIT)
			.withThrowableThat()
			.withMessageContaining("in 60 s: 'hopx.background-requests-per-minute' is used up");
		last.kill().block();
		pass(Duration.ofSeconds(60));
		PoolServer.await().untilAsserted(() -> assertThat(other.status().idle()).isEqualTo(2));
	}

	private static FaultTarget creates() {
		return server.hopx().faults().controlPlane().post("/v1/sandboxes").always();
	}

	private static void pass(Duration duration) {
		server.advance(duration);
	}

	/**
	 * So many were asked for, and none is under way.
	 */
	private static void expectCreates(ReactiveSandboxPool pool, int count) {
		PoolServer.await().untilAsserted(() -> {
			assertThat(server.creates()).isEqualTo(count);
			assertThat(pool.status().warming()).isZero();
		});
	}

}
