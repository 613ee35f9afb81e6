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
import java.util.function.DoubleSupplier;

import ai.hopx.client.RateLimit;
import ai.hopx.client.pool.PoolStatus.HoldUp;
import org.jspecify.annotations.Nullable;

/**
 * When sandboxes may be created: not while the service is failing, refusing or asking to
 * slow down, and not above the quotas. Guarded by the pool's lock. Times are in
 * milliseconds since 1970.
 */
final class CreateGate {

	static final long FIRST_PAUSE = 1_000;

	static final long LONGEST_PAUSE = 60_000;

	/** Where the service was not even reached: that is no work for it. */
	static final long LONGEST_PAUSE_UNREACHED = 5_000;

	/** How long a refusal stands before it is tried whether it still does. */
	static final long PROBE_INTERVAL = 60_000;

	private static final long LONGEST_TOLD = Duration.ofHours(1).toMillis();

	private static final int MOST_DOUBLINGS = 10;

	private final @Nullable MinuteQuota creates;

	private final BackgroundQuota background;

	private final DoubleSupplier random;

	private final Outage outage = new Outage();

	private int batch;

	private int failures;

	private boolean refused;

	private @Nullable Throwable lastError;

	private long closedUntil;

	/**
	 * The service asked for that, and a success of somebody else's request is no answer.
	 */
	private long toldUntil;

	/**
	 * Create a gate that is open.
	 * @param createsPerMinute the pool's own quota, {@code null} for none
	 * @param background the quota that it shares
	 * @param random numbers from 0 to below 1
	 */
	CreateGate(@Nullable Integer createsPerMinute, BackgroundQuota background, DoubleSupplier random) {
		this.creates = (createsPerMinute != null) ? new MinuteQuota(createsPerMinute) : null;
		this.background = background;
		this.random = random;
	}

	/**
	 * Return when a sandbox may be created, not before now.
	 * @param limit what the service last said of its rate limit
	 */
	long next(long now, @Nullable RateLimit limit) {
		long next = Math.max(now, Math.max(this.closedUntil, this.toldUntil));
		if (this.creates != null) {
			next = Math.max(next, this.creates.next(now));
		}
		next = Math.max(next, this.background.next(now));
		return Math.max(next, windowEnd(now, limit));
	}

	/**
	 * Return what keeps it closed for longest.
	 */
	@Nullable HoldUp heldUpBy(long now) {
		HoldUp heldUpBy = null;
		long latest = now;
		if (this.closedUntil > latest) {
			latest = this.closedUntil;
			heldUpBy = HoldUp.FAILURE;
		}
		if (this.toldUntil > latest) {
			latest = this.toldUntil;
			heldUpBy = HoldUp.RATE_LIMIT;
		}
		if (this.creates != null && this.creates.next(now) > latest) {
			latest = this.creates.next(now);
			heldUpBy = HoldUp.POOL_QUOTA;
		}
		return (this.background.next(now) > latest) ? HoldUp.SHARED_QUOTA : heldUpBy;
	}

	/**
	 * Go through, if it is open.
	 */
	boolean enter(long now, @Nullable RateLimit limit) {
		if (next(now, limit) > now || !this.background.take(now)) {
			return false;
		}
		return this.creates == null || this.creates.take(now);
	}

	/**
	 * The figures are a hint: other applications use the key too. None of it is believed
	 * for longer than a window lasts.
	 */
	private static long windowEnd(long now, @Nullable RateLimit limit) {
		if (limit == null || limit.remaining() == null || limit.remaining() > 0) {
			return now;
		}
		Instant end = limit.resetAt();
		return (end != null) ? Math.min(end.toEpochMilli(), limit.observedAt().toEpochMilli() + PROBE_INTERVAL) : now;
	}

	/**
	 * Return how failures stand, for those who go through now.
	 */
	int batch() {
		return this.batch;
	}

	/**
	 * @return whether failures ended with this, which is worth a line in the log
	 */
	boolean succeeded() {
		this.failures = 0;
		this.refused = false;
		this.lastError = null;
		this.closedUntil = 0;
		return this.outage.succeeded();
	}

	/**
	 * Those who went through together fail together: that closes the gate once.
	 * @param batch how failures stood when the failed one went through
	 * @return whether the state has changed, which is worth a line in the log
	 */
	boolean failed(long now, int batch, Throwable error) {
		this.lastError = error;
		Duration told = CreateFailures.toldToWait(error);
		if (told != null) {
			// A little more than asked, so that all who were told the same do not come at
			// once
			long wait = Math.min(told.toMillis(), LONGEST_TOLD) + (long) (FIRST_PAUSE * this.random.getAsDouble());
			this.toldUntil = Math.max(this.toldUntil, now + wait);
		}
		boolean refusedNow = CreateFailures.isRefusal(error) && !this.refused;
		if (batch < this.batch && !refusedNow) {
			return false;
		}
		this.batch++;
		this.failures++;
		this.refused = this.refused || refusedNow;
		this.closedUntil = now + (this.refused ? PROBE_INTERVAL : pause(error));
		if (refusedNow) {
			this.outage.announce(now);
			return true;
		}
		return this.outage.failed(now);
	}

	private long pause(Throwable error) {
		long doubled = FIRST_PAUSE << Math.min(this.failures - 1, MOST_DOUBLINGS);
		long longest = CreateFailures.isUnsent(error) ? LONGEST_PAUSE_UNREACHED : LONGEST_PAUSE;
		long pause = Math.min(doubled, longest);
		return pause / 2 + (long) (pause / 2 * this.random.getAsDouble());
	}

	boolean isFailing() {
		return this.failures > 0;
	}

	boolean isRefused() {
		return this.refused;
	}

	@Nullable Throwable lastError() {
		return this.lastError;
	}

}
