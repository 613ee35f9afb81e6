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

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import ai.hopx.client.observation.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A pool did not lend a sandbox. Nothing was run.
 */
@SuppressWarnings("serial")
public abstract sealed class PoolAcquireException extends HopxException
		permits PoolAcquireTimeoutException, PoolExhaustedException, PoolRefusedException, PoolStoppedException {

	private final String pool;

	PoolAcquireException(String pool, String message, @Nullable Throwable cause) {
		super(message, HopxError.of(null), cause);
		this.pool = pool;
	}

	/**
	 * Return which pool it was.
	 * @return its name
	 */
	public String getPool() {
		return this.pool;
	}

	@Override
	protected OperationOutcome outcome() {
		return OperationOutcome.REJECTED;
	}

}
