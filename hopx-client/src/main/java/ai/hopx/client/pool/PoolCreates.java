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

import ai.hopx.client.RateLimit;
import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.pool.PoolEntry.State;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of sandboxes until they can be lent. Changes the pool's state as
 * {@link PoolState} does. Safe for use from many threads. Times are in milliseconds since
 * 1970.
 */
final class PoolCreates {

	private final PoolState state;

	private final PoolSettings settings;

	private final PoolSandboxes sandboxes;

	private final CreateGate gate;

	PoolCreates(PoolState state, PoolSettings settings) {
		this.state = state;
		this.settings = settings;
		this.sandboxes = state.sandboxes();
		this.gate = state.gate();
	}

	/**
	 * Decide which sandboxes to create now.
	 * @param limit what the service last said of its rate limit
	 */
	Plan plan(long now, @Nullable RateLimit limit) {
		return this.state.decide((effects) -> {
			this.state.replenishes();
			return (this.state.isRunning()) ? this.state.planning().plan(now, limit) : Plan.NOTHING;
		});
	}

	/**
	 * A sandbox was created, and runs.
	 * @return whether to go on with its preparation
	 */
	boolean created(PoolEntry entry, ReactiveSandbox sandbox) {
		return this.state.decide((effects) -> {
			entry.created(sandbox);
			entry.expiresAt = entry.leasedAt + this.settings.lease().toMillis();
			boolean wanted = entry.state == State.WARMING && this.state.isRunning();
			if (!wanted) {
				this.state.kill(entry, (this.state.isRunning()) ? DiscardReason.LATE : DiscardReason.DRAIN, effects);
			}
			return wanted;
		});
	}

	/**
	 * A sandbox is prepared, and can be lent.
	 * @return whether creates succeed after they had failed
	 */
	boolean warmed(PoolEntry entry, long now) {
		return this.state.decide((effects) -> {
			if (entry.state != State.WARMING) {
				return false;
			}
			boolean recovered = this.gate.succeeded();
			this.state.offer(entry, Source.CREATED, now, effects);
			this.state.replenishIfShort(effects);
			return recovered;
		});
	}

	/**
	 * A create failed, or took too long.
	 */
	CreateNews createFailed(PoolEntry entry, Throwable error, DiscardReason reason, long now) {
		return this.state.decide((effects) -> {
			if (entry.state != State.WARMING) {
				return CreateNews.OLD;
			}
			if (entry.isCreated()) {
				this.state.kill(entry, reason, effects);
			}
			else {
				// Should it be created after all, it is found not to be wanted
				this.sandboxes.gone(entry);
				this.state.tellIfEmptied(effects);
			}
			if (!this.state.isRunning()) {
				return CreateNews.ONE_MORE;
			}
			boolean news = this.gate.failed(now, entry.batch, error);
			if (this.state.isHopeless()) {
				this.state.refuseAll(this.state.refused(now), effects);
			}
			this.state.replenish(effects);
			return news ? CreateNews.CHANGED : CreateNews.ONE_MORE;
		});
	}

}
