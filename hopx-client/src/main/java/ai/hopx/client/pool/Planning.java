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

import java.util.ArrayList;
import java.util.List;

import ai.hopx.client.RateLimit;
import org.jspecify.annotations.Nullable;

/**
 * How many sandboxes to create. Guarded by the pool's lock.
 */
final class Planning {

	private final PoolSettings settings;

	private final PoolSandboxes sandboxes;

	private final WaitingLine waiters;

	private final CreateGate gate;

	Planning(PoolSettings settings, PoolSandboxes sandboxes, WaitingLine waiters, CreateGate gate) {
		this.settings = settings;
		this.sandboxes = sandboxes;
		this.waiters = waiters;
		this.gate = gate;
	}

	/**
	 * Note that as many sandboxes are being created as are missing and may be.
	 * @param limit what the service last said of its rate limit
	 */
	Plan plan(long now, @Nullable RateLimit limit) {
		List<PoolEntry> creates = new ArrayList<>();
		for (int startable = startable(); startable > 0; startable--) {
			if (!this.gate.enter(now, limit)) {
				return new Plan(creates, this.gate.next(now, limit));
			}
			PoolEntry entry = new PoolEntry(now, this.gate.batch());
			this.sandboxes.warming(entry);
			creates.add(entry);
		}
		return new Plan(creates, Plan.NEVER);
	}

	/**
	 * Warm-up has its limit; those that callers wait for come on top, as they would
	 * without a pool. While the service fails there are no more than of a warm-up, while
	 * it refuses there is one at a time.
	 */
	private int startable() {
		int parallel = this.gate.isRefused() ? 1
				: this.settings.warmUpConcurrency() + (this.gate.isFailing() ? 0 : waitersToCreateFor());
		return Math.min(missing(), parallel - this.sandboxes.countWarming());
	}

	/**
	 * Return how many are wanted beyond those that are ready or coming, and allowed. All
	 * that the service has count against the maximum, whoever has them.
	 */
	int missing() {
		int wanted = this.settings.minIdle() + waitersToCreateFor();
		int coming = this.sandboxes.countFresh() + this.sandboxes.countWarming();
		return Math.min(wanted - coming, this.settings.maxSize() - this.sandboxes.size());
	}

	private int waitersToCreateFor() {
		return (this.settings.onEmpty() == OnEmpty.CREATE) ? this.waiters.size() : 0;
	}

}
