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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import ai.hopx.client.pool.PoolStatus.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What a pool has and who waits for it. Every change is made here, in
 * {@link PoolCreates}, {@link PoolLoans} or {@link PoolUpkeep}, under one lock that is
 * never held while anything else is done: what a change calls for is done once it is
 * released. Safe for use from many threads. Times are in milliseconds since 1970.
 */
final class PoolState {

	static final int NOT_STOPPING = -1;

	private final ReentrantLock lock = new ReentrantLock();

	private final PoolSandboxes sandboxes = new PoolSandboxes();

	private final WaitingLine waiters = new WaitingLine();

	private final PoolSettings settings;

	private final CreateGate gate;

	private final PoolActions actions;

	private final Planning planning;

	private final Refusals refusals;

	private Phase phase = Phase.NEW;

	private boolean warm;

	private boolean replenishing;

	PoolState(PoolSettings settings, CreateGate gate, PoolActions actions) {
		this.settings = settings;
		this.gate = gate;
		this.actions = actions;
		this.planning = new Planning(settings, this.sandboxes, this.waiters, gate);
		this.refusals = new Refusals(settings);
	}

	/**
	 * Start, where it has not yet started; again, only if asked to.
	 * @return whether this did it
	 */
	boolean start(boolean again) {
		return decide((effects) -> {
			boolean starts = this.phase == Phase.NEW || (again && this.phase == Phase.STOPPED);
			if (starts) {
				this.phase = Phase.RUNNING;
				this.warm = false;
				this.replenishing = false;
				tellIfWarm(effects);
				replenishIfShort(effects);
			}
			return starts;
		});
	}

	/**
	 * Lend the sandbox that is ready for longest, or have the waiter wait. One that comes
	 * again, because its sandbox turned out to be dead, has kept its place.
	 */
	void acquire(Waiter waiter, long now) {
		change((effects) -> {
			this.waiters.number(waiter);
			if (this.phase != Phase.RUNNING) {
				refuse(waiter, this.refusals::stopped, effects);
			}
			else if (!lendIdle(waiter, now, effects)) {
				queue(waiter, now, effects);
			}
			replenishIfShort(effects);
		});
	}

	private boolean lendIdle(Waiter waiter, long now, Effects effects) {
		PoolEntry entry = this.sandboxes.oldestIdle();
		while (entry != null && !isLendable(entry, now)) {
			kill(entry, DiscardReason.EXPIRED, effects);
			entry = this.sandboxes.oldestIdle();
		}
		if (entry == null) {
			return false;
		}
		lend(entry, waiter, Source.WARM, now, effects);
		return true;
	}

	private void lend(PoolEntry entry, Waiter waiter, Source source, long now, Effects effects) {
		this.sandboxes.borrowed(entry);
		entry.lentAt = now;
		entry.borrower = waiter.borrower();
		effects.add(() -> this.actions.serve(waiter, entry, source));
	}

	private void queue(Waiter waiter, long now, Effects effects) {
		if (this.settings.onEmpty() == OnEmpty.FAIL) {
			PoolStatus status = status(now);
			refuse(waiter, () -> this.refusals.nothingReady(status), effects);
		}
		else if (isHopeless() && this.gate.next(now, null) > now) {
			refuse(waiter, refused(now), effects);
		}
		else if (this.waiters.size() >= this.settings.pendingAcquireMaxCount()) {
			PoolStatus status = status(now);
			refuse(waiter, () -> this.refusals.tooManyWaiting(status), effects);
		}
		else {
			this.waiters.enter(waiter);
		}
	}

	/**
	 * Nothing is on its way, and the service gives nothing more.
	 */
	boolean isHopeless() {
		return this.gate.isRefused() && this.sandboxes.countWarming() == 0 && this.sandboxes.countWithheld() == 0;
	}

	Supplier<PoolAcquireException> refused(long now) {
		PoolStatus status = status(now);
		Throwable reason = this.gate.lastError();
		return () -> this.refusals.refused(status, reason);
	}

	/**
	 * Each gets an exception of its own, with its own stack trace.
	 */
	private void refuse(Waiter waiter, Supplier<PoolAcquireException> reason, Effects effects) {
		effects.add(() -> this.actions.refuse(waiter, reason.get()));
	}

	void refuseAll(Supplier<PoolAcquireException> reason, Effects effects) {
		for (Waiter waiter = this.waiters.next(); waiter != null; waiter = this.waiters.next()) {
			refuse(waiter, reason, effects);
		}
	}

	/**
	 * Somebody does not wait any longer.
	 */
	void leave(Waiter waiter) {
		change((effects) -> this.waiters.leave(waiter));
	}

	/**
	 * A sandbox is known to be gone, or left to its lease.
	 */
	void gone(PoolEntry entry) {
		change((effects) -> {
			this.sandboxes.gone(entry);
			tellIfEmptied(effects);
		});
	}

	/**
	 * Lend nothing from now on, and kill what nobody has.
	 * @return whether this stopped it
	 */
	boolean stop() {
		return decide((effects) -> {
			if (this.phase != Phase.RUNNING) {
				this.phase = (this.phase == Phase.NEW) ? Phase.STOPPED : this.phase;
				return false;
			}
			this.phase = Phase.STOPPING;
			refuseAll(this.refusals::stopped, effects);
			this.sandboxes.allWaiting().forEach((entry) -> kill(entry, DiscardReason.DRAIN, effects));
			this.sandboxes.allWarming()
				.stream()
				.filter(PoolEntry::isCreated)
				.forEach((entry) -> kill(entry, DiscardReason.DRAIN, effects));
			tellIfEmptied(effects);
			return true;
		});
	}

	/**
	 * Kill what is still lent.
	 */
	void drain() {
		change((effects) -> {
			this.sandboxes.allBorrowed().forEach((entry) -> kill(entry, DiscardReason.DRAIN, effects));
		});
	}

	/**
	 * Be stopped, whatever is left.
	 * @return how many sandboxes are left to their leases, or {@link #NOT_STOPPING} where
	 * nothing was done
	 */
	int abandon() {
		return decide((effects) -> {
			if (this.phase != Phase.STOPPING) {
				return NOT_STOPPING;
			}
			List<PoolEntry> left = new ArrayList<>(this.sandboxes.allKilling());
			left.addAll(this.sandboxes.allWarming());
			left.addAll(this.sandboxes.allBorrowed());
			left.forEach(this.sandboxes::gone);
			this.phase = Phase.STOPPED;
			return left.size();
		});
	}

	void tellIfEmptied(Effects effects) {
		if (this.phase == Phase.STOPPING && this.sandboxes.size() == 0 && this.sandboxes.countKilling() == 0) {
			effects.add(this.actions::emptied);
		}
	}

	/**
	 * Tell why somebody waited in vain.
	 */
	PoolAcquireTimeoutException tooLate(@Nullable Duration own, long now) {
		Throwable lastError = decide((effects) -> this.gate.lastError());
		return this.refusals.tooLate(status(now), own, lastError);
	}

	PoolStatus status(long now) {
		return decide((effects) -> {
			Throwable error = this.gate.lastError();
			long next = this.gate.next(now, null);
			return new PoolStatus(this.settings.name(), this.settings.template(), this.phase, this.settings.minIdle(),
					this.settings.maxSize(), this.sandboxes.countWarming(),
					this.sandboxes.countIdle() + this.sandboxes.countWithheld(), this.sandboxes.countBorrowed(),
					this.sandboxes.countKilling(), this.waiters.size(), this.gate.isRefused(),
					(error != null) ? String.valueOf(error.getMessage()) : null,
					(next > now) ? Duration.ofMillis(next - now) : null, this.gate.heldUpBy(now));
		});
	}

	PoolStoppedException stopped() {
		return this.refusals.stopped();
	}

	long expiresAt(PoolEntry entry) {
		return decide((effects) -> entry.expiresAt);
	}

	boolean isRunning() {
		return this.phase == Phase.RUNNING;
	}

	/**
	 * A look at what is missing is being taken: who asks for one from now on needs
	 * another.
	 */
	void replenishes() {
		this.replenishing = false;
	}

	CreateGate gate() {
		return this.gate;
	}

	Planning planning() {
		return this.planning;
	}

	PoolSandboxes sandboxes() {
		return this.sandboxes;
	}

	PoolActions actions() {
		return this.actions;
	}

	boolean isLendable(PoolEntry entry, long now) {
		long left = entry.expiresAt - now;
		return left > 0 && left >= this.settings.minRemainingTtl().toMillis();
	}

	/**
	 * Give a sandbox to whoever waits for longest, or keep it ready.
	 */
	void offer(PoolEntry entry, Source source, long now, Effects effects) {
		if (!isLendable(entry, now)) {
			kill(entry, DiscardReason.EXPIRED, effects);
			return;
		}
		Waiter waiter = this.waiters.next();
		if (waiter != null) {
			lend(entry, waiter, source, now, effects);
		}
		else if (this.phase == Phase.RUNNING && this.sandboxes.countFresh() < this.settings.minIdle()) {
			this.sandboxes.idle(entry);
			retireAged(effects);
		}
		else {
			kill(entry, DiscardReason.LATE, effects);
		}
		tellIfWarm(effects);
	}

	private void tellIfWarm(Effects effects) {
		if (!this.warm && this.sandboxes.countIdle() + this.sandboxes.countBorrowed() >= this.settings.minIdle()) {
			this.warm = true;
			effects.add(this.actions::warm);
		}
	}

	/**
	 * Kill sandboxes that wait for too long once there are others in their place.
	 */
	private void retireAged(Effects effects) {
		PoolEntry aged = this.sandboxes.anyAged();
		while (aged != null && this.sandboxes.countFresh() >= this.settings.minIdle()) {
			kill(aged, DiscardReason.AGED, effects);
			aged = this.sandboxes.anyAged();
		}
	}

	void kill(PoolEntry entry, @Nullable DiscardReason reason, Effects effects) {
		this.sandboxes.killing(entry);
		entry.borrower = null;
		effects.add(() -> this.actions.kill(entry, reason));
	}

	void replenishIfShort(Effects effects) {
		if (this.phase == Phase.RUNNING && this.planning.missing() > 0) {
			replenish(effects);
		}
	}

	/**
	 * One look at what is missing does for all who ask before it is taken.
	 */
	void replenish(Effects effects) {
		if (!this.replenishing) {
			this.replenishing = true;
			effects.add(this.actions::replenish);
		}
	}

	/**
	 * Change something, and then do what that calls for.
	 */
	void change(Consumer<Effects> change) {
		decide((effects) -> {
			change.accept(effects);
			return null;
		});
	}

	/**
	 * Decide something, and then do what that calls for.
	 */
	<T extends @Nullable Object> T decide(Function<Effects, T> decision) {
		Effects effects = new Effects();
		T result;
		this.lock.lock();
		try {
			result = decision.apply(effects);
		}
		finally {
			this.lock.unlock();
		}
		effects.run();
		return result;
	}

}
