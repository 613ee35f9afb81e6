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

import java.time.Duration;

import ai.hopx.client.core.Acquisition;
import org.jspecify.annotations.Nullable;

/**
 * Takes note of what a pool does. Called often and from many threads, never under the
 * pool's lock: must be quick, must not block and must not throw.
 */
public interface PoolMetricsRecorder {

	/**
	 * Somebody got a sandbox, or did not.
	 * @param source where it came from, {@code null} where there was none
	 * @param outcome how it ended
	 * @param duration how long it took
	 */
	default void acquired(Acquisition.@Nullable Source source, AcquireOutcome outcome, Duration duration) {
	}

	/**
	 * A sandbox was created and runs, or was not.
	 * @param outcome how it ended
	 * @param duration how long it took
	 */
	default void created(CreateOutcome outcome, Duration duration) {
	}

	/**
	 * A new sandbox was prepared, or was not.
	 * @param outcome how it ended
	 * @param duration how long it took
	 */
	default void warmedUp(CreateOutcome outcome, Duration duration) {
	}

	/**
	 * A sandbox is lent no more.
	 * @param outcome whether its borrower gave it back
	 * @param duration how long it was lent
	 */
	default void used(UseOutcome outcome, Duration duration) {
	}

	/**
	 * A sandbox is killed that no borrower gave back.
	 * @param reason why
	 */
	default void discarded(DiscardReason reason) {
	}

	/**
	 * A sandbox is lent for longer than the pool's leak detection allows.
	 */
	default void leaked() {
	}

	/**
	 * A lease could not be renewed. The pool tries again.
	 */
	default void renewalFailed() {
	}

	/**
	 * A sandbox could not be killed. The pool tries again until its lease has run out.
	 */
	default void killFailed() {
	}

	/**
	 * Return a recorder that takes no note.
	 * @return the recorder
	 */
	static PoolMetricsRecorder none() {
		return NoRecorder.INSTANCE;
	}

	/**
	 * How an acquire ended.
	 */
	enum AcquireOutcome {

		/**
		 * With a sandbox.
		 */
		SUCCESS,

		/**
		 * None came in time.
		 */
		TIMEOUT,

		/**
		 * Not let in: {@code on-empty=fail}, too many waiting, or the pool is stopped.
		 */
		REJECTED,

		/**
		 * With another failure, or given up by the caller.
		 */
		ERROR

	}

	/**
	 * How a create or a warm-up ended.
	 */
	enum CreateOutcome {

		/**
		 * With a sandbox.
		 */
		SUCCESS,

		/**
		 * Not within its time.
		 */
		TIMEOUT,

		/**
		 * The service refused, and will go on to: key, credit, template.
		 */
		REFUSED,

		/**
		 * The service asked to slow down.
		 */
		RATE_LIMITED,

		/**
		 * The service failed.
		 */
		SERVER_ERROR,

		/**
		 * The service was not reached, or did not answer.
		 */
		TRANSPORT,

		/**
		 * The pool's preparations failed.
		 */
		PREPARE,

		/**
		 * It took so long that too little of the lease was left.
		 */
		EXPIRED,

		/**
		 * Anything else.
		 */
		OTHER

	}

	/**
	 * How it ended that a sandbox was lent.
	 */
	enum UseOutcome {

		/**
		 * It was given back.
		 */
		SUCCESS,

		/**
		 * Its life ended before.
		 */
		EXPIRED,

		/**
		 * The pool stopped and did not wait for its borrower any longer.
		 */
		DRAIN

	}

	/**
	 * Why a sandbox is killed that no borrower gave back.
	 */
	enum DiscardReason {

		/**
		 * Too little of its lease was left.
		 */
		EXPIRED,

		/**
		 * It is gone, or its agent is not well.
		 */
		UNHEALTHY,

		/**
		 * It waited for too long.
		 */
		AGED,

		/**
		 * It came when nobody needed it any more.
		 */
		LATE,

		/**
		 * The pool stops.
		 */
		DRAIN,

		/**
		 * It could not be prepared.
		 */
		PREPARE

	}

}
