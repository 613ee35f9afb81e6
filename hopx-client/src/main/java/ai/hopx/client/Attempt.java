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

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * One try at a request and how far it has come. What tells whether it can have reached
 * the service is not the kind of failure but whether a connection was ever asked to
 * write.
 */
final class Attempt {

	/**
	 * For {@link #sentAt()}: not yet.
	 */
	static final long UNSENT = Long.MAX_VALUE;

	private final Scheduler scheduler;

	private @Nullable Progress progress;

	private volatile boolean written;

	private volatile long sentAt = UNSENT;

	private volatile @Nullable Throwable bodyFailure;

	Attempt(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * A connection is open, TLS included, and is about to write.
	 */
	void writing() {
		this.written = true;
	}

	/**
	 * The request has been handed to the connection to its last byte.
	 */
	void sent() {
		this.sentAt = this.scheduler.now(TimeUnit.NANOSECONDS);
		Progress progress = this.progress;
		if (progress != null) {
			progress.sent();
		}
	}

	/**
	 * The body could not be made.
	 */
	void bodyFailed(Throwable failure) {
		this.bodyFailure = failure;
	}

	/**
	 * The request will never be out. Said here, because a connection that is stuck in the
	 * middle of a body does not pass on that the body has ended.
	 */
	void stuck(Throwable failure) {
		Progress progress = this.progress;
		if (progress != null) {
			progress.stuck(failure);
		}
	}

	boolean isWritten() {
		return this.written;
	}

	/**
	 * Return when the last byte was handed over, in nanoseconds of the scheduler's clock.
	 */
	long sentAt() {
		return this.sentAt;
	}

	@Nullable Throwable bodyFailure() {
		return this.bodyFailure;
	}

	/**
	 * Set who is told how far it comes, before it begins, and nobody once it is over: the
	 * first attempt at a host is kept for as long as there are connections to it.
	 */
	void tell(@Nullable Progress progress) {
		this.progress = progress;
	}

	/**
	 * Wants to know how far an attempt has come.
	 */
	interface Progress {

		/**
		 * The request is out.
		 */
		void sent();

		/**
		 * The request will never be out.
		 */
		void stuck(Throwable failure);

	}

}
