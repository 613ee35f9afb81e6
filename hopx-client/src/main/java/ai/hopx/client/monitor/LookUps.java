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

package ai.hopx.client.monitor;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often the control plane may be asked after sandboxes whose agents do not answer.
 * Its rate limit is there for what the application wants: where a hundred agents fall
 * silent at once, nobody must be refused a sandbox because of that. Safe for use from
 * many threads.
 */
final class LookUps {

	/** In milliseconds: ten in a minute, of a hundred that the service allows. */
	private static final long PAUSE = 6000;

	private final AtomicLong nextAt = new AtomicLong();

	private final Clock clock;

	LookUps(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Return whether one may be made now, which counts as made.
	 */
	boolean take() {
		long now = this.clock.millis();
		long next = this.nextAt.get();
		return now >= next && this.nextAt.compareAndSet(next, now + PAUSE);
	}

}
