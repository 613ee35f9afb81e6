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

import ai.hopx.client.pool.PoolEntry.State;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What becomes of sandboxes while they are lent. Changes the pool's state as
 * {@link PoolState} does. Safe for use from many threads. Times are in milliseconds since
 * 1970.
 */
final class PoolLoans {

	private final PoolState state;

	PoolLoans(PoolState state) {
		this.state = state;
	}

	/**
	 * A borrower is done.
	 * @return whether it was not done before
	 */
	boolean release(PoolEntry entry) {
		return this.state.decide((effects) -> {
			boolean lent = entry.state == State.BORROWED;
			if (lent) {
				this.state.kill(entry, null, effects);
				this.state.replenishIfShort(effects);
			}
			return lent;
		});
	}

	/**
	 * The description of a lent sandbox says that it lives, or nothing was learnt.
	 * @param expiresAt when it ends, {@code null} where that is not known
	 */
	void stillLent(PoolEntry entry, @Nullable Long expiresAt) {
		this.state.change((effects) -> {
			entry.confirming = false;
			if (expiresAt != null) {
				entry.expiresAt = Math.max(entry.expiresAt, expiresAt);
			}
		});
	}

	/**
	 * A lent sandbox turned out to be dead before its borrower had it, or is gone.
	 */
	void discardLent(PoolEntry entry, DiscardReason reason) {
		this.state.change((effects) -> {
			if (entry.state == State.BORROWED) {
				this.state.kill(entry, reason, effects);
				this.state.replenishIfShort(effects);
			}
		});
	}

	/**
	 * A borrower sets the life of its sandbox: from now on the pool leaves it alone.
	 * @return completion once no renewal is under way any more
	 */
	Mono<Void> pin(PoolEntry entry) {
		return this.state.decide((effects) -> {
			entry.pinned = true;
			return entry.renewing ? entry.renewal.asMono() : Mono.empty();
		});
	}

	/**
	 * A borrower has not set the life of its sandbox after all.
	 */
	void unpin(PoolEntry entry) {
		this.state.change((effects) -> {
			entry.pinned = false;
		});
	}

	/**
	 * A borrower has set the end of its sandbox.
	 */
	void lives(PoolEntry entry, long expiresAt) {
		this.state.change((effects) -> {
			entry.expiresAt = expiresAt;
		});
	}

	/**
	 * A borrower has moved the end of its sandbox.
	 */
	void prolonged(PoolEntry entry, long more) {
		this.state.change((effects) -> {
			entry.expiresAt += more;
		});
	}

}
