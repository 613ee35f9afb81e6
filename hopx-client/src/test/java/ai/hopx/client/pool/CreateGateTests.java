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

import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxPaymentRequiredException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.RateLimit;
import ai.hopx.client.pool.PoolStatus.HoldUp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a pool may create, to the millisecond. Drawn is the middle of each range.
 */
class CreateGateTests {

	private static final long NOW = 10_000_000;

	private static final HopxException OOPS = new HopxServerException("oops", HopxError.of(null), null);

	private static final HopxException REFUSED = new HopxPaymentRequiredException("pay", HopxError.of(null));

	private final CreateGate gate = gate(null, 100);

	@Test
	void anOpenGateIsHeldUpByNothing() {
		CreateGate limited = gate(1, 1);
		assertThat(limited.next(NOW, null)).isEqualTo(NOW);
		assertThat(limited.heldUpBy(NOW)).isNull();
		assertThat(limited.heldUpBy(0)).isNull();
		assertThat(limited.isFailing()).isFalse();
	}

	@Test
	void pausesAreDrawnFromTheUpperHalfOfABoundThatDoubles() {
		long[] pauses = { 750, 1_500, 3_000, 6_000, 12_000, 24_000, 45_000, 45_000, 45_000, 45_000, 45_000, 45_000,
				45_000 };
		for (long pause : pauses) {
			fail(NOW, OOPS);
			assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + pause);
			assertThat(this.gate.next(NOW + pause + 1, null)).isEqualTo(NOW + pause + 1);
		}
		assertThat(this.gate.isFailing()).isTrue();
		assertThat(this.gate.heldUpBy(NOW + 44_999)).isEqualTo(HoldUp.FAILURE);
		assertThat(this.gate.heldUpBy(NOW + 45_000)).isNull();
	}

	@Test
	void theFirstSuccessOpensIt() {
		fail(NOW, OOPS);
		fail(NOW, OOPS);
		assertThat(this.gate.succeeded()).isTrue();
		assertThat(this.gate.succeeded()).as("worth a line in the log").isFalse();
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW);
		assertThat(this.gate.isFailing()).isFalse();
		assertThat(this.gate.lastError()).isNull();
		fail(NOW, OOPS);
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 750);
	}

	@Test
	void aPauseThatWasAskedForIsALittleLongerAndNotBelievedForMoreThanAnHour() {
		fail(NOW, limited(Duration.ofSeconds(20)));
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 20_500);
		assertThat(this.gate.heldUpBy(NOW)).isEqualTo(HoldUp.RATE_LIMIT);
		assertThat(this.gate.heldUpBy(NOW + 20_500)).isNull();
		fail(NOW, limited(Duration.ofSeconds(3)));
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 20_500);
		fail(NOW, limited(Duration.ofDays(9)));
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 3_600_500);
	}

	@Test
	void aBusyServerIsHeededAsALimitIs() {
		fail(NOW, new HopxServerException("busy", HopxError.of(null), Duration.ofSeconds(9)));
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 9_500);
	}

	@Test
	void thoseThatWentThroughTogetherCloseItOnce() {
		int batch = this.gate.batch();
		assertThat(this.gate.failed(NOW, batch, OOPS)).isTrue();
		assertThat(this.gate.failed(NOW + 100, batch, OOPS)).isFalse();
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 750);
		assertThat(this.gate.failed(NOW + 750, this.gate.batch(), OOPS)).isFalse();
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 750 + 1_500);
	}

	@Test
	void aRefusalIsHeardAlsoFromOneThatWentThroughBefore() {
		int batch = this.gate.batch();
		this.gate.failed(NOW, batch, OOPS);
		assertThat(this.gate.isRefused()).isFalse();
		assertThat(this.gate.failed(NOW, batch, REFUSED)).isTrue();
		assertThat(this.gate.isRefused()).isTrue();
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 60_000);
		assertThat(this.gate.failed(NOW, batch, REFUSED)).isFalse();
		assertThat(this.gate.batch()).isEqualTo(2);
	}

	@Test
	void aRefusalStandsWhateverElseFails() {
		fail(NOW, REFUSED);
		fail(NOW + 60_000, new HopxTransportException("reset", HopxError.of(null), true, null));
		assertThat(this.gate.isRefused()).isTrue();
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 120_000);
	}

	@Test
	void theEndOfARefusalIsWorthALineInTheLog() {
		fail(NOW, REFUSED);
		assertThat(this.gate.succeeded()).isTrue();
		assertThat(this.gate.isRefused()).isFalse();
		assertThat(this.gate.failed(NOW + 59_999, this.gate.batch(), OOPS)).as("a line a minute").isFalse();
		assertThat(this.gate.failed(NOW + 60_000, this.gate.batch(), OOPS)).isTrue();
		assertThat(this.gate.failed(NOW + 60_000, this.gate.batch(), REFUSED)).as("whatever was said").isTrue();
	}

	@Test
	void aServiceThatIsNotReachedIsTriedMoreOften() {
		for (int i = 0; i < 10; i++) {
			fail(NOW, new HopxTransportException("refused", HopxError.of(null), true, null));
		}
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 3_750);
		fail(NOW, new HopxTransportException("reset", HopxError.of(null), false, null));
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 45_000);
	}

	@Test
	void whatOneWasToldIsNotForgottenWhenAnotherSucceeds() {
		fail(NOW, limited(Duration.ofSeconds(20)));
		this.gate.succeeded();
		assertThat(this.gate.next(NOW, null)).isEqualTo(NOW + 20_500);
		fail(NOW + 20_500, OOPS);
		this.gate.succeeded();
		assertThat(this.gate.next(NOW + 20_500, null)).isEqualTo(NOW + 20_500);
	}

	@Test
	void whatTheServiceSaysOfItsLimitIsHeeded() {
		Instant now = Instant.ofEpochMilli(NOW);
		RateLimit exhausted = new RateLimit(100L, 0L, now.plusSeconds(20), now);
		assertThat(this.gate.next(NOW, exhausted)).isEqualTo(NOW + 20_000);
		assertThat(this.gate.enter(NOW, exhausted)).isFalse();
		RateLimit nonsense = new RateLimit(100L, 0L, now.plus(Duration.ofDays(9)), now);
		assertThat(this.gate.next(NOW, nonsense)).isEqualTo(NOW + 60_000);
		assertThat(this.gate.enter(NOW, new RateLimit(100L, 1L, now.plusSeconds(20), now))).isTrue();
	}

	@Test
	void whatIsNotKnownOfALimitHoldsNothingUp() {
		Instant now = Instant.ofEpochMilli(NOW);
		assertThat(this.gate.next(NOW, new RateLimit(100L, null, now.plusSeconds(20), now))).isEqualTo(NOW);
		assertThat(this.gate.next(NOW, new RateLimit(100L, 0L, null, now))).isEqualTo(NOW);
	}

	@Test
	void theLongestReasonIsTheOneThatIsNamed() {
		CreateGate limited = gate(1, 1);
		assertThat(limited.enter(NOW, null)).isTrue();
		assertThat(limited.heldUpBy(NOW)).isEqualTo(HoldUp.POOL_QUOTA);
		assertThat(limited.enter(NOW, null)).isFalse();
		limited.failed(NOW, limited.batch(), limited(Duration.ofMinutes(2)));
		assertThat(limited.heldUpBy(NOW)).isEqualTo(HoldUp.RATE_LIMIT);
		assertThat(limited.next(NOW, null)).isEqualTo(NOW + 120_500);
		assertThat(limited.heldUpBy(NOW + 60_000)).isEqualTo(HoldUp.RATE_LIMIT);
	}

	@Test
	void twoOfAQuotaThatIsSharedAreNotMoreThanOne() {
		BackgroundQuota shared = BackgroundQuota.perMinute(1);
		CreateGate one = new CreateGate(5, shared, () -> 0);
		CreateGate other = new CreateGate(5, shared, () -> 0);
		assertThat(one.enter(NOW, null)).isTrue();
		assertThat(other.enter(NOW, null)).isFalse();
		assertThat(other.heldUpBy(NOW)).isEqualTo(HoldUp.SHARED_QUOTA);
		assertThat(other.next(NOW + 1, null)).isEqualTo(NOW + 60_000);
		assertThat(other.enter(NOW + 60_000, null)).isTrue();
		assertThat(one.enter(NOW + 60_000, null)).isFalse();
	}

	@Test
	void aQuotaLetsSomethingThrough() {
		assertThat(BackgroundQuota.perMinute(1).perMinute()).isEqualTo(1);
		assertThatExceptionOfType(HopxConfigurationException.class).isThrownBy(() -> BackgroundQuota.perMinute(0))
			.withMessageContaining("'hopx.background-requests-per-minute'");
	}

	private void fail(long now, HopxException error) {
		this.gate.failed(now, this.gate.batch(), error);
	}

	private static HopxException limited(Duration wait) {
		return new HopxRateLimitException("slow down", HopxError.of(null), null, null, null, wait);
	}

	private static CreateGate gate(Integer createsPerMinute, int requestsPerMinute) {
		return new CreateGate(createsPerMinute, BackgroundQuota.perMinute(requestsPerMinute), () -> 0.5);
	}

}
