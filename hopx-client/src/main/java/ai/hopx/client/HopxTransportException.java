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

import org.jspecify.annotations.Nullable;

/**
 * The connection failed before a reply was complete: no such host, connection refused or
 * reset, TLS failure, no free connection in time.
 */
@SuppressWarnings("serial")
public class HopxTransportException extends HopxException {

	private final boolean unsent;

	public HopxTransportException(String message, HopxError error, boolean unsent, @Nullable Throwable cause) {
		super(message, error, cause);
		this.unsent = unsent;
	}

	/**
	 * Return whether it is certain that nothing of the request left this machine. If not,
	 * the service may have acted on it.
	 * @return whether the request provably was not sent
	 */
	public boolean isUnsent() {
		return this.unsent;
	}

	@Override
	public boolean isRetryable() {
		return true;
	}

	@Override
	public boolean mayHaveActed() {
		return !this.unsent;
	}

}
