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

package ai.hopx.embedded.agent;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.web.ApiException;

/**
 * Whether an agent serves requests, as the state of its sandbox has it.
 */
public enum Availability {

	CREATING(HttpStatus.SERVICE_UNAVAILABLE, "SANDBOX_CREATING", "The sandbox is being created"),

	RUNNING(HttpStatus.OK, "", ""),

	PAUSED(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", "The sandbox is paused; resume it first"),

	STOPPED(HttpStatus.SERVICE_UNAVAILABLE, "SANDBOX_STOPPED", "The sandbox is stopped; start it first"),

	FAILED(HttpStatus.NOT_FOUND, "SANDBOX_NOT_FOUND", "The sandbox has broken down; delete it"),

	GONE(HttpStatus.NOT_FOUND, "SANDBOX_NOT_FOUND", "The sandbox is gone");

	private final HttpStatus status;

	private final String code;

	private final String message;

	Availability(HttpStatus status, String code, String message) {
		this.status = status;
		this.code = code;
		this.message = message;
	}

	/**
	 * Check that requests are served.
	 * @param sandboxId whose agent this is
	 * @param reason why it has broken down, where it has
	 */
	void check(String sandboxId, String reason) {
		if (this != RUNNING) {
			String message = (this == FAILED) ? this.message + ". " + reason : this.message;
			throw new ApiException(this.status, this.code, message).detail("sandbox_id", sandboxId);
		}
	}

}
