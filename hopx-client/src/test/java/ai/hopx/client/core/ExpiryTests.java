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

package ai.hopx.client.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.HopxAuthenticationException;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.SandboxExpiredException;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What is left of a sandbox's life, and who is told in time.
 */
class ExpiryTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final Duration AHEAD = Duration.ofMinutes(1);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final AtomicInteger looks = new AtomicInteger();

	private final AtomicReference<@Nullable Instant> end = new AtomicReference<>(Instant.EPOCH.plusSeconds(3600));

	private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

	@Test
	void warnsOnceAheadOfTheEndAndEndsWithTheSandbox() {
		StepVerifier.create(warnings())
			.expectSubscription()
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(3539)))
			.then(() -> assertThat(this.looks.get()).isBetween(12, 13))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext(AHEAD)
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(59)))
			.then(() -> this.failure.set(new SandboxExpiredException("gone", HopxError.of("abc"))))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(2)))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void warnsAgainAheadOfAnEndThatWasMoved() {
		StepVerifier.create(warnings())
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(3540)))
			.expectNext(AHEAD)
			.then(() -> this.end.set(Instant.EPOCH.plusSeconds(7200)))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(3599)))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext(AHEAD)
			.thenCancel()
			.verify(LIMIT);
	}

	@Test
	void leavesOneWithoutEndInPeaceAndStopsWithItsSubscriber() {
		this.end.set(null);
		StepVerifier.create(warnings())
			.then(() -> this.time.advanceTimeBy(Duration.ofHours(1)))
			.then(() -> assertThat(this.looks).hasValue(13))
			.thenCancel()
			.verify(LIMIT);
		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.looks).hasValue(13);
	}

	@Test
	void passesOverFailuresThatPassAndNoOthers() {
		this.failure.set(new HopxServerException("busy", HopxError.of("abc"), null) {
			@Override
			public boolean isRetryable() {
				return true;
			}
		});
		StepVerifier.create(warnings())
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(10)))
			.then(() -> this.failure.set(null))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(2940)))
			.expectNext(AHEAD)
			.then(() -> this.failure.set(new HopxAuthenticationException("no", HopxError.of("abc"))))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectError(HopxAuthenticationException.class)
			.verify(LIMIT);
	}

	@Test
	void tellsWhatIsLeft() {
		Sandbox sandbox = new BlockingSandbox(Wire.sandbox(wire));
		describe("\"expires_at\":\"%s\"".formatted(Instant.now().plusSeconds(600)));
		assertThat(sandbox.timeLeft().orElseThrow()).isBetween(Duration.ofSeconds(590), Duration.ofSeconds(600));
		assertThat(sandbox.isExpiring(Duration.ofMinutes(11))).isTrue();
		assertThat(sandbox.isExpiring(Duration.ofMinutes(9))).isFalse();
		describe("\"expires_at\":\"2020-01-01T00:00:00Z\"");
		assertThat(sandbox.timeLeft()).contains(Duration.ZERO);
		describe("\"expires_at\":null");
		assertThat(sandbox.timeLeft()).isEmpty();
		assertThat(sandbox.isExpiring(Duration.ofDays(999))).isFalse();
		assertThat(Wire.lines(wire.controlRequests())).hasSize(6).containsOnly("GET /v1/sandboxes/" + Wire.ID);
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> sandbox.isExpiring(Duration.ZERO));
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> sandbox.onExpiring(Duration.ZERO, (left) -> {
			}));
	}

	@Test
	void warnsUntilTheServiceSaysThatTheSandboxIsGone() {
		describe("\"expires_at\":\"%s\"".formatted(Instant.now().plusSeconds(1)));
		StepVerifier.create(Wire.sandbox(wire).onExpiring(AHEAD))
			.expectNextCount(1)
			.then(() -> Wire.answer(wire.control(), aResponse().withStatus(410)))
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void callsBackWhereWaitingIsAllowedUntilClosed() {
		TestPublisher<Duration> warnings = TestPublisher.create();
		Queue<Duration> seen = new ConcurrentLinkedQueue<>();
		ExpiryMonitor monitor = BlockingExpiryMonitor.of("abc", warnings.flux(), (left) -> {
			Blocking.checkThread();
			seen.add(left);
			throw new IllegalStateException("a callback that fails");
		}, Schedulers.boundedElastic());
		warnings.next(Duration.ofSeconds(2));
		await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSize(1));
		warnings.next(Duration.ofSeconds(1));
		await().atMost(LIMIT).untilAsserted(() -> assertThat(seen).hasSize(2));
		monitor.close();
		monitor.close();
		warnings.assertCancelled();
	}

	private Flux<Duration> warnings() {
		return new ExpiryWatch(Mono.fromSupplier(() -> {
			this.looks.incrementAndGet();
			RuntimeException failure = this.failure.get();
			if (failure != null) {
				throw failure;
			}
			Instant end = this.end.get();
			return HopxJson.mapper()
				.readValue("{\"id\":\"abc\",\"expires_at\":%s}".formatted((end != null) ? "\"" + end + "\"" : null),
						SandboxInfo.class);
		}), AHEAD, this.time).warnings();
	}

	private static void describe(String field) {
		Wire.answer(wire.control(), "{\"id\":\"%s\",\"status\":\"running\",%s}".formatted(Wire.ID, field));
	}

}
