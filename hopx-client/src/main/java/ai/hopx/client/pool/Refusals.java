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

import org.jspecify.annotations.Nullable;

/**
 * What those are told who get no sandbox: what is wrong, and what the pool has.
 */
final class Refusals {

	private final String pool;

	private final Duration acquireTimeout;

	Refusals(PoolSettings settings) {
		this.pool = settings.name();
		this.acquireTimeout = settings.acquireTimeout();
	}

	PoolStoppedException stopped() {
		return new PoolStoppedException(this.pool,
				"Pool '%s' has stopped and lends no more sandboxes".formatted(this.pool));
	}

	PoolExhaustedException nothingReady(PoolStatus status) {
		return new PoolExhaustedException(this.pool,
				"Pool '%s' has no sandbox ready, and 'hopx.pools.%s.on-empty=fail': %s".formatted(this.pool, this.pool,
						counts(status)));
	}

	PoolExhaustedException tooManyWaiting(PoolStatus status) {
		return new PoolExhaustedException(this.pool,
				"Pool '%s' has as many callers waiting as 'hopx.pools.%s.pending-acquire-max-count' allows: %s"
					.formatted(this.pool, this.pool, counts(status)));
	}

	PoolRefusedException refused(PoolStatus status, @Nullable Throwable reason) {
		return new PoolRefusedException(this.pool,
				"Pool '%s' is empty and is refused new sandboxes: %s".formatted(this.pool, counts(status)), reason);
	}

	PoolAcquireTimeoutException tooLate(PoolStatus status, @Nullable Duration own, @Nullable Throwable lastError) {
		String limit = (own != null) ? own.toString()
				: "'hopx.pools.%s.acquire-timeout', which is %s".formatted(this.pool, this.acquireTimeout);
		return new PoolAcquireTimeoutException(this.pool,
				"Pool '%s' had no sandbox within %s: %s".formatted(this.pool, limit, counts(status)), lastError);
	}

	static String counts(PoolStatus status) {
		String counts = "%d idle, %d warming, %d borrowed, %d at most, %d waiting".formatted(status.idle(),
				status.warming(), status.borrowed(), status.maxSize(), status.pending());
		return counts + heldUp(status)
				+ ((status.lastError() != null) ? ". The last create failed: " + status.lastError() : "");
	}

	/**
	 * What no error tells of.
	 */
	private static String heldUp(PoolStatus status) {
		if (status.heldUpBy() == null || status.nextTry() == null) {
			return "";
		}
		String what = switch (status.heldUpBy()) {
			case FAILURE -> null;
			case RATE_LIMIT -> "Hopx asked to slow down";
			case POOL_QUOTA -> "'hopx.pools.%s.max-creates-per-minute' is used up".formatted(status.pool());
			case SHARED_QUOTA -> "'hopx.background-requests-per-minute' is used up";
		};
		return (what != null) ? ". The next is created in %d s: %s".formatted(status.nextTry().toSeconds() + 1, what)
				: "";
	}

}
