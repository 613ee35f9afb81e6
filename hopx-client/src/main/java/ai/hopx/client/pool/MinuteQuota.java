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

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * So many in any minute, exactly: the times of the last minute are kept. Not safe for use
 * from many threads.
 */
final class MinuteQuota {

	private static final long MINUTE = 60_000;

	private final int limit;

	private final Deque<Long> times = new ArrayDeque<>();

	MinuteQuota(int limit) {
		this.limit = limit;
	}

	/**
	 * Return when one may be taken, not before now.
	 */
	long next(long now) {
		forget(now);
		Long oldest = this.times.peekFirst();
		return (oldest == null || this.times.size() < this.limit) ? now : oldest + MINUTE;
	}

	boolean take(long now) {
		if (next(now) > now) {
			return false;
		}
		this.times.addLast(now);
		return true;
	}

	private void forget(long now) {
		for (Long oldest = this.times.peekFirst(); oldest != null
				&& oldest + MINUTE <= now; oldest = this.times.peekFirst()) {
			this.times.removeFirst();
		}
	}

}
