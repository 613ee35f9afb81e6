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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.core.Acquisition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a pool tells of what it does: each thing once, and as what it was.
 */
class PoolRecorderTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	private final List<String> told = new CopyOnWriteArrayList<>();

	private ReactiveSandboxPool pool(UnaryOperator<PoolSettingsBuilder> settings) {
		return server.pool(settings, (builder) -> builder.recorder(new Recorder()));
	}

	private ReactiveSandboxPool warmPool(UnaryOperator<PoolSettingsBuilder> settings) {
		ReactiveSandboxPool pool = pool(settings);
		pool.start();
		pool.whenWarm().block(PoolServer.LIMIT);
		this.told.clear();
		return pool;
	}

	@Test
	void aUseFromTheCreateToTheReturn() {
		ReactiveSandboxPool pool = pool((settings) -> settings.minIdle(0));
		pool.acquire().block(PoolServer.LIMIT).kill().block();
		assertThat(this.told).containsExactly("created SUCCESS", "acquired CREATED SUCCESS", "used SUCCESS");
	}

	@Test
	void oneThatWasReady() {
		ReactivePooledSandbox sandbox = warmPool((settings) -> settings.maxSize(1)).acquire().block(PoolServer.LIMIT);
		assertThat(this.told).containsExactly("acquired WARM SUCCESS");
		assertThat(sandbox.acquisition().duration()).isBetween(Duration.ofNanos(1), PoolServer.LIMIT);
		assertThat(sandbox).hasToString("PooledSandbox[id=%s, pool=test, source=WARM]".formatted(sandbox.id()));
	}

	@Test
	void oneThatWasPrepared() {
		warmPool((settings) -> settings.warmUpCommands(List.of("true")));
		ReactiveSandboxPool pool = pool((settings) -> settings.warmUpCommands(List.of("true")));
		pool.start();
		pool.whenWarm().block(PoolServer.LIMIT);
		assertThat(this.told).containsExactly("created SUCCESS", "warmedUp SUCCESS");
	}

	@Test
	void oneThatCouldNotBePrepared() {
		ReactiveSandboxPool pool = pool((settings) -> settings.warmUpCode("raise SystemExit(3)"));
		pool.start();
		PoolServer.await()
			.untilAsserted(() -> assertThat(this.told).containsExactly("created SUCCESS", "discarded PREPARE",
					"warmedUp PREPARE"));
		assertThat(pool.status().lastError()).contains("'hopx.pools.test.warm-up.code' ended with exit code 3");
	}

	@Test
	void oneThatCouldNotBeCreated() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").status(500);
		pool((settings) -> settings).start();
		PoolServer.await().untilAsserted(() -> assertThat(this.told).containsExactly("created SERVER_ERROR"));
	}

	@Test
	void oneThatCameTooLate() {
		server.hopx().faults().controlPlane().post("/v1/sandboxes").delay(Duration.ofMillis(300));
		ReactiveSandboxPool pool = pool((settings) -> settings.minIdle(0).createTimeout(Duration.ofSeconds(5)));
		Disposable waiting = pool.acquire().onErrorComplete().subscribe();
		server.advance(Duration.ofSeconds(5));
		waiting.dispose();
		assertThat(this.told).containsExactly("created TIMEOUT", "acquired null ERROR");
		PoolServer.await().untilAsserted(() -> assertThat(this.told).contains("discarded LATE"));
	}

	@Test
	void whoGotNone() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.maxSize(1).pendingAcquireMaxCount(1));
		pool.acquire().block(PoolServer.LIMIT);
		this.told.clear();
		pool.acquire().onErrorComplete().subscribe();
		pool.acquire().onErrorComplete().subscribe();
		assertThat(this.told).containsExactly("acquired null REJECTED");
		server.advance(Duration.ofMillis(29_999));
		assertThat(this.told).hasSize(1);
		server.advance(Duration.ofMillis(1));
		assertThat(this.told).containsExactly("acquired null REJECTED", "acquired null TIMEOUT");
	}

	@Test
	void whoAskedForWhatCannotBe() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.maxSize(1));
		assertThatExceptionOfType(HopxForbiddenException.class)
			.isThrownBy(() -> pool.acquire(AcquireRequest.defaults().file("/etc/passwd", "x")).block(PoolServer.LIMIT));
		assertThat(this.told).startsWith("used SUCCESS", "acquired null ERROR");
		server.advance(Duration.ofSeconds(30));
		assertThat(this.told).doesNotContain("acquired null TIMEOUT");
	}

	@Test
	void whatIsStillLentAtTheEndOfTheDrain() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.maxSize(1));
		ReactivePooledSandbox lent = pool.acquire().block(PoolServer.LIMIT);
		this.told.clear();
		pool.stop().subscribe();
		server.advance(Duration.ofSeconds(10));
		assertThat(this.told).containsExactly("discarded DRAIN", "used DRAIN");
		lent.kill().block();
		assertThat(this.told).hasSize(2);
	}

	@Test
	void whatIsGoneBeforeItIsGivenBack() {
		ReactiveSandboxPool pool = warmPool(
				(settings) -> settings.maxSize(1).renewBorrowed(false).validation(Validation.NEVER));
		ReactivePooledSandbox lent = pool.acquire().block(PoolServer.LIMIT);
		server.end(lent.id());
		this.told.clear();
		server.advance(Duration.ofMinutes(10));
		PoolServer.await().untilAsserted(() -> assertThat(this.told).startsWith("discarded EXPIRED", "used EXPIRED"));
	}

	@Test
	void whatWasDeadBeforeItsBorrowerHadItWasOfNoUse() {
		ReactiveSandboxPool pool = warmPool((settings) -> settings.maxSize(1).validation(Validation.ALWAYS));
		server.end(server.ledger().alive().get(0).id());
		pool.acquire().block(PoolServer.LIMIT);
		assertThat(this.told).containsExactly("discarded UNHEALTHY", "created SUCCESS", "acquired CREATED SUCCESS");
	}

	/**
	 * Writes it all down.
	 */
	private final class Recorder implements PoolMetricsRecorder {

		@Override
		public void acquired(Acquisition.Source source, AcquireOutcome outcome, Duration duration) {
			tell("acquired " + source + " " + outcome, duration);
		}

		@Override
		public void created(CreateOutcome outcome, Duration duration) {
			tell("created " + outcome, duration);
		}

		@Override
		public void warmedUp(CreateOutcome outcome, Duration duration) {
			tell("warmedUp " + outcome, duration);
		}

		@Override
		public void used(UseOutcome outcome, Duration duration) {
			// By the pool's time, which may have stood still
			tell("used " + outcome, duration.plusNanos(1));
		}

		@Override
		public void discarded(DiscardReason reason) {
			PoolRecorderTests.this.told.add("discarded " + reason);
		}

		private void tell(String what, Duration duration) {
			assertThat(duration).isBetween(Duration.ofNanos(1), Duration.ofMinutes(20));
			PoolRecorderTests.this.told.add(what);
		}

	}

}
