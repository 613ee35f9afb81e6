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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.web.ApiException;

/**
 * Remembers for a while which sandboxes ended by their time-out. Safe for use from many
 * threads.
 */
final class ExpiredSandboxes {

	private static final int MAX_SIZE = 1000;

	private static final Duration MEMORY = Duration.ofHours(1);

	private final Clock clock;

	private final Map<String, Entry> entries = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
			return size() > MAX_SIZE;
		}

	};

	ExpiredSandboxes(Clock clock) {
		this.clock = clock;
	}

	synchronized void add(String id, Instant createdAt, Instant expiredAt) {
		this.entries.put(id, new Entry(createdAt, expiredAt));
	}

	/**
	 * Return the answer to whoever asks for an expired sandbox.
	 * @param id the sandbox's id
	 * @return the answer, or {@code null} if no such sandbox expired lately
	 */
	synchronized @Nullable ApiException find(String id) {
		Entry entry = this.entries.get(id);
		if (entry == null || this.clock.instant().isAfter(entry.expiredAt().plus(MEMORY))) {
			return null;
		}
		return new ApiException(HttpStatus.GONE, "SANDBOX_EXPIRED",
				"Sandbox " + id + " has expired: its time-out ended it at " + entry.expiredAt())
			.detail("sandbox_id", id)
			.detail("created_at", entry.createdAt())
			.detail("expires_at", entry.expiredAt())
			.detail("status", "expired");
	}

	private record Entry(Instant createdAt, Instant expiredAt) {
	}

}
