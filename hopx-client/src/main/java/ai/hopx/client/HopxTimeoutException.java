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

import ai.hopx.client.observation.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A reply did not come in time: {@code hopx.http.response-timeout} or the deadline of the
 * one request ran out, or the service gave up first with status 408. Never the time-out
 * of user code, which is a result. What was asked for may still happen.
 */
@SuppressWarnings("serial")
public class HopxTimeoutException extends HopxException {

	public HopxTimeoutException(String message, HopxError error) {
		super(message, error);
	}

	public HopxTimeoutException(String message, HopxError error, @Nullable Throwable cause) {
		super(message, error, cause);
	}

	@Override
	public boolean isRetryable() {
		return true;
	}

	@Override
	public boolean mayHaveActed() {
		return true;
	}

	@Override
	protected OperationOutcome outcome() {
		return OperationOutcome.TIMEOUT;
	}

}
