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

import ai.hopx.client.core.ReactiveSandbox;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Sinks;

/**
 * A sandbox of a pool, from the moment that it is asked for. All but its number is read
 * and written under the pool's lock. Times are in milliseconds since 1970.
 */
final class PoolEntry {

	/**
	 * What becomes of a sandbox. From idle to withheld, where it is looked at again,
	 * there is a way back; from borrowed there is none: one that ran somebody's code is
	 * not lent again.
	 */
	enum State {

		WARMING, IDLE, WITHHELD, BORROWED, KILLING, GONE

	}

	State state = State.WARMING;

	/** When its lease began, at the earliest. */
	long leasedAt;

	/**
	 * When its lease ends, at the earliest: the service may count from a little later.
	 */
	long expiresAt;

	long renewAt;

	/** When the service was last asked to renew it. */
	long renewalSentAt;

	/** Completes when the last renewal has ended, however. */
	Sinks.Empty<Void> renewal = Sinks.empty();

	long validateAt;

	long agesAt;

	long lentAt;

	/** Waits for too long and is to be replaced. */
	boolean aged;

	boolean renewing;

	boolean validating;

	/** Lent, and it is asked whether it lives. */
	boolean confirming;

	/** Whether its lease was renewed is not known. */
	boolean doubtful;

	/** Its borrower has set its life. */
	boolean pinned;

	boolean leakReported;

	int failedRenewals;

	/** How the failures of creates stood when it was asked for. */
	final int batch;

	/** Ends the work on it that is under way. */
	@Nullable Disposable work;

	/** Where it was borrowed, kept for leak detection only. */
	@Nullable Exception borrower;

	private volatile @Nullable ReactiveSandbox sandbox;

	PoolEntry(long now, int batch) {
		this.leasedAt = now;
		this.batch = batch;
	}

	void created(ReactiveSandbox sandbox) {
		this.sandbox = sandbox;
	}

	boolean isCreated() {
		return this.sandbox != null;
	}

	boolean wasLent() {
		return this.lentAt > 0;
	}

	ReactiveSandbox sandbox() {
		ReactiveSandbox sandbox = this.sandbox;
		if (sandbox == null) {
			throw new IllegalStateException("The sandbox is not created yet");
		}
		return sandbox;
	}

	@Override
	public String toString() {
		ReactiveSandbox sandbox = this.sandbox;
		return ((sandbox != null) ? sandbox.id() : "(not created)") + " " + this.state;
	}

}
