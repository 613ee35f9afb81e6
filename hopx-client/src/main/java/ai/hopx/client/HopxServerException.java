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

import org.jspecify.annotations.Nullable;

/**
 * Hopx, or a proxy in front of it, failed: status 5xx. A sandbox that is paused or
 * stopped answers so too. The request may have taken effect.
 */
@SuppressWarnings("serial")
public class HopxServerException extends HopxException {

	private final @Nullable Duration retryAfter;

	public HopxServerException(String message, HopxError error, @Nullable Duration retryAfter) {
		super(message, error);
		this.retryAfter = retryAfter;
	}

	/**
	 * Return how long the service asks to wait before the next try.
	 * @return the wait, or {@code null} where the service did not say
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

	/**
	 * True for 500, 502, 503 and 504: others, such as 501, will not change by waiting.
	 */
	@Override
	public boolean isRetryable() {
		Integer status = getStatus();
		return status != null && (status == 500 || status == 502 || status == 503 || status == 504);
	}

	@Override
	public boolean mayHaveActed() {
		return true;
	}

}
