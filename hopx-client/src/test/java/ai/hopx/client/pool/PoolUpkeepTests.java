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

import ai.hopx.client.pool.PoolEntry.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of sandboxes that wait or are lent, to the millisecond. Drawn is the
 * middle of each range, unless a test says otherwise.
 */
class PoolUpkeepTests {

	private static final long START = BareState.START;

	private static final long LEASE = Duration.ofMinutes(10).toMillis();

	private final BareState pool = new BareState((settings) -> settings.minIdle(1), 0.5);

	private final PoolEntry entry = this.pool.fill(START).get(0);

	@Test
	void whatBeganTogetherIsDueAtDifferentTimes() {
		assertThat(this.entry.expiresAt).isEqualTo(START + LEASE);
		assertThat(this.entry.renewAt).isEqualTo(START + 285_000);
		assertThat(this.entry.validateAt).isEqualTo(START + 28_500);
		assertThat(this.entry.agesAt).isEqualTo(START + 3_420_000);
	}

	@Test
	void isRenewedOnceItIsDueAndOnceAtATime() {
		assertThat(this.pool.upkeep.due(START + 284_999).renewals).isEmpty();
		assertThat(this.pool.upkeep.due(START + 285_000).renewals).containsExactly(this.entry);
		assertThat(this.pool.upkeep.due(START + 285_001).renewals).isEmpty();
	}

	@Test
	void aLeaseCountsFromWhenItsRenewalWasSent() {
		renew(START + 290_000);
		this.pool.upkeep.renewed(this.entry);
		assertThat(this.entry.expiresAt).isEqualTo(START + 290_000 + LEASE);
		assertThat(this.entry.renewAt).isEqualTo(START + 290_000 + 285_000);
		assertThat(this.entry.renewal.asMono().blockOptional(Duration.ofSeconds(5))).isEmpty();
		assertThat(this.pool.upkeep.due(START + 575_000).renewals).containsExactly(this.entry);
	}

	@Test
	void aRenewalLeavesALifeAloneThatItsBorrowerHasSet() {
		this.pool.acquire(START);
		renew(START + 285_000);
		this.pool.loans.pin(this.entry);
		this.pool.loans.lives(this.entry, START + 1);
		this.pool.upkeep.renewed(this.entry);
		assertThat(this.entry.expiresAt).isEqualTo(START + 1);
	}

	@Test
	void aRenewalThatFailsIsTriedAgainAfterPausesThatDouble() {
		long[] pauses = { 750, 1_500, 3_000, 6_000, 12_000, 24_000, 48_000, 48_000 };
		for (long pause : pauses) {
			renew(START + 285_000);
			this.pool.upkeep.notRenewed(this.entry, START + 285_000, null);
			assertThat(this.entry.renewAt).isEqualTo(START + 285_000 + pause);
		}
		renew(START + 285_000);
		this.pool.upkeep.renewed(this.entry);
		renew(START + 300_000);
		this.pool.upkeep.notRenewed(this.entry, START + 300_000, null);
		assertThat(this.entry.renewAt).isEqualTo(START + 300_750);
	}

	@Test
	void aPauseThatWasAskedForIsKeptToButNeverShortensOne() {
		renew(START + 285_000);
		this.pool.upkeep.notRenewed(this.entry, START, 20_000L);
		assertThat(this.entry.renewAt).isEqualTo(START + 20_000);
		renew(START + 285_000);
		this.pool.upkeep.notRenewed(this.entry, START, 0L);
		assertThat(this.entry.renewAt).isEqualTo(START + 1_500);
	}

	@Test
	void soManyAreRenewedAndCheckedAtATime() {
		BareState many = new BareState((settings) -> settings.minIdle(20).maxSize(20).warmUpConcurrency(20), 0);
		assertThat(many.fill(START)).hasSize(20);
		PoolUpkeep.Due due = many.upkeep.due(START + 300_000);
		assertThat(due.renewals).hasSize(16);
		assertThat(due.checks).hasSize(16);
		PoolUpkeep.Due more = many.upkeep.due(START + 300_000);
		assertThat(more.renewals).isEmpty();
		assertThat(more.checks).isEmpty();
		many.upkeep.renewed(due.renewals.get(0));
		many.upkeep.notRenewed(due.renewals.get(1), START + 300_000, 60_000L);
		many.upkeep.healthy(due.checks.get(0), START + 300_000);
		many.upkeep.dead(due.checks.get(8));
		PoolUpkeep.Due last = many.upkeep.due(START + 300_000);
		assertThat(last.renewals).hasSize(2).doesNotContainAnyElementsOf(due.renewals);
		assertThat(last.checks).hasSize(2).doesNotContainAnyElementsOf(due.checks);
	}

	@Test
	void whateverBecomesOfARenewalOrACheckMakesRoomForTheNext() {
		BareState many = new BareState((settings) -> settings.minIdle(20).maxSize(20).warmUpConcurrency(20), 0);
		many.fill(START);
		PoolUpkeep.Due due = many.upkeep.due(START + 300_000);
		many.upkeep.renewalInDoubt(due.renewals.get(0), START + 300_000);
		many.upkeep.renewalFoundNothing(due.renewals.get(1));
		many.upkeep.unhealthy(due.checks.get(2), START + 300_000);
		PoolUpkeep.Due more = many.upkeep.due(START + 300_000);
		assertThat(more.renewals).hasSize(2);
		assertThat(more.checks).hasSize(1);
	}

	@Test
	void oneThatIsGoneIsReplacedAtOnce() {
		this.pool.upkeep.due(START + 28_500);
		this.pool.called();
		this.pool.upkeep.dead(this.entry);
		assertThat(this.pool.called()).containsExactly("kill s1 UNHEALTHY", "replenish");
	}

	@Test
	void renewalsKeepToTheQuotaThatTheyShareWithCreates() {
		BareState poor = new BareState((settings) -> settings.minIdle(2), 0, 2);
		assertThat(poor.fill(START)).hasSize(2);
		assertThat(poor.upkeep.due(START + 59_999).renewals).isEmpty();
		assertThat(poor.upkeep.due(START + 300_000).renewals).hasSize(2);
		BareState poorer = new BareState((settings) -> settings.minIdle(2), 0, 1);
		poorer.fill(START);
		poorer.fill(START + 60_000);
		assertThat(poorer.upkeep.due(START + 360_000).renewals).hasSize(1);
		assertThat(poorer.upkeep.due(START + 419_999).renewals).isEmpty();
		assertThat(poorer.upkeep.due(START + 420_000).renewals).hasSize(1);
	}

	@Test
	void isCheckedOnceItIsDueAndOnceAtATime() {
		assertThat(this.pool.upkeep.due(START + 28_499).checks).isEmpty();
		assertThat(this.pool.upkeep.due(START + 28_500).checks).containsExactly(this.entry);
		assertThat(this.pool.upkeep.due(START + 100_000).checks).isEmpty();
		this.pool.upkeep.healthy(this.entry, START + 100_000);
		assertThat(this.entry.state).isEqualTo(State.IDLE);
		assertThat(this.entry.validateAt).isEqualTo(START + 128_500);
	}

	@Test
	void nothingIsCheckedWhereNothingIsToBe() {
		BareState unchecked = new BareState((settings) -> settings.validation(Validation.NEVER), 0);
		unchecked.fill(START);
		assertThat(unchecked.upkeep.due(START + 100_000).checks).isEmpty();
	}

	@Test
	void oneThatIsUnwellIsWithheldAndAskedAgainASecondLater() {
		this.pool.upkeep.due(START + 28_500);
		this.pool.called();
		this.pool.upkeep.unhealthy(this.entry, START + 30_000);
		assertThat(this.entry.state).isEqualTo(State.WITHHELD);
		assertThat(this.pool.called()).containsExactly("replenish");
		assertThat(this.pool.upkeep.due(START + 30_999).checks).isEmpty();
		assertThat(this.pool.upkeep.due(START + 31_000).checks).containsExactly(this.entry);
		this.pool.upkeep.healthy(this.entry, START + 31_500);
		assertThat(this.entry.state).isEqualTo(State.IDLE);
	}

	@Test
	void oneThatIsUnwellTwiceIsReplaced() {
		this.pool.upkeep.due(START + 28_500);
		this.pool.upkeep.unhealthy(this.entry, START + 30_000);
		this.pool.upkeep.due(START + 31_000);
		this.pool.called();
		this.pool.upkeep.unhealthy(this.entry, START + 31_500);
		assertThat(this.pool.called()).containsExactly("kill s1 UNHEALTHY");
	}

	@Test
	void oneThatIsWithheldIsCheckedAlsoWhereOthersAreNot() {
		BareState unchecked = new BareState((settings) -> settings.validation(Validation.NEVER), 0.5);
		PoolEntry doubted = unchecked.fill(START).get(0);
		unchecked.upkeep.due(START + 285_000);
		unchecked.upkeep.renewalInDoubt(doubted, START + 286_000);
		unchecked.upkeep.confirmed(doubted, START + 286_000, null);
		assertThat(doubted.state).isEqualTo(State.IDLE);
		unchecked.upkeep.unhealthy(doubted, START + 286_000);
		assertThat(unchecked.upkeep.due(START + 287_000).checks).containsExactly(doubted);
	}

	@Test
	void whatIsInDoubtIsReadAndNothingElseSaysThatItLives() {
		this.pool.upkeep.due(START + 28_500);
		renew(START + 285_000);
		this.pool.called();
		this.pool.upkeep.renewalInDoubt(this.entry, START + 286_000);
		assertThat(this.pool.called()).containsExactly("read s1", "replenish");
		assertThat(this.entry.state).isEqualTo(State.WITHHELD);
		assertThat(this.entry.renewAt).isEqualTo(START + 286_750);
		this.pool.upkeep.healthy(this.entry, START + 287_000);
		assertThat(this.entry.state).isEqualTo(State.WITHHELD);
		assertThat(this.pool.upkeep.due(START + 400_000).checks).isEmpty();
		this.pool.upkeep.confirmed(this.entry, START + 400_000, START + 700_000);
		assertThat(this.entry.state).isEqualTo(State.IDLE);
		assertThat(this.entry.expiresAt).isEqualTo(START + 700_000);
	}

	@Test
	void whatIsInDoubtIsNotKilledForBeingUnwell() {
		this.pool.upkeep.due(START + 28_500);
		renew(START + 285_000);
		this.pool.upkeep.renewalInDoubt(this.entry, START + 286_000);
		this.pool.called();
		this.pool.upkeep.unhealthy(this.entry, START + 287_000);
		assertThat(this.pool.called()).isEmpty();
		this.pool.upkeep.refuted(this.entry);
		assertThat(this.pool.called()).containsExactly("kill s1 UNHEALTHY");
	}

	@Test
	void aDescriptionIsBelievedWithinWhatThePoolKnowsItself() {
		renew(START + 290_000);
		this.pool.upkeep.renewalInDoubt(this.entry, START + 291_000);
		this.pool.upkeep.confirmed(this.entry, START + 291_000, START + LEASE - 5_000);
		assertThat(this.entry.expiresAt).isEqualTo(START + LEASE);
		this.pool.upkeep.confirmed(this.entry, START + 291_000, START + 9 * LEASE);
		assertThat(this.entry.expiresAt).isEqualTo(START + 290_000 + LEASE);
	}

	@Test
	void aLentOneInDoubtStaysWithItsBorrower() {
		this.pool.acquire(START);
		renew(START + 285_000);
		this.pool.called();
		this.pool.upkeep.renewalInDoubt(this.entry, START + 286_000);
		assertThat(this.pool.called()).isEmpty();
		assertThat(this.entry.state).isEqualTo(State.BORROWED);
	}

	@Test
	void whatIsGoneIsReplacedAndWhatIsLentIsLeftToItsBorrower() {
		renew(START + 285_000);
		this.pool.called();
		this.pool.upkeep.renewalFoundNothing(this.entry);
		assertThat(this.pool.called()).containsExactly("kill s1 UNHEALTHY", "replenish");
		PoolEntry lent = this.pool.fill(START).get(0);
		this.pool.acquire(START);
		this.pool.fill(START);
		this.pool.called();
		assertThat(this.pool.upkeep.due(START + 285_000).renewals).contains(lent);
		this.pool.upkeep.renewalFoundNothing(lent);
		this.pool.upkeep.asleep(lent);
		this.pool.upkeep.dead(lent);
		assertThat(this.pool.called()).isEmpty();
		assertThat(this.pool.upkeep.due(START + 500_000).renewals).doesNotContain(lent);
	}

	@Test
	void whatTheApplicationPutAwayIsReplacedAtOnce() {
		this.pool.called();
		this.pool.upkeep.asleep(this.entry);
		assertThat(this.pool.called()).containsExactly("kill s1 UNHEALTHY", "replenish");
	}

	@Test
	void oneWhoseLeaseIsShortIsKeptWhileItIsRenewedButNotBeyondItsEnd() {
		long tooShort = START + LEASE - 59_999;
		renew(tooShort - 1);
		this.pool.called();
		this.pool.upkeep.due(tooShort);
		this.pool.upkeep.due(START + LEASE - 1);
		assertThat(this.pool.called()).isEmpty();
		this.pool.upkeep.due(START + LEASE);
		assertThat(this.pool.called()).containsExactly("kill s1 EXPIRED", "replenish");
	}

	@Test
	void oneWhoseLeaseIsShortIsReplacedWhereItIsNotBeingRenewed() {
		this.entry.renewAt = START + LEASE;
		this.pool.called();
		this.pool.upkeep.due(START + LEASE - 60_000);
		assertThat(this.pool.called()).isEmpty();
		this.pool.upkeep.due(START + LEASE - 59_999);
		assertThat(this.pool.called()).containsExactly("kill s1 EXPIRED", "replenish");
	}

	@Test
	void anOldOneWaitsForItsReplacement() {
		keepAlive(START + 3_420_000);
		this.pool.called();
		this.pool.upkeep.due(START + 3_419_999);
		assertThat(this.pool.called()).isEmpty();
		this.pool.upkeep.due(START + 3_420_000);
		this.pool.upkeep.due(START + 3_420_001);
		assertThat(this.pool.called()).containsExactly("replenish");
		this.pool.fill(START + 3_420_000);
		assertThat(this.pool.called()).contains("kill s1 AGED");
	}

	@Test
	void anOldOneThatWasUnwellMeanwhileIsStillReplaced() {
		this.entry.agesAt = START + 30_000;
		this.pool.upkeep.due(START + 30_000);
		PoolEntry next = this.pool.creates.plan(START + 30_000, null).creates().get(0);
		this.pool.called();
		this.pool.upkeep.unhealthy(this.entry, START + 30_000);
		this.pool.upkeep.due(START + 31_000);
		assertThat(this.pool.called()).as("its replacement is on its way").isEmpty();
		this.pool.upkeep.healthy(this.entry, START + 31_000);
		assertThat(this.entry.state).isEqualTo(State.IDLE);
		this.pool.ready(next, START + 31_000);
		assertThat(this.pool.called()).containsExactly("kill s1 AGED");
		assertThat(next.state).isEqualTo(State.IDLE);
	}

	@Test
	void anOldOneGoesFirstWhereThereIsNoRoomForItsReplacement() {
		BareState full = new BareState((settings) -> settings.minIdle(2).maxSize(2), 0);
		List<PoolEntry> entries = full.fill(START);
		entries.forEach((entry) -> {
			entry.expiresAt = START + 9 * LEASE;
			entry.renewAt = START + 9 * LEASE;
			entry.agesAt = START + 1_000;
		});
		full.called();
		full.upkeep.due(START + 1_000);
		assertThat(full.called()).containsExactly("kill s1 AGED", "replenish");
		PoolEntry next = full.creates.plan(START + 1_000, null).creates().get(0);
		full.upkeep.due(START + 1_001);
		assertThat(full.called()).as("while the first replacement is being made").isEmpty();
		full.ready(next, START + 1_002);
		full.upkeep.due(START + 1_003);
		assertThat(full.called()).containsExactly("kill s2 AGED", "replenish");
	}

	@Test
	void theOldOneGoesAndNotAnother() {
		BareState full = new BareState((settings) -> settings.minIdle(2).maxSize(2), 0);
		full.fill(START).get(1).agesAt = START + 1_000;
		full.called();
		full.upkeep.due(START + 1_000);
		assertThat(full.called()).containsExactly("kill s2 AGED", "replenish");
	}

	@Test
	void whatIsWithheldCountsAgainstTheMaximum() {
		BareState full = new BareState((settings) -> settings.minIdle(2).maxSize(2), 0);
		PoolEntry unwell = full.fill(START).get(0);
		full.called();
		full.upkeep.unhealthy(unwell, START);
		assertThat(full.called()).isEmpty();
		assertThat(full.creates.plan(START, null).creates()).isEmpty();
	}

	@Test
	void aBorrowerIsNamedOnceWhenItsTimeIsUp() {
		BareState watched = new BareState((settings) -> settings.leakDetectionThreshold(Duration.ofSeconds(60)), 0);
		PoolEntry lent = watched.fill(START).get(0);
		watched.acquire(START + 1_000);
		assertThat(watched.upkeep.due(START + 60_999).leaks).isEmpty();
		assertThat(watched.upkeep.due(START + 61_002).leaks).containsExactly(new PoolUpkeep.Leak(lent, 60_002, null));
		assertThat(watched.upkeep.due(START + 99_000).leaks).isEmpty();
	}

	@Test
	void aLentOneIsAskedAfterAtTheEndOfItsLeaseASecondApart() {
		BareState unrenewed = new BareState((settings) -> settings.renewBorrowed(false), 0);
		PoolEntry lent = unrenewed.fill(START).get(0);
		unrenewed.acquire(START);
		assertThat(unrenewed.upkeep.due(START + 300_000).renewals).isEmpty();
		assertThat(unrenewed.upkeep.due(START + LEASE - 1).doubtful).isEmpty();
		assertThat(unrenewed.upkeep.due(START + LEASE).doubtful).containsExactly(lent);
		assertThat(unrenewed.upkeep.due(START + LEASE + 5_000).doubtful).as("while it is being asked after").isEmpty();
		unrenewed.loans.stillLent(lent, null);
		assertThat(unrenewed.upkeep.due(START + LEASE + 999).doubtful).isEmpty();
		assertThat(unrenewed.upkeep.due(START + LEASE + 1_000).doubtful).containsExactly(lent);
		unrenewed.loans.stillLent(lent, START + LEASE + 20_000);
		assertThat(unrenewed.upkeep.due(START + LEASE + 19_999).doubtful).isEmpty();
		assertThat(unrenewed.upkeep.due(START + LEASE + 20_000).doubtful).containsExactly(lent);
		unrenewed.loans.stillLent(lent, START);
		assertThat(lent.expiresAt).isEqualTo(START + LEASE + 20_000);
	}

	@Test
	void aLentOneIsNotAskedAfterWhileItIsRenewed() {
		this.pool.acquire(START);
		renew(START + 285_000);
		assertThat(this.pool.upkeep.due(START + LEASE).doubtful).isEmpty();
	}

	@Test
	void preparationGoesOnOnlyWhileTheSandboxIsWanted() {
		PoolEntry warming = new BareState((settings) -> settings, 0).creates.plan(START, null).creates().get(0);
		assertThat(this.pool.upkeep.works(warming, () -> {
		})).isTrue();
		this.pool.upkeep.asleep(this.entry);
		assertThat(this.pool.upkeep.works(this.entry, () -> {
		})).isFalse();
		this.pool.state.gone(this.entry);
		assertThat(this.pool.upkeep.works(this.entry, () -> {
		})).isFalse();
	}

	/**
	 * Renew it until then, each time when it is due.
	 */
	private void keepAlive(long end) {
		for (long now = START + 285_000; now < end; now += 285_000) {
			renew(now);
			this.pool.upkeep.renewed(this.entry);
		}
	}

	private void renew(long now) {
		this.entry.renewAt = now;
		assertThat(this.pool.upkeep.due(now).renewals).containsExactly(this.entry);
	}

}
