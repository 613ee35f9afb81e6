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

import ai.hopx.client.observation.HopxObservationContext;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * One request and what its attempts have come to so far. One for each subscription.
 */
final class Call {

	private final HopxRequest request;

	private final @Nullable String sandboxId;

	private final @Nullable HopxObservationContext operation;

	private int attempts;

	private Duration rateLimitWait = Duration.ZERO;

	private boolean mayHaveActed;

	private boolean renewed;

	private boolean underWay;

	private boolean exchanged;

	private boolean deliversPieces;

	Call(HopxRequest request, @Nullable String sandboxId, @Nullable HopxObservationContext operation) {
		this.request = request;
		this.sandboxId = sandboxId;
		this.operation = operation;
	}

	HopxRequest request() {
		return this.request;
	}

	Endpoint endpoint() {
		return this.request.endpoint();
	}

	@Nullable String sandboxId() {
		return this.sandboxId;
	}

	HopxError error() {
		return HopxError.of(this.sandboxId);
	}

	/**
	 * Credentials and host are known and the exchange begins.
	 */
	void exchangeBegins() {
		this.underWay = true;
	}

	/**
	 * New credentials are being fetched.
	 */
	void exchangeEnds() {
		this.underWay = false;
	}

	/**
	 * A reply has begun.
	 */
	void answered(@Nullable String requestId) {
		if (this.operation != null && requestId != null) {
			this.operation.setRequestId(requestId);
		}
	}

	/**
	 * Note the end of an attempt.
	 * @return whether it was an exchange; if not, what failed were its preparations,
	 * which have repeats of their own
	 */
	boolean attemptFailed(HopxException failure) {
		this.exchanged = this.underWay;
		this.underWay = false;
		this.attempts++;
		this.mayHaveActed = this.mayHaveActed || (this.exchanged && failure.mayHaveActed());
		return this.exchanged;
	}

	int attempts() {
		return this.attempts;
	}

	/**
	 * Add to the time waited for rate limits.
	 * @return the time in all
	 */
	Duration waitForRateLimit(Duration wait) {
		this.rateLimitWait = this.rateLimitWait.plus(wait);
		return this.rateLimitWait;
	}

	/**
	 * Take the one chance to go on with new credentials.
	 * @return whether it was still there
	 */
	boolean renewOnce() {
		boolean first = !this.renewed;
		this.renewed = true;
		return first;
	}

	/**
	 * The caller has seen a part of the reply, so that starting over would repeat it.
	 */
	void delivered() {
		this.deliversPieces = true;
	}

	boolean hasDelivered() {
		return this.deliversPieces;
	}

	/**
	 * Return whether a failure says that an earlier attempt has done the work.
	 */
	boolean isDoneBy(HopxException failure) {
		return this.endpoint().method() == HttpMethod.DELETE && this.mayHaveActed && this.exchanged
				&& failure instanceof HopxNotFoundException;
	}

}
