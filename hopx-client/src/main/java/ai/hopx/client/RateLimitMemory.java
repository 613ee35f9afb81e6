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

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Keeps what one API last said of its rate limit.
 */
final class RateLimitMemory {

	private final Clock clock;

	private volatile @Nullable RateLimit last;

	RateLimitMemory(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Look at the head of a reply. One that says nothing leaves what was said before.
	 */
	void observe(HttpHeaders headers) {
		RateLimitFigures figures = RateLimitFigures.read(headers, null, this.clock);
		if (figures.limit() != null || figures.remaining() != null || figures.reset() != null) {
			this.last = new RateLimit(figures.limit(), figures.remaining(), figures.reset(), this.clock.instant());
		}
	}

	@Nullable RateLimit last() {
		return this.last;
	}

}
