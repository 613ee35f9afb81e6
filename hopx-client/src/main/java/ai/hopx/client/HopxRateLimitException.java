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

package ai.hopx.client;

import java.time.Duration;
import java.time.Instant;

import ai.hopx.client.observation.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Too many requests: status 429. Thrown once {@code hopx.retry.max-attempts} are used up,
 * or at once where the wait asked for is longer than
 * {@code hopx.retry.max-rate-limit-wait}. The request was refused before any work.
 */
@SuppressWarnings("serial")
public class HopxRateLimitException extends HopxException {

	private final @Nullable Long limit;

	private final @Nullable Long remaining;

	private final @Nullable Instant reset;

	private final @Nullable Duration retryAfter;

	public HopxRateLimitException(String message, HopxError error, @Nullable Long limit, @Nullable Long remaining,
			@Nullable Instant reset, @Nullable Duration retryAfter) {
		super(message, error);
		this.limit = limit;
		this.remaining = remaining;
		this.reset = reset;
		this.retryAfter = retryAfter;
	}

	/**
	 * Return how many requests are allowed in the window of time.
	 * @return the limit, or {@code null} where the service did not say
	 */
	public @Nullable Long getLimit() {
		return this.limit;
	}

	/**
	 * Return how many requests are left in the window of time.
	 * @return the rest, or {@code null} where the service did not say
	 */
	public @Nullable Long getRemaining() {
		return this.remaining;
	}

	/**
	 * Return when the window of time ends.
	 * @return the time, or {@code null} where the service did not say
	 */
	public @Nullable Instant getReset() {
		return this.reset;
	}

	/**
	 * Return how long to wait before the next try, from whichever of its hints the
	 * service gave.
	 * @return the wait, never negative, or {@code null} where the service gave no hint
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

	@Override
	public boolean isRetryable() {
		return true;
	}

	@Override
	protected OperationOutcome outcome() {
		return OperationOutcome.REJECTED;
	}

}
