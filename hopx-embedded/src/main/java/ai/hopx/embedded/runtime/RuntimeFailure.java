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

package ai.hopx.embedded.runtime;

/**
 * Something the sandbox could not do, for a reason that its caller can read. A program
 * that fails is no such thing: that is a {@link RunOutcome}.
 */
@SuppressWarnings("serial")
public class RuntimeFailure extends RuntimeException {

	private final Reason reason;

	public RuntimeFailure(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	public RuntimeFailure(Reason reason, String message, Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Return what went wrong.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * What can go wrong; most names are the wire's error codes.
	 */
	public enum Reason {

		LANGUAGE_UNAVAILABLE, COMMAND_NOT_FOUND, INVALID_PATH, PATH_NOT_ALLOWED, PERMISSION_DENIED, FILE_NOT_FOUND,
		DIRECTORY_NOT_FOUND, FILE_ALREADY_EXISTS, FILE_OPERATION_FAILED, PROCESS_NOT_FOUND, SANDBOX_PAUSED,
		SANDBOX_GONE, INTERNAL_ERROR

	}

}
