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

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.hopx.chaos.judge.Answers;
import ai.hopx.chaos.judge.Judge;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * Through which all calls of actors go, so that each is known to the judge from its
 * beginning to its end.
 */
final class Desk {

	private final CountDownLatch closing = new CountDownLatch(1);

	private final Judge judge;

	private final Clock clock;

	Desk(Judge judge, Clock clock) {
		this.judge = judge;
		this.clock = clock;
	}

	boolean isOpen() {
		return this.closing.getCount() > 0;
	}

	/**
	 * Begin nothing new.
	 */
	void close() {
		this.closing.countDown();
	}

	/**
	 * Wait, unless the desk closes.
	 * @return whether it is still open
	 */
	boolean pause(long millis) {
		try {
			return !this.closing.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			// One that was meant for a call and came too late
			return isOpen();
		}
	}

	/**
	 * Call and wait.
	 * @return the answer, or nothing where there was an exception
	 */
	<T> Optional<T> call(String what, Duration limit, Callable<@Nullable T> work) {
		Answers.Call call = this.judge.answers().begin(what, limit);
		try {
			@Nullable T answer = work.call();
			call.answered();
			return Optional.ofNullable(answer);
		}
		catch (Exception ex) {
			call.failed(ex);
			return Optional.empty();
		}
	}

	/**
	 * Call and wait, by way of a subscription.
	 * @param leaveAfterMillis when the caller loses interest, 0 for never
	 * @return the answer, or nothing where there was an exception or its caller left
	 */
	<T> Optional<T> call(String what, Duration limit, Mono<T> work, long leaveAfterMillis) {
		Answers.Call call = this.judge.answers().begin(what, limit);
		Reply<T> reply = new Reply<>();
		Disposable subscription = work.subscribe(reply::value, reply::failed, reply::done);
		try {
			// Twice the time is more than the judge allows; then it is of no use to wait
			// on
			long patience = (leaveAfterMillis > 0) ? leaveAfterMillis : limit.plus(Limits.SLACK).toMillis() * 2;
			if (!reply.arrived.await(patience, TimeUnit.MILLISECONDS)) {
				subscription.dispose();
				call.left();
				return Optional.empty();
			}
		}
		catch (InterruptedException ex) {
			subscription.dispose();
			call.left();
			return Optional.empty();
		}
		Throwable failure = reply.failure;
		if (failure != null) {
			call.failed(failure);
			return Optional.empty();
		}
		call.answered();
		return Optional.ofNullable(reply.value);
	}

	/**
	 * Hold an answer against what was asked.
	 */
	void expect(String what, String expected, String answer) {
		if (!answer.contains(expected)) {
			wrong(what, "'%s' instead of '%s'".formatted(shortened(answer), shortened(expected)));
		}
	}

	void wrong(String what, String answer) {
		this.judge.answers().wrong(what, answer);
	}

	private static String shortened(String text) {
		String printable = text.replaceAll("\\p{Cntrl}", " ");
		return (printable.length() > 120) ? printable.substring(0, 120) + "... (" + text.length() + " characters)"
				: printable;
	}

	void borrowed(String sandboxId, String borrower) {
		this.judge.loans().borrowed(sandboxId, borrower);
	}

	void gaveBack(String sandboxId) {
		this.judge.loans().gaveBack(sandboxId, this.clock.instant());
	}

	private static final class Reply<T> {

		private final CountDownLatch arrived = new CountDownLatch(1);

		private volatile @Nullable T value;

		private volatile @Nullable Throwable failure;

		void value(T value) {
			this.value = value;
		}

		void failed(Throwable failure) {
			this.failure = failure;
			this.arrived.countDown();
		}

		void done() {
			this.arrived.countDown();
		}

	}

}
