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

package ai.hopx.client.stream;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Takes what is in lists out of them, one list at a time, so that what is ahead of the
 * reader waits in the network. A reader that wants all there is, as most do, is given all
 * that comes as it comes: to ask for each list would cost more than to read it.
 *
 * @param <T> what is in the lists
 */
final class Unpacked<T> extends Flux<T> {

	private final Flux<List<T>> lists;

	Unpacked(Flux<List<T>> lists) {
		this.lists = lists;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		actual.onSubscribe(new Reader<>(this.lists, actual));
	}

	/**
	 * Subscribes with the first request, which tells what kind of reader there is.
	 */
	private static final class Reader<T> extends Operators.DeferredSubscription {

		private final AtomicBoolean begun = new AtomicBoolean();

		private final Flux<List<T>> lists;

		private final CoreSubscriber<? super T> actual;

		Reader(Flux<List<T>> lists, CoreSubscriber<? super T> actual) {
			this.lists = lists;
			this.actual = actual;
		}

		@Override
		public void request(long count) {
			super.request(count);
			if (this.begun.compareAndSet(false, true) && !isCancelled()) {
				if (count == Long.MAX_VALUE) {
					this.lists.subscribe(new Source<List<T>>(this, this.actual, this::unpack));
				}
				else {
					this.lists.concatMapIterable((list) -> list, 1)
						.subscribe(new Source<T>(this, this.actual, this.actual::onNext));
				}
			}
		}

		private void unpack(List<T> list) {
			for (T item : list) {
				if (isCancelled()) {
					return;
				}
				this.actual.onNext(item);
			}
		}

	}

	private record Source<E>(Operators.DeferredSubscription reader, CoreSubscriber<?> actual,
			Consumer<E> next) implements CoreSubscriber<E> {

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.reader.set(subscription);
		}

		@Override
		public void onNext(E element) {
			this.next.accept(element);
		}

		@Override
		public void onError(Throwable failure) {
			this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			this.actual.onComplete();
		}

	}

}
