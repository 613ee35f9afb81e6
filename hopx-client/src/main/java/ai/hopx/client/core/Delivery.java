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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Work that must be seen through even if its subscriber leaves: what it makes exists and
 * costs, whether somebody waits for it or not. What nobody takes any more is handed to
 * somebody who gets rid of it.
 *
 * @param <T> what is made
 */
final class Delivery<T> {

	private static final Log logger = LogFactory.getLog(Delivery.class);

	private enum State {

		WAITING, DELIVERED, LEFT

	}

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	private final Sinks.Empty<Void> left = Sinks.empty();

	private final MonoSink<T> sink;

	private final Consumer<T> unwanted;

	private volatile @Nullable T delivered;

	private Delivery(MonoSink<T> sink, Consumer<T> unwanted) {
		this.sink = sink;
		this.unwanted = unwanted;
	}

	/**
	 * Make a delivery of work.
	 * @param work does the work. It is given a signal that completes when nobody waits
	 * any more, and should then come to its end soon: with nothing, if it cleans up by
	 * itself
	 * @param limit how long the subscriber waits
	 * @param late the error at that limit
	 * @param unwanted gets rid of what comes when nobody waits any more
	 */
	static <T> Mono<T> of(Function<Mono<Void>, Mono<T>> work, Duration limit, Supplier<? extends Throwable> late,
			Consumer<T> unwanted) {
		return Mono.create((sink) -> new Delivery<>(sink, unwanted).start(work, limit, late));
	}

	private void start(Function<Mono<Void>, Mono<T>> work, Duration limit, Supplier<? extends Throwable> late) {
		this.sink.onCancel(this::cancelled);
		if (this.state.get() != State.WAITING) {
			return;
		}
		Disposable timer = Schedulers.parallel()
			.schedule(() -> giveUp(() -> this.sink.error(late.get())), limit.toNanos(), TimeUnit.NANOSECONDS);
		Mono.defer(() -> work.apply(this.left.asMono()))
			.doFinally((signal) -> timer.dispose())
			.contextWrite(this.sink.contextView())
			.subscribe(this::arrived, this::failed, this::finished);
	}

	private void arrived(T value) {
		this.delivered = value;
		if (this.state.compareAndSet(State.WAITING, State.DELIVERED)) {
			this.sink.success(value);
		}
		else {
			this.unwanted.accept(value);
		}
	}

	private void failed(Throwable error) {
		if (this.state.compareAndSet(State.WAITING, State.DELIVERED)) {
			this.sink.error(error);
		}
		else {
			logger.debug("What nobody waits for any more has failed", error);
		}
	}

	private void finished() {
		if (this.state.compareAndSet(State.WAITING, State.DELIVERED)) {
			this.sink.success();
		}
	}

	/**
	 * The sink calls this only where the value was not passed on: a subscriber that
	 * cancels with the value in hand has taken it.
	 */
	private void cancelled() {
		giveUp(() -> {
		});
		T value = this.delivered;
		if (value != null && this.state.get() == State.DELIVERED) {
			this.unwanted.accept(value);
		}
	}

	private void giveUp(Runnable then) {
		if (this.state.compareAndSet(State.WAITING, State.LEFT)) {
			then.run();
			this.left.tryEmitEmpty();
		}
	}

}
