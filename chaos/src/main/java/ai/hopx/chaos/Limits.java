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

package ai.hopx.chaos;

import java.time.Duration;

/**
 * Time-outs of the application, short so that they are met often, and how long its calls
 * may take because of them.
 */
final class Limits {

	static final Duration CONNECT = Duration.ofSeconds(1);

	static final Duration RESPONSE = Duration.ofSeconds(2);

	static final int ATTEMPTS = 2;

	static final Duration INITIAL_BACKOFF = Duration.ofMillis(50);

	static final Duration MAX_BACKOFF = Duration.ofMillis(200);

	static final Duration RATE_LIMIT_WAIT = Duration.ofSeconds(1);

	static final Duration LEASE = Duration.ofSeconds(12);

	static final Duration READY = Duration.ofSeconds(4);

	static final Duration ACQUIRE = Duration.ofSeconds(5);

	static final Duration DRAIN = Duration.ofSeconds(2);

	static final Duration RUN = Duration.ofSeconds(2);

	/** What the client adds to the time-out of a run before it gives up on the reply. */
	private static final Duration RUN_GRACE = Duration.ofSeconds(30);

	/** How late anything may be: three runs at a time share two cores with their code. */
	static final Duration SLACK = Duration.ofSeconds(6);

	/** What a pool of few sandboxes takes to kill them. */
	private static final Duration KILL = Duration.ofSeconds(5);

	private Limits() {
	}

	/**
	 * Return the limit of a call to the control plane: each attempt connects and waits
	 * for the reply, and waits lie between.
	 */
	static Duration control() {
		return CONNECT.plus(RESPONSE).multipliedBy(ATTEMPTS).plus(waits());
	}

	private static Duration waits() {
		return MAX_BACKOFF.multipliedBy(ATTEMPTS).plus(RATE_LIMIT_WAIT);
	}

	/**
	 * Return the limit of a call to a sandbox that waits for its reply as long as any
	 * other. Each attempt may need a new token, and one more is made where a token was
	 * refused.
	 */
	static Duration data() {
		Duration attempt = control().plus(CONNECT).plus(RESPONSE);
		return attempt.multipliedBy(ATTEMPTS + 1L).plus(waits());
	}

	/**
	 * Return the limit of a run: what comes before, and one wait for the reply, since
	 * none is sent again after that.
	 */
	static Duration run() {
		return data().plus(RUN).plus(RUN_GRACE);
	}

	/**
	 * Return the limit of a transfer, which may go on as long as something moves.
	 */
	static Duration transfer() {
		return data().plus(Duration.ofSeconds(40));
	}

	static Duration create() {
		return READY;
	}

	static Duration acquire() {
		return ACQUIRE;
	}

	/**
	 * Return the limit of stopping a pool: what is lent is left alone for a while, then
	 * all that is left is killed.
	 */
	static Duration stop() {
		return DRAIN.plus(KILL);
	}

}
