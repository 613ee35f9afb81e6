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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxPaymentRequiredException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.pool.PoolEntry.State;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import ai.hopx.client.pool.PoolStatus.Phase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a pool does about whoever comes and whatever happens, without a server.
 */
class PoolStateTests {

	private static final long START = BareState.START;

	private static final long LEASE = Duration.ofMinutes(10).toMillis();

	@Test
	void asksForWhatIsMissingOnceUntilSomebodyLooks() {
		BareState pool = new BareState((settings) -> settings.minIdle(1), 0);
		assertThat(pool.called()).containsExactly("replenish");
		pool.acquire(START);
		pool.acquire(START);
		assertThat(pool.called()).isEmpty();
		assertThat(pool.creates.plan(START, null).creates()).hasSize(3);
		pool.acquire(START);
		assertThat(pool.called()).containsExactly("replenish");
	}

	@Test
	void lendsWhatIsReadyForLongest() {
		BareState pool = new BareState((settings) -> settings.minIdle(2), 0);
		pool.fill(START);
		assertThat(pool.called()).containsExactly("replenish", "warm");
		pool.acquire(START);
		assertThat(pool.called()).containsExactly("serve s1 WARM", "replenish");
		pool.acquire(START);
		assertThat(pool.called()).containsExactly("serve s2 WARM");
		assertThat(pool.state.status(START).borrowed()).isEqualTo(2);
	}

	@Test
	void anotherThreadMayComeNext() {
		BareState pool = new BareState((settings) -> settings, 0);
		assertThat(CompletableFuture.supplyAsync(() -> pool.state.status(START))).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void lendsWithExactlyTheLeastLeaseLeftAndNotWithLess() {
		BareState pool = new BareState((settings) -> settings.minIdle(2), 0);
		pool.fill(START);
		pool.called();
		pool.acquire(START + LEASE - 60_000);
		assertThat(pool.called()).containsExactly("serve s1 WARM", "replenish");
		pool.acquire(START + LEASE - 59_999);
		assertThat(pool.called()).containsExactly("kill s2 EXPIRED");
	}

	@Test
	void lendsNothingWhoseLeaseIsOver() {
		BareState pool = new BareState((settings) -> settings.minRemainingTtl(Duration.ZERO), 0);
		PoolEntry entry = pool.fill(START).get(0);
		assertThat(pool.state.isLendable(entry, START + LEASE - 1)).isTrue();
		assertThat(pool.state.isLendable(entry, START + LEASE)).isFalse();
	}

	@Test
	void whatIsReadyGoesToWhoeverWaitsForLongest() {
		BareState pool = new BareState((settings) -> settings.minIdle(0), 0);
		Waiter first = BareState.waiter();
		Waiter second = BareState.waiter();
		pool.state.acquire(first, START);
		pool.state.acquire(second, START);
		pool.state.leave(first);
		pool.called();
		PoolEntry entry = pool.creates.plan(START, null).creates().get(0);
		pool.ready(entry, START);
		assertThat(pool.called()).containsExactly("serve s1 CREATED");
		assertThat(pool.state.status(START).pending()).isZero();
	}

	@Test
	void whoComesAgainHasKeptItsPlace() {
		BareState pool = new BareState((settings) -> settings.minIdle(1).maxSize(1), 0);
		PoolEntry dead = pool.fill(START).get(0);
		Waiter first = BareState.waiter();
		pool.state.acquire(first, START);
		Waiter second = BareState.waiter();
		pool.state.acquire(second, START);
		pool.loans.discardLent(dead, DiscardReason.UNHEALTHY);
		pool.state.acquire(first, START);
		assertThat(first.ticket).isLessThan(second.ticket);
		assertThat(pool.state.status(START).pending()).isEqualTo(2);
	}

	@Test
	void soManyWaitAndNotOneMore() {
		BareState pool = new BareState((settings) -> settings.maxSize(1).pendingAcquireMaxCount(2), 0);
		Stream.generate(BareState::waiter).limit(2).forEach((waiter) -> pool.state.acquire(waiter, START));
		pool.called();
		pool.acquire(START);
		assertThat(pool.called()).containsExactly("refuse PoolExhaustedException");
	}

	@Test
	void nobodyWaitsForAServiceThatRefuses() {
		BareState pool = new BareState((settings) -> settings.minIdle(0), 0);
		pool.acquire(START);
		pool.acquire(START);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		pool.called();
		refuse(pool, creates.get(0));
		assertThat(pool.called()).as("another is on its way").containsExactly("replenish");
		assertThat(pool.state.isHopeless()).isFalse();
		pool.creates.plan(START, null);
		refuse(pool, creates.get(1));
		assertThat(pool.called()).containsExactly("refuse PoolRefusedException", "refuse PoolRefusedException",
				"replenish");
		pool.acquire(START + 59_999);
		assertThat(pool.called()).containsExactly("refuse PoolRefusedException");
		pool.creates.plan(START, null);
		pool.acquire(START + 60_000);
		assertThat(pool.called()).as("the next probe is for this one").containsExactly("replenish");
	}

	@Test
	void whileTheServiceRefusesOneIsTriedAtATimeAndWhileItFailsNoMoreThanOfAWarmUp() {
		BareState pool = new BareState((settings) -> settings.minIdle(3).warmUpConcurrency(2), 0);
		Stream.generate(BareState::waiter).limit(3).forEach((waiter) -> pool.state.acquire(waiter, START));
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		assertThat(creates).as("of the warm-up, and for those that wait").hasSize(5);
		creates.forEach((entry) -> pool.creates.createFailed(entry,
				new HopxServerException("oops", HopxError.of(null), null), DiscardReason.LATE, START));
		assertThat(pool.creates.plan(START + 499, null).nextLook()).isEqualTo(START + 500);
		List<PoolEntry> again = pool.creates.plan(START + 500, null).creates();
		assertThat(again).hasSize(2);
		again.forEach((entry) -> refuse(pool, entry));
		assertThat(pool.creates.plan(START + 60_000, null).creates()).hasSize(1);
	}

	@Test
	void neverHasMoreThanItsMaximumWhoeverHasThem() {
		BareState pool = new BareState((settings) -> settings.minIdle(2).maxSize(4).warmUpConcurrency(9), 0);
		pool.fill(START);
		Stream.generate(BareState::waiter).limit(9).forEach((waiter) -> pool.state.acquire(waiter, START));
		assertThat(pool.creates.plan(START, null).creates()).hasSize(2);
		assertThat(pool.creates.plan(START, null)).isEqualTo(new Plan(List.of(), Plan.NEVER));
	}

	@Test
	void isWarmOnceAStart() {
		BareState pool = new BareState((settings) -> settings.minIdle(2), 0);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		pool.called();
		pool.ready(creates.get(0), START);
		assertThat(pool.called()).isEmpty();
		pool.ready(creates.get(1), START);
		assertThat(pool.called()).containsExactly("warm");
		pool.acquire(START);
		pool.fill(START);
		assertThat(pool.called()).doesNotContain("warm");
	}

	@Test
	void whatIsLentCountsForBeingWarm() {
		BareState pool = new BareState((settings) -> settings.minIdle(2), 0);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		pool.ready(creates.get(0), START);
		pool.acquire(START);
		pool.called();
		pool.ready(creates.get(1), START);
		assertThat(pool.called()).containsExactly("warm");
	}

	@Test
	void whatComesBackWithTooLittleLeaseLeftIsKilled() {
		BareState pool = new BareState((settings) -> settings, 0);
		PoolEntry entry = pool.fill(START).get(0);
		pool.upkeep.unhealthy(entry, START);
		pool.called();
		pool.upkeep.healthy(entry, START + LEASE - 59_999);
		assertThat(pool.called()).containsExactly("kill s1 EXPIRED");
	}

	@Test
	void nobodyWaitsWhereNobodyIsTo() {
		BareState pool = new BareState((settings) -> settings.onEmpty(OnEmpty.FAIL), 0);
		pool.called();
		pool.acquire(START);
		assertThat(pool.called()).containsExactly("refuse PoolExhaustedException");
	}

	@Test
	void whoWaitsIsToldOfTheStopAndAnEmptyPoolIsDoneAtOnce() {
		BareState pool = new BareState((settings) -> settings.minIdle(0), 0);
		Stream.generate(BareState::waiter).limit(2).forEach((waiter) -> pool.state.acquire(waiter, START));
		pool.called();
		pool.state.stop();
		assertThat(pool.called()).containsExactly("refuse PoolStoppedException", "refuse PoolStoppedException",
				"emptied");
	}

	@Test
	void oneTooManyIsKilled() {
		BareState pool = new BareState((settings) -> settings.minIdle(0), 0);
		Waiter waiter = BareState.waiter();
		pool.state.acquire(waiter, START);
		PoolEntry entry = pool.creates.plan(START, null).creates().get(0);
		pool.state.leave(waiter);
		pool.called();
		pool.ready(entry, START);
		assertThat(pool.called()).containsExactly("kill s1 LATE");
	}

	@Test
	void stopsOnceAndTellsWhenNothingIsLeft() {
		BareState pool = new BareState((settings) -> settings.minIdle(3), 0);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		pool.ready(creates.get(0), START);
		pool.ready(creates.get(1), START);
		pool.acquire(START);
		pool.called();
		assertThat(pool.state.stop()).isTrue();
		assertThat(pool.state.stop()).isFalse();
		assertThat(pool.state.start(true)).isFalse();
		assertThat(pool.called()).containsExactly("kill s2 DRAIN");
		pool.acquire(START);
		assertThat(pool.called()).containsExactly("refuse PoolStoppedException");
		assertThat(pool.creates.plan(START, null)).isSameAs(Plan.NOTHING);
		pool.ready(creates.get(2), START);
		assertThat(pool.called()).containsExactly("kill s3 DRAIN");
		pool.state.gone(creates.get(1));
		pool.state.gone(creates.get(2));
		assertThat(pool.called()).isEmpty();
		pool.state.drain();
		assertThat(pool.called()).containsExactly("kill s1 DRAIN");
		pool.state.gone(creates.get(0));
		assertThat(pool.called()).containsExactly("emptied");
		assertThat(pool.state.abandon()).isZero();
		assertThat(pool.state.abandon()).isEqualTo(PoolState.NOT_STOPPING);
		assertThat(pool.state.status(START).phase()).isEqualTo(Phase.STOPPED);
	}

	@Test
	void whatCannotBeKilledIsCountedAndLeftToItsLease() {
		BareState pool = new BareState((settings) -> settings.minIdle(3), 0);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		pool.ready(creates.get(0), START);
		pool.ready(creates.get(1), START);
		pool.acquire(START);
		pool.state.stop();
		assertThat(pool.state.abandon()).isEqualTo(3);
		assertThat(creates).extracting((entry) -> entry.state).containsOnly(State.GONE);
		assertThat(pool.state.start(false)).isFalse();
		pool.called();
		assertThat(pool.state.start(true)).isTrue();
		assertThat(pool.called()).containsExactly("replenish");
		assertThat(pool.fill(START)).hasSize(3);
		assertThat(pool.called()).contains("warm");
	}

	@Test
	void stopKillsAlsoWhatIsBeingPreparedOrWithheld() {
		BareState pool = new BareState((settings) -> settings.minIdle(2), 0);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		pool.ready(creates.get(0), START);
		pool.creates.created(creates.get(1), creates.get(0).sandbox());
		pool.upkeep.unhealthy(creates.get(0), START);
		assertThat(pool.state.status(START).idle()).isEqualTo(1);
		pool.called();
		pool.state.stop();
		assertThat(pool.called()).containsExactly("kill s1 DRAIN", "kill s1 DRAIN");
		assertThat(pool.state.status(START).killing()).isEqualTo(2);
	}

	@Test
	void aCreateThatFailsWhileThePoolStopsIsTheEnd() {
		BareState pool = new BareState((settings) -> settings, 0);
		PoolEntry entry = pool.creates.plan(START, null).creates().get(0);
		pool.state.stop();
		pool.called();
		assertThat(pool.creates.createFailed(entry, new IllegalStateException(), DiscardReason.LATE, START))
			.isEqualTo(CreateNews.ONE_MORE);
		assertThat(pool.called()).containsExactly("emptied");
		assertThat(pool.creates.createFailed(entry, new IllegalStateException(), DiscardReason.LATE, START))
			.isEqualTo(CreateNews.OLD);
	}

	@Test
	void aSandboxThatCannotBePreparedIsKilled() {
		BareState pool = new BareState((settings) -> settings, 0);
		PoolEntry entry = pool.creates.plan(START, null).creates().get(0);
		assertThat(pool.creates.created(entry, pool.answers.sandbox("s1"))).as("to be prepared").isTrue();
		pool.called();
		pool.creates.createFailed(entry, new IllegalStateException(), DiscardReason.PREPARE, START);
		assertThat(pool.called()).containsExactly("kill s1 PREPARE", "replenish");
	}

	@Test
	void aLateSandboxIsKilledAndNotPrepared() {
		BareState pool = new BareState((settings) -> settings, 0);
		PoolEntry entry = pool.creates.plan(START, null).creates().get(0);
		assertThat(pool.creates.createFailed(entry, new IllegalStateException(), DiscardReason.LATE, START))
			.isEqualTo(CreateNews.CHANGED);
		pool.called();
		assertThat(pool.creates.created(entry, pool.answers.sandbox("s1"))).isFalse();
		assertThat(pool.called()).containsExactly("kill s1 LATE");
		assertThat(pool.creates.warmed(entry, START)).isFalse();
	}

	@Test
	void aSuccessStartsAtOnceWhatAFailureHeldUpAndIsSaidOnce() {
		BareState pool = new BareState((settings) -> settings.minIdle(3), 0);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		pool.creates.createFailed(creates.get(0), new IllegalStateException("no"), DiscardReason.LATE, START);
		assertThat(pool.state.status(START).lastError()).isEqualTo("no");
		assertThat(pool.state.status(START).nextTry()).isEqualTo(Duration.ofMillis(500));
		assertThat(pool.state.status(START + 500).nextTry()).isNull();
		assertThat(pool.creates.plan(START, null).creates()).isEmpty();
		pool.called();
		pool.creates.created(creates.get(1), pool.answers.sandbox("s1"));
		assertThat(pool.creates.warmed(creates.get(1), START)).as("worth a line in the log").isTrue();
		assertThat(pool.called()).containsExactly("replenish");
		assertThat(pool.state.status(START).lastError()).isNull();
		pool.creates.created(creates.get(2), pool.answers.sandbox("s2"));
		assertThat(pool.creates.warmed(creates.get(2), START)).isFalse();
		assertThat(pool.creates.plan(START, null).creates()).hasSize(1);
	}

	@Test
	void aWarmUpCreatesSoManyAtATime() {
		BareState pool = new BareState((settings) -> settings.minIdle(5).warmUpConcurrency(2), 0);
		List<PoolEntry> creates = pool.creates.plan(START, null).creates();
		assertThat(creates).hasSize(2);
		assertThat(pool.creates.plan(START, null).creates()).isEmpty();
		pool.ready(creates.get(0), START);
		assertThat(pool.creates.plan(START, null).creates()).hasSize(1);
	}

	@Test
	void isGivenBackOnce() {
		BareState pool = new BareState((settings) -> settings, 0);
		PoolEntry entry = pool.fill(START).get(0);
		assertThat(pool.loans.release(entry)).isFalse();
		assertThat(entry.wasLent()).isFalse();
		pool.acquire(START);
		assertThat(entry.wasLent()).isTrue();
		pool.fill(START);
		pool.called();
		assertThat(pool.loans.release(entry)).isTrue();
		assertThat(pool.loans.release(entry)).isFalse();
		pool.loans.discardLent(entry, DiscardReason.EXPIRED);
		assertThat(pool.called()).containsExactly("kill s1 null");
	}

	@Test
	void whatIsGivenBackOrLostMakesRoomForTheNext() {
		BareState pool = new BareState((settings) -> settings.maxSize(1), 0);
		PoolEntry first = pool.fill(START).get(0);
		pool.acquire(START);
		pool.called();
		pool.loans.release(first);
		assertThat(pool.called()).containsExactly("kill s1 null", "replenish");
		PoolEntry second = pool.fill(START).get(0);
		pool.acquire(START);
		pool.called();
		pool.loans.discardLent(second, DiscardReason.EXPIRED);
		assertThat(pool.called()).containsExactly("kill s2 EXPIRED", "replenish");
	}

	@Test
	void aBorrowerSetsAndMovesTheEndOfItsSandbox() {
		BareState pool = new BareState((settings) -> settings, 0);
		PoolEntry entry = pool.fill(START).get(0);
		pool.acquire(START);
		assertThat(pool.loans.pin(entry).blockOptional()).isEmpty();
		pool.loans.lives(entry, START + 5_000);
		pool.loans.prolonged(entry, 3_000);
		assertThat(pool.state.expiresAt(entry)).isEqualTo(START + 8_000);
		assertThat(pool.upkeep.due(START + 300_000).renewals).isEmpty();
		pool.loans.unpin(entry);
		pool.loans.lives(entry, START + 400_000);
		assertThat(pool.upkeep.due(START + 301_000).renewals).containsExactly(entry);
	}

	private static void refuse(BareState pool, PoolEntry entry) {
		pool.creates.createFailed(entry, new HopxPaymentRequiredException("pay", HopxError.of(null)),
				DiscardReason.LATE, START);
	}

}
