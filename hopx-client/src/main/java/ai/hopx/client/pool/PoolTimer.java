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

import reactor.core.Disposable;

/**
 * A pool's time, and the one thread that its background work begins on.
 */
interface PoolTimer {

	/**
	 * Return the time in milliseconds since 1970.
	 */
	long now();

	/**
	 * Begin. May be done again after the end.
	 */
	void start();

	/**
	 * Run something soon; at once where the thread has ended.
	 */
	void execute(Runnable task);

	/**
	 * Run something later; never where the thread has ended.
	 */
	Disposable schedule(Runnable task, Duration delay);

	/**
	 * Run something at a time, at once where that has passed; never where the thread has
	 * ended.
	 * @param time in milliseconds since 1970
	 */
	Disposable scheduleAt(Runnable task, long time);

	/**
	 * End the thread. What is still to be run is dropped.
	 */
	void close();

}
