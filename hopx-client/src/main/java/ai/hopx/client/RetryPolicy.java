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
import java.util.function.DoubleSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when a failed call is sent again. A call that may not be sent twice
 * is sent again only where the service provably has not begun with it.
 */
final class RetryPolicy {

	private static final Log logger = LogFactory.getLog(RetryPolicy.class);

	private final RetrySettings settings;

	private final DoubleSupplier random;

	/**
	 * Create a policy.
	 * @param settings how often and when
	 * @param random numbers from 0 to below 1
	 */
	RetryPolicy(RetrySettings settings, DoubleSupplier random) {
		this.settings = settings;
		this.random = random;
	}

	/**
	 * Note that a call has failed and decide.
	 * @return how long to wait before the next attempt, or {@code null} for no further
	 * one
	 */
	@Nullable Duration next(Call call, HopxException failure) {
		boolean exchange = call.attemptFailed(failure);
		if (!exchange || call.hasDelivered() || call.attempts() >= this.settings.maxAttempts()) {
			return null;
		}
		Duration delay = delay(call, failure);
		if (delay != null && logger.isDebugEnabled()) {
			logger.debug("Attempt %d of %d at %s failed, next in %d ms: %s".formatted(call.attempts(),
					this.settings.maxAttempts(), call.request(), delay.toMillis(), failure.getMessage()));
		}
		return delay;
	}

	private @Nullable Duration delay(Call call, HopxException failure) {
		if (failure instanceof HopxRateLimitException limited) {
			return untilAllowed(call, limited.getRetryAfter());
		}
		if (failure instanceof HopxTransportException transport && transport.isUnsent()) {
			return backoff(call.attempts());
		}
		if (call.endpoint().replay() == Replay.NEVER) {
			return null;
		}
		if (failure instanceof HopxServerException server && server.isRetryable()) {
			Duration asked = server.getRetryAfter();
			return (asked != null) ? untilAllowed(call, asked) : backoff(call.attempts());
		}
		boolean lost = failure instanceof HopxTransportException || failure instanceof HopxTimeoutException;
		return lost ? backoff(call.attempts()) : null;
	}

	private @Nullable Duration untilAllowed(Call call, @Nullable Duration asked) {
		if (asked == null) {
			return backoff(call.attempts());
		}
		if (call.waitForRateLimit(asked).compareTo(this.settings.maxRateLimitWait()) > 0) {
			return null;
		}
		// A little more than asked, so that all who were told the same do not come at
		// once
		return asked.plus(random(this.settings.initialBackoff()));
	}

	private Duration backoff(int attempts) {
		Duration bound = this.settings.initialBackoff();
		for (int i = 1; i < attempts && bound.compareTo(this.settings.maxBackoff()) < 0; i++) {
			bound = bound.multipliedBy(2);
		}
		return random((bound.compareTo(this.settings.maxBackoff()) < 0) ? bound : this.settings.maxBackoff());
	}

	private Duration random(Duration bound) {
		return Duration.ofNanos((long) (bound.toNanos() * this.random.getAsDouble()));
	}

}
