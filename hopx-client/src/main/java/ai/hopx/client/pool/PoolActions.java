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

import ai.hopx.client.core.Acquisition;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a pool's state calls for. Always called without the pool's lock.
 */
interface PoolActions {

	/**
	 * Sandboxes are missing.
	 */
	void replenish();

	/**
	 * Hand a sandbox to whoever waited for it.
	 */
	void serve(Waiter waiter, PoolEntry entry, Acquisition.Source source);

	/**
	 * Tell somebody that there is none.
	 */
	void refuse(Waiter waiter, PoolAcquireException reason);

	/**
	 * Kill a sandbox.
	 * @param reason why, {@code null} where its borrower gave it back
	 */
	void kill(PoolEntry entry, @Nullable DiscardReason reason);

	/**
	 * Read the description of a sandbox whose lease is in doubt.
	 */
	void readAgain(PoolEntry entry);

	/**
	 * As many are ready as are to be kept ready, for the first time since the start.
	 */
	void warm();

	/**
	 * The pool stops and has nothing left.
	 */
	void emptied();

}
