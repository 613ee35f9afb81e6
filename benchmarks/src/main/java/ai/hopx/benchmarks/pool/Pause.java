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

package ai.hopx.benchmarks.pool;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets time pass.
 */
final class Pause {

	private Pause() {
	}

	static void of(Duration time) {
		until(System.nanoTime() + time.toNanos());
	}

	/**
	 * Wait for a moment.
	 * @param end the moment, as {@link System#nanoTime()} has it
	 */
	static void until(long end) {
		for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
			if (Thread.currentThread().isInterrupted()) {
				throw new IllegalStateException("Interrupted");
			}
		}
	}

}
