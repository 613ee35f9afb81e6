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

/**
 * How often and when a request is sent again, where {@link Replay} lets it be.
 *
 * @param maxAttempts how often it is sent at most, the first time included
 * @param initialBackoff upper bound of the first wait, doubled each time; the wait itself
 * is drawn at random below it
 * @param maxBackoff upper bound of every such wait
 * @param maxRateLimitWait how long one call waits in all because it was told to by a rate
 * limit; a longer wait fails the call at once
 */
public record RetrySettings(int maxAttempts, Duration initialBackoff, Duration maxBackoff, Duration maxRateLimitWait) {

	private static final RetrySettings DEFAULTS = new RetrySettings(3, Duration.ofMillis(200), Duration.ofSeconds(5),
			Duration.ofSeconds(10));

	public RetrySettings {
		if (maxAttempts < 1) {
			throw new HopxConfigurationException("hopx.retry.max-attempts",
					"must be at least 1, which means no repeats, but is " + maxAttempts);
		}
		HopxConfigurationException.requireNotNegative("hopx.retry.initial-backoff", initialBackoff);
		HopxConfigurationException.requireNotNegative("hopx.retry.max-backoff", maxBackoff);
		HopxConfigurationException.requireNotNegative("hopx.retry.max-rate-limit-wait", maxRateLimitWait);
	}

	/**
	 * Return the settings used where none are given: three attempts, 200 ms to 5 s apart,
	 * 10 s of waiting for rate limits.
	 * @return the settings
	 */
	public static RetrySettings defaults() {
		return DEFAULTS;
	}

}
