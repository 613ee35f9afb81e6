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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import ai.hopx.client.HopxException;
import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import ai.hopx.client.testsupport.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Never lends what it can know is dead.
 */
class NeverLendsTheDeadTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	private final Map<String, ReactiveSandbox> handles = new ConcurrentHashMap<>();

	private final List<DiscardReason> discarded = Collections.synchronizedList(new ArrayList<>());

	private ReactiveSandboxPool warmPool(UnaryOperator<PoolSettingsBuilder> settings) {
		ReactiveSandboxPool pool = server.pool(settings, (builder) -> builder.tracker((sandbox, origin, expiresAt) -> {
			this.handles.put(sandbox.id(), sandbox);
			return SandboxTracker.Follower.NONE;
		}).recorder(new PoolMetricsRecorder() {

			@Override
			public void discarded(DiscardReason reason) {
				NeverLendsTheDeadTests.this.discarded.add(reason);
			}

		}));
		pool.start();
		pool.whenWarm().block(PoolServer.LIMIT);
		return pool;
	}

	@Test
	void whatDiedIsReplacedWithinOneValidationInterval() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.validationInterval(Duration.ofSeconds(30)));
		String dead = onlyOne();
		server.end(dead);
		server.advance(Duration.ofSeconds(31));
		PoolServer.await().untilAsserted(() -> {
			server.advance(Duration.ofMillis(100));
			assertThat(this.discarded).containsExactly(DiscardReason.UNHEALTHY);
			assertThat(pool.status().idle()).isEqualTo(1);
		});
		assertThat(pool.acquire().block(PoolServer.LIMIT).id()).isNotEqualTo(dead);
	}

	@ParameterizedTest
	@ValueSource(strings = { "kill", "pause", "stop" })
	void whatThisApplicationHasPutAwayIsReplacedAtOnce(String how) {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.validation(Validation.NEVER));
		String away = onlyOne();
		ReactiveSandbox handle = this.handles.get(away);
		Mono<Void> step = switch (how) {
			case "kill" -> handle.kill();
			case "pause" -> handle.pause();
			default -> handle.stop();
		};
		step.block(PoolServer.LIMIT);
		assertThat(pool.acquire().block(PoolServer.LIMIT).id()).isNotEqualTo(away);
		assertThat(this.discarded).containsExactly(DiscardReason.UNHEALTHY);
		PoolServer.await()
			.untilAsserted(() -> assertThat(server.ledger().alive()).extracting((sandbox) -> sandbox.id())
				.doesNotContain(away));
	}

	@Test
	void whatDiedIsPassedOverAtOnceWhereEachIsAskedBeforeItIsLent() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.validation(Validation.ALWAYS).minIdle(2));
		List<String> before = server.ledger().alive().stream().map((sandbox) -> sandbox.id()).toList();
		before.forEach(server::end);
		ReactivePooledSandbox sandbox = pool.acquire().block(PoolServer.LIMIT);
		assertThat(before).doesNotContain(sandbox.id());
		assertThat(sandbox.acquisition().source()).isEqualTo(Source.CREATED);
		assertThat(sandbox.runCode("print(6*7)").block(PoolServer.LIMIT).stdout()).isEqualTo("42\n");
		assertThat(this.discarded).containsExactly(DiscardReason.UNHEALTHY, DiscardReason.UNHEALTHY);
	}

	@Test
	void whatIsDeadAtHandOverIsReplacedByTheNext() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.validation(Validation.NEVER));
		String dead = onlyOne();
		server.end(dead);
		ReactivePooledSandbox sandbox = pool.acquire(AcquireRequest.defaults().file("/workspace/a", "b"))
			.block(PoolServer.LIMIT);
		assertThat(sandbox.id()).isNotEqualTo(dead);
		assertThat(sandbox.files().readText("/workspace/a").block(PoolServer.LIMIT)).isEqualTo("b");
	}

	@Test
	void anAgentThatFallsIllOnceIsAskedAgainAndNotLentMeanwhile() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.maxSize(1).onEmpty(OnEmpty.FAIL));
		String id = onlyOne();
		server.hopx().faults().dataPlane().get("/health").status(503);
		try (LogLines log = LogLines.of("ai.hopx.client.pool")) {
			server.advance(Duration.ofSeconds(30));
			PoolServer.await()
				.untilAsserted(() -> assertThat(log.all()).anySatisfy((line) -> assertThat(line).contains("not well")));
		}
		assertThatExceptionOfType(PoolExhaustedException.class).isThrownBy(() -> pool.acquire().block());
		PoolServer.await().ignoreExceptionsInstanceOf(PoolExhaustedException.class).untilAsserted(() -> {
			server.advance(Duration.ofMillis(500));
			assertThat(pool.acquire().block(PoolServer.LIMIT).id()).isEqualTo(id);
		});
		assertThat(this.discarded).isEmpty();
	}

	@Test
	void whatHasTooLittleOfItsLeaseLeftIsNotLent() {
		server.hopx().faults().controlPlane().put("/v1/sandboxes/{id}/timeout").always().status(409);
		ReactiveSandboxPool pool = warmPool(
				(settings) -> settings.minRemainingTtl(Duration.ofSeconds(60)).validation(Validation.NEVER));
		String old = onlyOne();
		// Between two looks of the pool, which are 5 s apart
		server.advance(Duration.ofSeconds(542));
		assertThat(server.ledger().alive()).extracting((sandbox) -> sandbox.id()).contains(old);
		assertThat(pool.acquire().block(PoolServer.LIMIT).id()).isNotEqualTo(old);
		assertThat(this.discarded).containsExactly(DiscardReason.EXPIRED);
	}

	@Test
	void whatWaitsWithTooLittleOfItsLeaseLeftIsReplaced() {
		server.hopx().faults().controlPlane().put("/v1/sandboxes/{id}/timeout").always().status(409);
		ReactiveSandboxPool pool = warmPool((settings) -> settings.validation(Validation.NEVER));
		String old = onlyOne();
		server.advance(Duration.ofSeconds(535));
		server.passUntil(Duration.ofSeconds(1),
				() -> assertThat(this.discarded).containsExactly(DiscardReason.EXPIRED));
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(1));
		assertThat(onlyOne()).isNotEqualTo(old);
	}

	@Test
	void renewedSandboxesAreLentForAsLongAsTheyAreRenewed() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.validation(Validation.NEVER));
		String id = onlyOne();
		for (int i = 0; i < 9; i++) {
			int renewals = i + 1;
			server.passUntil(Duration.ofSeconds(5),
					() -> assertThat(server.requests("PUT", "/v1/sandboxes/{id}/timeout")).hasSize(renewals)
						.allSatisfy((request) -> assertThat(request.status()).isEqualTo(200)));
		}
		assertThat(pool.acquire().block(PoolServer.LIMIT).id()).isEqualTo(id);
		assertThat(this.discarded).isEmpty();
	}

	@Test
	void whatIsTooOldIsReplacedAndItsReplacementComesFirst() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.maxIdleAge(Duration.ofMinutes(2)));
		String old = onlyOne();
		server.advance(Duration.ofMinutes(2));
		server.passUntil(Duration.ofMillis(100), () -> assertThat(this.discarded).containsExactly(DiscardReason.AGED));
		assertThat(pool.status().idle()).isEqualTo(1);
		assertThat(onlyOne()).isNotEqualTo(old);
	}

	@Test
	void aBorrowerThatMeetsADeadOneGetsAnExceptionAndItsCodeDoesNotRunElsewhere() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.validation(Validation.NEVER));
		server.end(onlyOne());
		ReactivePooledSandbox sandbox = pool.acquire().block(PoolServer.LIMIT);
		assertThatExceptionOfType(HopxException.class)
			.isThrownBy(() -> sandbox.runCode("print('once')").block(PoolServer.LIMIT));
		assertThat(server.ledger().runs("print('once')")).isEmpty();
	}

	private static String onlyOne() {
		PoolServer.await().untilAsserted(() -> assertThat(server.ledger().alive()).hasSize(1));
		return server.ledger().alive().get(0).id();
	}

}
