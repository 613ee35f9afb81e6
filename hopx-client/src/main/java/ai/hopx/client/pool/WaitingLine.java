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

import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Those that wait for a sandbox, by when they came. One that leaves takes nothing with
 * it; one that got a sandbox which turned out to be dead takes its old place again.
 * Guarded by the pool's lock.
 */
final class WaitingLine {

	private final TreeMap<Long, Waiter> waiters = new TreeMap<>();

	private long tickets;

	/**
	 * Note when a waiter came, the first time.
	 */
	void number(Waiter waiter) {
		if (waiter.ticket == Waiter.NO_TICKET) {
			waiter.ticket = this.tickets++;
		}
	}

	void enter(Waiter waiter) {
		this.waiters.put(waiter.ticket, waiter);
	}

	void leave(Waiter waiter) {
		this.waiters.remove(waiter.ticket);
	}

	@Nullable Waiter next() {
		var first = this.waiters.pollFirstEntry();
		return (first != null) ? first.getValue() : null;
	}

	int size() {
		return this.waiters.size();
	}

}
