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

import ai.hopx.client.observation.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * No sandbox came within {@code hopx.pools.<name>.acquire-timeout}. The message has what
 * the pool had then; the cause is the last failure of a create, if any since the last
 * success.
 */
@SuppressWarnings("serial")
public final class PoolAcquireTimeoutException extends PoolAcquireException {

	PoolAcquireTimeoutException(String pool, String message, @Nullable Throwable cause) {
		super(pool, message, cause);
	}

	@Override
	public boolean isRetryable() {
		return true;
	}

	@Override
	protected OperationOutcome outcome() {
		return OperationOutcome.TIMEOUT;
	}

}
