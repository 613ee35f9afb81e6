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

import ai.hopx.client.HopxAuthenticationException;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxNotFoundException;
import ai.hopx.client.HopxPaymentRequiredException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.pool.PoolMetricsRecorder.CreateOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a failed create means for those to come.
 */
final class CreateFailures {

	private static final String TOO_MANY_SANDBOXES = "RESOURCE_LIMIT_ERROR";

	private CreateFailures() {
	}

	/**
	 * Whether the service will refuse again until somebody changes something. Only the
	 * control plane's word counts, of a create: an agent may refuse a token that is too
	 * fresh for it.
	 */
	static boolean isRefusal(Throwable error) {
		if (!(error instanceof HopxException failure) || failure.getSandboxId() != null) {
			return false;
		}
		if (error instanceof HopxForbiddenException) {
			// It passes when sandboxes end
			return !TOO_MANY_SANDBOXES.equals(failure.getCode());
		}
		return error instanceof HopxAuthenticationException || error instanceof HopxPaymentRequiredException
				|| error instanceof HopxNotFoundException;
	}

	static boolean isUnsent(Throwable error) {
		return error instanceof HopxTransportException transport && transport.isUnsent();
	}

	static @Nullable Duration toldToWait(Throwable error) {
		if (error instanceof HopxRateLimitException limited) {
			return limited.getRetryAfter();
		}
		return (error instanceof HopxServerException failed) ? failed.getRetryAfter() : null;
	}

	static CreateOutcome outcome(Throwable error) {
		if (error instanceof PreparationException) {
			return CreateOutcome.PREPARE;
		}
		if (error instanceof LeaseTooShortException) {
			return CreateOutcome.EXPIRED;
		}
		if (isRefusal(error)) {
			return CreateOutcome.REFUSED;
		}
		if (error instanceof HopxTimeoutException) {
			return CreateOutcome.TIMEOUT;
		}
		if (error instanceof HopxRateLimitException) {
			return CreateOutcome.RATE_LIMITED;
		}
		if (error instanceof HopxServerException) {
			return CreateOutcome.SERVER_ERROR;
		}
		return (error instanceof HopxTransportException) ? CreateOutcome.TRANSPORT : CreateOutcome.OTHER;
	}

}
