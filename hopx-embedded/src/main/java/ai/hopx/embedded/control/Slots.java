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

package ai.hopx.embedded.control;

import java.util.HashSet;
import java.util.Set;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.web.ApiException;

/**
 * Room for so many sandboxes. Safe for use from many threads.
 */
final class Slots {

	private final int limit;

	private final Set<String> taken = new HashSet<>();

	private boolean closed;

	Slots(int limit) {
		this.limit = limit;
	}

	/**
	 * Take a slot.
	 * @param sandboxId for whom
	 * @throws ApiException if there is none left
	 */
	synchronized void take(String sandboxId) {
		if (this.closed) {
			throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
					"The embedded server is stopping");
		}
		if (this.taken.size() >= this.limit) {
			throw new ApiException(HttpStatus.FORBIDDEN, "RESOURCE_LIMIT_ERROR",
					"The limit of " + this.limit + " sandboxes is reached; delete some first")
				.detail("limit", this.limit)
				.detail("current", this.taken.size())
				.detail("available", 0);
		}
		this.taken.add(sandboxId);
	}

	/**
	 * Give a slot back; doing it again does nothing.
	 * @param sandboxId whose slot
	 */
	synchronized void release(String sandboxId) {
		this.taken.remove(sandboxId);
	}

	/**
	 * Hand out no more slots.
	 */
	synchronized void close() {
		this.closed = true;
	}

	synchronized boolean closed() {
		return this.closed;
	}

}
