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

package ai.hopx.benchmarks.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.hopx.benchmarks.report.Times;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Callers who come at a steady rate, whether those before them are served or not, and
 * what becomes of them.
 */
final class Demand {

	private final List<Call> calls;

	private Demand(List<Call> calls) {
		this.calls = calls;
	}

	/**
	 * Make callers come, and wait until the last is served or has failed.
	 * @param perSecond how many come in a second
	 * @param time how long they come
	 * @param call what each does, and is served by when it completes
	 */
	static Demand of(double perSecond, Duration time, Mono<?> call) {
		int count = (int) (perSecond * time.toMillis() / 1000);
		CountDownLatch left = new CountDownLatch(count);
		List<Call> calls = new ArrayList<>();
		long started = System.nanoTime();
		for (int i = 0; i < count; i++) {
			Pause.until(started + (long) (i * 1e9 / perSecond));
			Call made = new Call(System.nanoTime(), left);
			calls.add(made);
			call.subscribe(null, made::ended, () -> made.ended(null));
		}
		try {
			if (!left.await(PoolLoad.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
				throw new IllegalStateException("%d of %d calls have no end".formatted(left.getCount(), count));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		return new Demand(calls);
	}

	int count() {
		return this.calls.size();
	}

	int countServed() {
		return (int) this.calls.stream().filter(Call::isServed).count();
	}

	/**
	 * Return how many failed in another way than the given one.
	 */
	int countFailedOtherThan(Class<? extends Throwable> type) {
		return (int) this.calls.stream().filter((call) -> call.error != null && !type.isInstance(call.error)).count();
	}

	/**
	 * Return how long those waited who were served.
	 */
	Times served() {
		return Times.of(this.calls.stream().filter(Call::isServed).map(Call::took).toList());
	}

	/**
	 * Return how long those waited who were not.
	 */
	Times failed() {
		return Times.of(this.calls.stream().filter((call) -> !call.isServed()).map(Call::took).toList());
	}

	/**
	 * Return how many failed though others were served who had come after them: what
	 * those got before the time-out of these, these could have had.
	 * @param timeout how long each waits
	 */
	int countOvertaken(Duration timeout) {
		int overtaken = 0;
		long firstServedLater = Long.MAX_VALUE;
		for (int i = this.calls.size() - 1; i >= 0; i--) {
			Call call = this.calls.get(i);
			if (call.isServed()) {
				firstServedLater = Math.min(firstServedLater, call.ended);
			}
			else if (firstServedLater < call.started + timeout.toNanos()) {
				overtaken++;
			}
		}
		return overtaken;
	}

	String served(String more) {
		return String.format(Locale.ROOT, "%d of %d served%s", countServed(), count(), more);
	}

	/**
	 * One caller.
	 */
	private static final class Call {

		private final CountDownLatch left;

		private final long started;

		private volatile long ended;

		private volatile @Nullable Throwable error;

		Call(long started, CountDownLatch left) {
			this.started = started;
			this.left = left;
		}

		void ended(@Nullable Throwable error) {
			this.ended = System.nanoTime();
			this.error = error;
			this.left.countDown();
		}

		boolean isServed() {
			return this.error == null;
		}

		long took() {
			return this.ended - this.started;
		}

	}

}
