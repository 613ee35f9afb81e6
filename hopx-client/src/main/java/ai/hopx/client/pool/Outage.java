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

/**
 * Whether something fails, and whether that is worth a line in the log: what fails now
 * and then would fill it, with a line for each change. Not safe for use from many
 * threads.
 */
final class Outage {

	private static final long QUIET = 60_000;

	private boolean announced;

	private long quietUntil;

	/**
	 * It failed.
	 * @param now the time in milliseconds
	 * @return whether to say so
	 */
	boolean failed(long now) {
		boolean news = !this.announced && now >= this.quietUntil;
		if (news) {
			announce(now);
		}
		return news;
	}

	/**
	 * It fails in a way that has to be said, whatever was said before.
	 */
	void announce(long now) {
		this.announced = true;
		this.quietUntil = now + QUIET;
	}

	/**
	 * It succeeded.
	 * @return whether to say so, since it was said that it fails
	 */
	boolean succeeded() {
		boolean news = this.announced;
		this.announced = false;
		return news;
	}

}
