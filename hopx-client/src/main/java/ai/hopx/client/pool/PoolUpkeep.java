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
import java.util.List;
import java.util.function.DoubleSupplier;

import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.pool.PoolEntry.State;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

/**
 * What becomes of sandboxes while they wait and while they are lent: leases renewed and
 * run out, health, age, leaks. Changes the pool's state as {@link PoolState} does. Safe
 * for use from many threads. Times are in milliseconds since 1970.
 */
final class PoolUpkeep {

	/** Checks and renewals under way at a time, each. */
	static final int CONCURRENCY = 16;

	/** Times of sandboxes that began together drift apart by this part of an interval. */
	private static final double SPREAD = 0.1;

	private static final long FIRST_PAUSE = 1_000;

	private static final int MOST_DOUBLINGS = 6;

	private final PoolState state;

	private final PoolSandboxes sandboxes;

	private final PoolSettings settings;

	private final BackgroundQuota background;

	private final DoubleSupplier random;

	private int renewals;

	private int checks;

	PoolUpkeep(PoolState state, PoolSettings settings, BackgroundQuota background, DoubleSupplier random) {
		this.state = state;
		this.sandboxes = state.sandboxes();
		this.settings = settings;
		this.background = background;
		this.random = random;
	}

	/**
	 * Set the times of a sandbox that is about to be lent or to wait.
	 */
	void begin(PoolEntry entry, long now) {
		this.state.change((effects) -> {
			entry.renewAt = entry.leasedAt + spread(this.settings.renewInterval().toMillis());
			entry.validateAt = now + spread(this.settings.validationInterval().toMillis());
			entry.agesAt = now + spread(this.settings.maxIdleAge().toMillis());
		});
	}

	/**
	 * A sandbox is being prepared.
	 * @param work ends the preparation
	 * @return whether it still is to be
	 */
	boolean works(PoolEntry entry, Disposable work) {
		return this.state.decide((effects) -> {
			entry.work = work;
			return entry.state != State.KILLING && entry.state != State.GONE;
		});
	}

	private long spread(long interval) {
		return interval - (long) (interval * SPREAD * this.random.getAsDouble());
	}

	/**
	 * Look at each sandbox: do what can be done at once, and tell what else is due.
	 */
	Due due(long now) {
		return this.state.decide((effects) -> {
			Due due = new Due();
			for (PoolEntry entry : this.sandboxes.allWaiting()) {
				lookAtWaiting(entry, now, due, effects);
			}
			for (PoolEntry entry : this.sandboxes.allBorrowed()) {
				lookAtBorrowed(entry, now, due);
			}
			retireOneWithoutReplacement(effects);
			this.state.replenishIfShort(effects);
			return due;
		});
	}

	private void lookAtWaiting(PoolEntry entry, long now, Due due, Effects effects) {
		if (now >= entry.expiresAt || (!entry.renewing && !this.state.isLendable(entry, now))) {
			this.state.kill(entry, DiscardReason.EXPIRED, effects);
			return;
		}
		if (entry.state == State.IDLE) {
			if (now >= entry.agesAt) {
				this.sandboxes.age(entry);
			}
			renewIfDue(entry, now, due);
		}
		boolean checked = this.settings.validation() != Validation.NEVER || entry.state == State.WITHHELD;
		if (checked && !entry.doubtful && !entry.validating && now >= entry.validateAt && this.checks < CONCURRENCY) {
			entry.validating = true;
			this.checks++;
			due.checks.add(entry);
		}
	}

	private void lookAtBorrowed(PoolEntry entry, long now, Due due) {
		if (now >= entry.expiresAt && !entry.renewing && !entry.confirming && now >= entry.renewAt) {
			// What was not renewed is gone, or its life was set from elsewhere
			entry.confirming = true;
			entry.renewAt = now + FIRST_PAUSE;
			due.doubtful.add(entry);
		}
		else if (this.settings.renewBorrowed() && !entry.pinned) {
			renewIfDue(entry, now, due);
		}
		Duration threshold = this.settings.leakDetectionThreshold();
		if (threshold != null && !entry.leakReported && now - entry.lentAt >= threshold.toMillis()) {
			entry.leakReported = true;
			due.leaks.add(new Leak(entry, now - entry.lentAt, entry.borrower));
		}
	}

	private void renewIfDue(PoolEntry entry, long now, Due due) {
		if (now >= entry.renewAt && !entry.renewing && this.renewals < CONCURRENCY && this.background.take(now)) {
			entry.renewing = true;
			entry.renewalSentAt = now;
			entry.renewal = Sinks.empty();
			this.renewals++;
			due.renewals.add(entry);
		}
	}

	/**
	 * Where there is no room for a new one beside it, one at a time has to go first.
	 */
	private void retireOneWithoutReplacement(Effects effects) {
		PoolEntry aged = this.sandboxes.anyAged();
		if (aged != null && this.sandboxes.size() >= this.settings.maxSize() && this.sandboxes.countWarming() == 0) {
			this.state.kill(aged, DiscardReason.AGED, effects);
		}
	}

	/**
	 * A lease was renewed, counted from when the service was asked to at the earliest.
	 */
	void renewed(PoolEntry entry) {
		this.state.change((effects) -> {
			renewalEnded(entry, effects);
			entry.failedRenewals = 0;
			if (!entry.pinned) {
				entry.expiresAt = Math.max(entry.expiresAt, entry.renewalSentAt + this.settings.lease().toMillis());
			}
			entry.renewAt = entry.renewalSentAt + spread(this.settings.renewInterval().toMillis());
		});
	}

	/**
	 * A lease was not renewed, for certain.
	 * @param told how long to wait, {@code null} where nobody said
	 */
	void notRenewed(PoolEntry entry, long now, @Nullable Long told) {
		this.state.change((effects) -> {
			renewalEnded(entry, effects);
			renewLater(entry, now, told);
		});
	}

	/**
	 * Whether a lease was renewed is not known. Such a sandbox is not lent before
	 * somebody looked at it.
	 */
	void renewalInDoubt(PoolEntry entry, long now) {
		this.state.change((effects) -> {
			renewalEnded(entry, effects);
			renewLater(entry, now, null);
			if (entry.state == State.IDLE || entry.state == State.WITHHELD) {
				entry.doubtful = true;
				this.sandboxes.withheld(entry);
				effects.add(() -> this.state.actions().readAgain(entry));
				this.state.replenishIfShort(effects);
			}
		});
	}

	/**
	 * A sandbox that was to be renewed is gone. If it is lent its borrower finds out.
	 */
	void renewalFoundNothing(PoolEntry entry) {
		this.state.change((effects) -> {
			renewalEnded(entry, effects);
			entry.pinned = true;
			killWaiting(entry, effects);
		});
	}

	private void renewalEnded(PoolEntry entry, Effects effects) {
		this.renewals--;
		entry.renewing = false;
		effects.add(entry.renewal::tryEmitEmpty);
	}

	private void renewLater(PoolEntry entry, long now, @Nullable Long told) {
		long pause = FIRST_PAUSE << Math.min(entry.failedRenewals, MOST_DOUBLINGS);
		entry.failedRenewals++;
		long jittered = pause / 2 + (long) (pause / 2 * this.random.getAsDouble());
		entry.renewAt = now + ((told != null) ? Math.max(told, jittered) : jittered);
	}

	/**
	 * An agent says that it is well. Whether a lease was renewed it does not know.
	 */
	void healthy(PoolEntry entry, long now) {
		this.state.change((effects) -> {
			checked(entry);
			entry.validateAt = now + spread(this.settings.validationInterval().toMillis());
			if (entry.state == State.WITHHELD && !entry.doubtful) {
				this.state.offer(entry, Source.WARM, now, effects);
			}
		});
	}

	/**
	 * An agent did not say that it is well. Once may be the network; it is not lent
	 * before it was asked again.
	 */
	void unhealthy(PoolEntry entry, long now) {
		this.state.change((effects) -> {
			checked(entry);
			if (entry.state == State.IDLE) {
				entry.validateAt = now + FIRST_PAUSE;
				this.sandboxes.withheld(entry);
				this.state.replenishIfShort(effects);
			}
			else if (!entry.doubtful) {
				killWaiting(entry, effects);
			}
		});
	}

	/**
	 * An agent is gone.
	 */
	void dead(PoolEntry entry) {
		this.state.change((effects) -> {
			checked(entry);
			killWaiting(entry, effects);
		});
	}

	/**
	 * Somebody has killed a sandbox or sent it to sleep, though it was the pool's.
	 */
	void asleep(PoolEntry entry) {
		this.state.change((effects) -> killWaiting(entry, effects));
	}

	private void checked(PoolEntry entry) {
		this.checks--;
		entry.validating = false;
	}

	/**
	 * A sandbox that was in doubt lives.
	 * @param expiresAt when it ends by its description, {@code null} where only its agent
	 * was asked. Believed within what the pool knows itself: clocks differ
	 */
	void confirmed(PoolEntry entry, long now, @Nullable Long expiresAt) {
		this.state.change((effects) -> {
			entry.doubtful = false;
			if (expiresAt != null) {
				long latest = entry.renewalSentAt + this.settings.lease().toMillis();
				entry.expiresAt = Math.max(entry.expiresAt, Math.min(expiresAt, latest));
			}
			if (entry.state == State.WITHHELD) {
				this.state.offer(entry, Source.WARM, now, effects);
			}
		});
	}

	/**
	 * A sandbox that was in doubt is gone, or of no use.
	 */
	void refuted(PoolEntry entry) {
		this.state.change((effects) -> {
			killWaiting(entry, effects);
		});
	}

	private void killWaiting(PoolEntry entry, Effects effects) {
		if (entry.state == State.IDLE || entry.state == State.WITHHELD) {
			this.state.kill(entry, DiscardReason.UNHEALTHY, effects);
			this.state.replenishIfShort(effects);
		}
	}

	/**
	 * What is due. The entries are marked as being seen to.
	 */
	static final class Due {

		final List<PoolEntry> renewals = new ArrayList<>();

		final List<PoolEntry> checks = new ArrayList<>();

		/** Lent, and their leases have run out as far as is known. */
		final List<PoolEntry> doubtful = new ArrayList<>();

		final List<Leak> leaks = new ArrayList<>();

	}

	/**
	 * A sandbox that is lent for too long.
	 *
	 * @param entry the sandbox
	 * @param millis for how long
	 * @param borrower where it was borrowed
	 */
	record Leak(PoolEntry entry, long millis, @Nullable Exception borrower) {
	}

}
