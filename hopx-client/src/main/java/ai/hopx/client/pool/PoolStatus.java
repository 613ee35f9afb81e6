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
 * What a pool has at one moment. All its counts are of the same moment.
 *
 * @param pool name of the pool
 * @param template what its sandboxes are created from
 * @param phase whether it works
 * @param minIdle how many sandboxes it keeps ready
 * @param maxSize how many it has at most, killing ones left out
 * @param warming sandboxes being created and prepared
 * @param idle sandboxes that are ready, or that it takes a second look at
 * @param borrowed sandboxes that are lent
 * @param killing sandboxes given back or discarded, and not yet known to be gone
 * @param pending callers that wait for a sandbox
 * @param refused whether the service refuses to create sandboxes for it, for a reason
 * that waiting does not cure
 * @param lastError what the last create failed with, {@code null} if none did since the
 * last success. No secrets
 * @param nextTry how long no sandbox is created yet, {@code null} where nothing holds it
 * up
 * @param heldUpBy what holds it up, {@code null} where nothing does
 */
public record PoolStatus(String pool, String template, Phase phase, int minIdle, int maxSize, int warming, int idle,
		int borrowed, int killing, int pending, boolean refused, @Nullable String lastError, @Nullable Duration nextTry,
		@Nullable HoldUp heldUpBy) {

	/**
	 * Whether a pool works.
	 */
	public enum Phase {

		/**
		 * It was never started: it starts with its first use.
		 */
		NEW,

		/**
		 * It keeps sandboxes ready and lends them.
		 */
		RUNNING,

		/**
		 * It lends nothing any more and kills what it has.
		 */
		STOPPING,

		/**
		 * It has nothing.
		 */
		STOPPED

	}

	/**
	 * What keeps a pool from creating sandboxes for a while.
	 */
	public enum HoldUp {

		/**
		 * Creates fail.
		 */
		FAILURE,

		/**
		 * The service asked to slow down.
		 */
		RATE_LIMIT,

		/**
		 * {@code hopx.pools.<name>.max-creates-per-minute} is used up.
		 */
		POOL_QUOTA,

		/**
		 * {@code hopx.background-requests-per-minute} is used up.
		 */
		SHARED_QUOTA

	}

}
