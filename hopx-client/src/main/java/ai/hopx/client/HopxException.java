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

import java.util.Map;

import ai.hopx.client.observation.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Base of everything that goes wrong between this client and Hopx. Code that fails inside
 * a sandbox is no exception but a result. Messages hold no credentials, no environment
 * values and no code.
 */
@SuppressWarnings("serial")
public class HopxException extends RuntimeException {

	private final HopxError error;

	/**
	 * Create an exception.
	 * @param message what went wrong, without secrets
	 * @param error what is known of it
	 */
	public HopxException(String message, HopxError error) {
		this(message, error, null);
	}

	/**
	 * Create an exception.
	 * @param message what went wrong, without secrets
	 * @param error what is known of it
	 * @param cause what led to it, or {@code null}
	 */
	public HopxException(String message, HopxError error, @Nullable Throwable cause) {
		super(message, cause);
		this.error = error;
	}

	/**
	 * Return the HTTP status of the reply.
	 * @return the status, or {@code null} where no reply arrived
	 */
	public @Nullable Integer getStatus() {
		return this.error.status();
	}

	/**
	 * Return the service's error code, such as {@code PATH_NOT_ALLOWED}.
	 * @return the code, or {@code null} where the service named none
	 */
	public @Nullable String getCode() {
		return this.error.code();
	}

	/**
	 * Return the service's id of the request, to be quoted to its support.
	 * @return the request id, or {@code null} where unknown
	 */
	public @Nullable String getRequestId() {
		return this.error.requestId();
	}

	/**
	 * Return the id of the sandbox that the request was about.
	 * @return the sandbox id, or {@code null} where it was about none
	 */
	public @Nullable String getSandboxId() {
		return this.error.sandboxId();
	}

	/**
	 * Return further figures of the error, as the service sent them.
	 * @return the details, never {@code null}
	 */
	public Map<String, Object> getDetails() {
		return this.error.details();
	}

	/**
	 * Return whether the service may have done what was asked of it, for whoever wants to
	 * ask again.
	 * @return {@code false} where it provably has not
	 */
	public boolean mayHaveActed() {
		return false;
	}

	/**
	 * Return whether the sandbox that the request was about is no more.
	 * @return whether it is unknown to the service, or its time was up
	 */
	public boolean isSandboxGone() {
		return false;
	}

	/**
	 * Return what the failure counts as in observations.
	 * @return the outcome
	 */
	protected OperationOutcome outcome() {
		return OperationOutcome.ERROR;
	}

	/**
	 * Return whether the same call can succeed later without a change. Says nothing about
	 * whether it already took effect: that is the caller's to judge.
	 * @return whether a retry can help
	 */
	public boolean isRetryable() {
		return false;
	}

}
