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

package ai.hopx.embedded.ledger;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One run of code or of a command, as it really began in a sandbox: code that ran twice
 * has two entries.
 *
 * @param sandboxId the sandbox it ran in
 * @param language the code's language, or {@code null} for a command
 * @param source the code, or the command and its arguments with spaces between them; no
 * more than its first 4,096 characters
 * @param startedAt when it was asked for
 * @param endedAt when it ended, or {@code null} while it runs
 * @param exitCode its exit code, or {@code null} where there is none: it still runs, was
 * cancelled, or could not be started
 * @param timedOut whether its time-out ended it
 */
public record RunEntry(String sandboxId, @Nullable String language, String source, Instant startedAt,
		@Nullable Instant endedAt, @Nullable Integer exitCode, boolean timedOut) {

	/**
	 * Return whether the run has not ended.
	 * @return whether it goes on
	 */
	public boolean isRunning() {
		return this.endedAt == null;
	}

}
