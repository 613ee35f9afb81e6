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
import java.util.concurrent.atomic.AtomicBoolean;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

/**
 * Ends a reply that does not come in time. The time begins when its request is out, which
 * the {@link Attempt} says: a long upload does not make its reply late. Of the ways to do
 * so with Reactor's own time-out, each costs a call several subscribers more.
 *
 * @param <T> the reply
 */
final class ReplyTimeout<T> extends MonoOperator<T, T> {

	private final Attempt attempt;

	private final Duration timeout;

	private final Scheduler scheduler;

	private ReplyTimeout(Mono<T> source, Attempt attempt, Duration timeout, Scheduler scheduler) {
		super(source);
		this.attempt = attempt;
		this.timeout = timeout;
		this.scheduler = scheduler;
	}

	/**
	 * Watch a reply.
	 * @param reply the reply, of one subscription to one attempt
	 * @param attempt the attempt
	 * @param timeout how long it may take from the request's end to its own
	 * @param scheduler where time runs
	 * @return the reply, or a {@link TimeoutException} where it is late, or the failure
	 * with which its request got stuck
	 */
	static <T> Mono<T> of(Mono<T> reply, Attempt attempt, Duration timeout, Scheduler scheduler) {
		return new ReplyTimeout<>(reply, attempt, timeout, scheduler);
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		Watch<T> watch = new Watch<>(this, actual);
		this.attempt.tell(watch);
		this.source.subscribe(watch);
	}

	private static final class Watch<T> implements CoreSubscriber<T>, Subscription, Attempt.Progress {

		private final ReplyTimeout<T> owner;

		private final CoreSubscriber<? super T> actual;

		private final AtomicBoolean ended = new AtomicBoolean();

		private final Disposable.Swap timer = Disposables.swap();

		@SuppressWarnings("NullAway.Init")
		private Subscription upstream;

		Watch(ReplyTimeout<T> owner, CoreSubscriber<? super T> actual) {
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
			this.actual.onSubscribe(this);
		}

		@Override
		public void request(long count) {
			this.upstream.request(count);
		}

		@Override
		public void sent() {
			if (!this.ended.get()) {
				this.timer.update(
						this.owner.scheduler.schedule(this::late, this.owner.timeout.toNanos(), TimeUnit.NANOSECONDS));
			}
		}

		private void late() {
			stuck(new TimeoutException("No reply within " + this.owner.timeout));
		}

		@Override
		public void stuck(Throwable failure) {
			if (end()) {
				this.upstream.cancel();
				this.actual.onError(failure);
			}
		}

		@Override
		public void onNext(T reply) {
			if (end()) {
				this.actual.onNext(reply);
				this.actual.onComplete();
			}
			else {
				Operators.onDiscard(reply, currentContext());
			}
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
			boolean first = this.ended.compareAndSet(false, true);
			this.timer.dispose();
			this.owner.attempt.tell(null);
			return first;
		}

	}

}
