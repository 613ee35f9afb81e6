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

package ai.hopx.chaos.judge;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import ai.hopx.client.HopxException;

/**
 * Every caller got an answer to its own question, or an exception of ours, within its
 * time-out.
 */
public final class Answers extends Invariant {

	private final LongSupplier nanos;

	private final Duration slack;

	private final Set<Call> open = ConcurrentHashMap.newKeySet();

	private final LongAdder begun = new LongAdder();

	private final LongAdder answered = new LongAdder();

	private final LongAdder left = new LongAdder();

	private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();

	private double closest;

	private String closestCall = "none";

	/**
	 * Create the invariant.
	 * @param nanos the time, in nanoseconds
	 * @param slack how late an answer may be, on a machine that is busy
	 */
	Answers(LongSupplier nanos, Duration slack) {
		super("every caller got its answer or an exception in time");
		this.nanos = nanos;
		this.slack = slack;
	}

	/**
	 * Somebody calls.
	 * @param what who and what
	 * @param limit how long its settings let it take
	 * @return the call
	 */
	public Call begin(String what, Duration limit) {
		Call call = new Call(what, limit, this.nanos.getAsLong());
		this.begun.increment();
		this.open.add(call);
		return call;
	}

	/**
	 * An answer is not one to what was asked.
	 * @param what who and what
	 * @param answer what came
	 */
	public void wrong(String what, String answer) {
		broken("%s was answered: %s".formatted(what, answer));
	}

	/**
	 * Look for calls that should have ended.
	 */
	public void check() {
		this.open.forEach(Call::check);
	}

	/**
	 * Return how many calls have not ended.
	 * @return the number
	 */
	public int open() {
		return this.open.size();
	}

	/**
	 * Return what became of calls.
	 * @return how many were made, answered and left by their callers, and failures by
	 * kind
	 */
	public String figures() {
		Map<String, Long> byKind = new TreeMap<>();
		this.failures.forEach((kind, count) -> byKind.put(kind, count.sum()));
		return "calls=%d answers=%d left=%d exceptions=%s".formatted(this.begun.sum(), this.answered.sum(),
				this.left.sum(), byKind);
	}

	@Override
	protected synchronized String seen() {
		return "%d calls, %d answered, %d left by their caller, the slowest took %d %% of its time: %s".formatted(
				this.begun.sum(), this.answered.sum(), this.left.sum(), Math.round(this.closest * 100),
				this.closestCall);
	}

	private synchronized void took(Call call, double share) {
		if (share > this.closest) {
			this.closest = share;
			this.closestCall = call.what;
		}
	}

	/**
	 * One call. It ends once.
	 */
	public final class Call {

		private final String what;

		private final Duration limit;

		private final long start;

		private final AtomicBoolean accused = new AtomicBoolean();

		private Call(String what, Duration limit, long start) {
			this.what = what;
			this.limit = limit;
			this.start = start;
		}

		/**
		 * It has its answer.
		 */
		public void answered() {
			end();
			Answers.this.answered.increment();
		}

		/**
		 * It has failed.
		 * @param failure how; one that is no {@link HopxException} is a breach
		 */
		public void failed(Throwable failure) {
			end();
			Answers.this.failures.computeIfAbsent(failure.getClass().getSimpleName(), (kind) -> new LongAdder())
				.increment();
			if (!(failure instanceof HopxException)) {
				StackTraceElement[] trace = failure.getStackTrace();
				broken("%s failed with %s at %s".formatted(this.what, failure,
						(trace.length > 0) ? trace[0] : "an unknown place"));
			}
		}

		/**
		 * Its caller has gone.
		 */
		public void left() {
			end();
			Answers.this.left.increment();
		}

		private void end() {
			Answers.this.open.remove(this);
			took(this, (double) elapsed() / this.limit.toNanos());
			check();
		}

		private void check() {
			if (elapsed() > this.limit.plus(Answers.this.slack).toNanos() && this.accused.compareAndSet(false, true)) {
				broken("%s may take %s and %s after %s".formatted(this.what, this.limit,
						Answers.this.open.contains(this) ? "waits" : "ended", Duration.ofNanos(elapsed())));
			}
		}

		private long elapsed() {
			return Answers.this.nanos.getAsLong() - this.start;
		}

	}

}
