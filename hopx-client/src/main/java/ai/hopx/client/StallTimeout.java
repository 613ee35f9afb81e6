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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Ends a stream in which one side has kept the other waiting for too long. The time that
 * the other side takes for itself does not count: a slow reader does not make its source
 * late. Reactor's own time-out, and Netty's, know no such difference.
 *
 * @param <T> the pieces; data buffers that come too late are released
 */
final class StallTimeout<T> extends FluxOperator<T, T> {

	private final Duration timeout;

	private final Scheduler scheduler;

	private final boolean watchSource;

	private final LongSupplier notBefore;

	private StallTimeout(Flux<? extends T> source, Duration timeout, Scheduler scheduler, boolean watchSource,
			LongSupplier notBefore) {
		super(source);
		this.timeout = timeout;
		this.scheduler = scheduler;
		this.watchSource = watchSource;
		this.notBefore = notBefore;
	}

	/**
	 * Watch the source: it is late where more was asked for and nothing came.
	 * @param source the stream
	 * @param timeout how long it may take for the next piece
	 * @param scheduler where time runs
	 * @param notBefore when its time begins at the earliest, in nanoseconds of the
	 * scheduler's clock; {@link Attempt#UNSENT} for not yet
	 * @return the stream, ended by a {@link TimeoutException} where its source is late
	 */
	static <T> Flux<T> ofSource(Flux<T> source, Duration timeout, Scheduler scheduler, LongSupplier notBefore) {
		return new StallTimeout<>(source, timeout, scheduler, true, notBefore);
	}

	/**
	 * Watch the receiver: it is late where it has all it asked for and asks for no more.
	 * @param source the stream
	 * @param timeout how long it may take to ask for the next piece
	 * @param scheduler where time runs
	 * @return the stream, ended by a {@link TimeoutException} where its receiver is late
	 */
	static <T> Flux<T> ofReceiver(Flux<T> source, Duration timeout, Scheduler scheduler) {
		return new StallTimeout<>(source, timeout, scheduler, false, () -> Long.MIN_VALUE);
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		this.source.subscribe(new Watch<>(this, actual));
	}

	private static final class Watch<T> implements CoreSubscriber<T>, Subscription {

		private static final int IDLE = 0;

		private static final int EMITTING = 1;

		private static final int DONE = 2;

		private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(1);

		private final StallTimeout<T> owner;

		private final CoreSubscriber<? super T> actual;

		private final AtomicInteger state = new AtomicInteger(IDLE);

		private final AtomicLong wanted = new AtomicLong();

		private final Disposable.Swap timer = Disposables.swap();

		/**
		 * When the watched side's turn began. Written by whichever side hands over.
		 */
		private volatile long turnBegan;

		@SuppressWarnings("NullAway.Init")
		private Subscription upstream;

		Watch(StallTimeout<T> owner, CoreSubscriber<? super T> actual) {
			this.owner = owner;
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.turnBegan = now();
			check();
			this.actual.onSubscribe(this);
		}

		@Override
		public void request(long count) {
			if (Operators.validate(count)) {
				if (this.wanted.getAndUpdate((wanted) -> Operators.addCap(wanted, count)) == 0) {
					this.turnBegan = now();
				}
				this.upstream.request(count);
			}
		}

		@Override
		public void onNext(T piece) {
			if (!this.state.compareAndSet(IDLE, EMITTING) && this.state.get() == DONE) {
				if (piece instanceof DataBuffer buffer) {
					DataBufferUtils.release(buffer);
				}
				return;
			}
			if (this.wanted.get() != Long.MAX_VALUE) {
				this.wanted.getAndUpdate((wanted) -> (wanted == Long.MAX_VALUE) ? wanted : Math.max(0, wanted - 1));
			}
			this.actual.onNext(piece);
			this.turnBegan = now();
			this.state.compareAndSet(EMITTING, IDLE);
		}

		@Override
		public void onError(Throwable failure) {
			// After the end it is what comes of having given up, and nobody's business
			if (end()) {
				this.actual.onError(failure);
			}
		}

		@Override
		public void onComplete() {
			if (end()) {
				this.actual.onComplete();
			}
		}

		@Override
		public void cancel() {
			end();
			this.upstream.cancel();
		}

		private boolean end() {
			this.timer.dispose();
			return this.state.getAndSet(DONE) != DONE;
		}

		/**
		 * Look whether the watched side is late, and if not, when it will be at the
		 * earliest. One timer for the stream, not one a piece.
		 */
		private void check() {
			long left = this.owner.timeout.toNanos() - waited();
			if (left <= 0 && this.state.compareAndSet(IDLE, DONE)) {
				this.upstream.cancel();
				this.actual.onError(new TimeoutException("Nothing moved for " + this.owner.timeout));
			}
			else if (this.state.get() != DONE) {
				this.timer
					.update(this.owner.scheduler.schedule(this::check, Math.max(left, SHORTEST), TimeUnit.NANOSECONDS));
			}
		}

		private long waited() {
			long notBefore = this.owner.notBefore.getAsLong();
			if (this.state.get() != IDLE || (this.wanted.get() > 0) != this.owner.watchSource
					|| notBefore == Attempt.UNSENT) {
				return 0;
			}
			return Math.max(0, now() - Math.max(this.turnBegan, notBefore));
		}

		private long now() {
			return this.owner.scheduler.now(TimeUnit.NANOSECONDS);
		}

	}

}
