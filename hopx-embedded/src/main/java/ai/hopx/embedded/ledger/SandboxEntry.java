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
 * One sandbox, from its creation to its end.
 *
 * @param id its id
 * @param template name of the template that it was created from
 * @param region the region that was asked for
 * @param timeoutSeconds the time-out that its creation asked for, or {@code null} for
 * none
 * @param createdAt when its creation began
 * @param endedAt when it ended, or {@code null} while it lives
 * @param cause why it ended, or {@code null} while it lives
 */
public record SandboxEntry(String id, String template, String region, @Nullable Integer timeoutSeconds,
		Instant createdAt, @Nullable Instant endedAt, @Nullable EndCause cause) {

	/**
	 * Return whether the sandbox has not ended.
	 * @return whether it lives
	 */
	public boolean isAlive() {
		return this.cause == null;
	}

	SandboxEntry ended(EndCause cause, Instant at) {
		return new SandboxEntry(this.id, this.template, this.region, this.timeoutSeconds, this.createdAt, at, cause);
	}

}
