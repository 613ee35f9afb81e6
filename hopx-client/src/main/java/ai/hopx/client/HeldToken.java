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

import java.time.Duration;
import java.time.Instant;

import ai.hopx.client.model.AgentToken;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox's token and when to look for a new one.
 *
 * @param credentials the token, as it is shown
 * @param expiresAt when it ends, or {@code null} where unknown
 * @param renewAt when to get a new one, or {@code null} for not before this one is
 * refused
 */
record HeldToken(Credentials credentials, @Nullable Instant expiresAt, @Nullable Instant renewAt) {

	private static final Duration LONGEST_MARGIN = Duration.ofHours(1);

	/**
	 * How long to leave a token alone whose renewal failed.
	 */
	private static final Duration PAUSE = Duration.ofSeconds(30);

	/**
	 * Take a token that has just been received.
	 * @param token the token
	 * @param sandboxId whose it is
	 * @param now the time
	 * @throws UnexpectedResponseException where it cannot be sent
	 */
	static HeldToken of(AgentToken token, String sandboxId, Instant now) {
		if (!Credentials.isUsable(token.authToken())) {
			throw new UnexpectedResponseException(
					"The service gave sandbox " + sandboxId + " a token that cannot be put into a header",
					HopxError.of(sandboxId), null);
		}
		Credentials credentials = Credentials.bearer(token.authToken());
		Instant expiresAt = token.tokenExpiresAt();
		if (expiresAt == null || !expiresAt.isAfter(now)) {
			// Fresh and already over: one of the clocks is wrong, so let the agent judge
			return new HeldToken(credentials, null, null);
		}
		Duration tenth = Duration.between(now, expiresAt).dividedBy(10);
		Duration margin = (tenth.compareTo(LONGEST_MARGIN) < 0) ? tenth : LONGEST_MARGIN;
		return new HeldToken(credentials, expiresAt, expiresAt.minus(margin));
	}

	boolean isDue(Instant now) {
		return this.renewAt != null && !now.isBefore(this.renewAt);
	}

	boolean isOver(Instant now) {
		return this.expiresAt != null && !now.isBefore(this.expiresAt);
	}

	HeldToken renewLater(Instant now) {
		return new HeldToken(this.credentials, this.expiresAt, now.plus(PAUSE));
	}

}
