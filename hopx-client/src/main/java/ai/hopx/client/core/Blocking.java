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

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import ai.hopx.client.Pages;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Waits for the reactive core. All that the blocking faces of this library do of their
 * own, and public for them only.
 *
 * @param <T> what is waited for
 */
public final class Blocking<T> extends BaseSubscriber<T> {

	private static final Log logger = LogFactory.getLog(Blocking.class);

	private final CompletableFuture<@Nullable T> done = new CompletableFuture<>();

	private final Consumer<T> abandoned;

	private Blocking(Consumer<T> abandoned) {
		this.abandoned = abandoned;
	}

	/**
	 * Wait for what always comes.
	 */
	static <T> T await(Mono<T> mono) {
		return await(mono, (value) -> {
		});
	}

	/**
	 * Wait for what always comes and must not be lost.
	 * @param mono what to wait for
	 * @param abandoned takes what comes after the wait was interrupted
	 * @param <T> what it is
	 * @return what has come
	 */
	public static <T> T await(Mono<T> mono, Consumer<T> abandoned) {
		T value = waitFor(mono, abandoned);
		if (value == null) {
			throw new IllegalStateException("There is nothing to return");
		}
		return value;
	}

	/**
	 * Wait for what may not be there, or for completion.
	 */
	static <T> @Nullable T awaitOptional(Mono<T> mono) {
		return waitFor(mono, (value) -> {
		});
	}

	/**
	 * Wait for each page of a list when it is asked for.
	 */
	static <T> Stream<T> stream(Pages<T> pages) {
		checkThread();
		return Stream.iterate(pages, Pages::hasNext, UnaryOperator.identity())
			.map((next) -> await(next.next()))
			.flatMap(Collection::stream);
	}

	/**
	 * Wait for what must come to its end. An interrupt ends the wait and not the work.
	 * @param mono the work
	 */
	public static void finish(Mono<Void> mono) {
		Blocking<Void> waiter = subscribe(mono, (value) -> {
		});
		try {
			waiter.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			waiter.done.exceptionally(Blocking::unheard);
		}
	}

	private static @Nullable Void unheard(Throwable error) {
		logger.warn("What an interrupted thread did not wait for has failed: " + error);
		return null;
	}

	/**
	 * Refuse threads that carry the I/O which would be waited for.
	 */
	static void checkThread() {
		if (Schedulers.isInNonBlockingThread()) {
			throw new IllegalStateException("HopxTemplate waits, which thread '%s' must not: it serves events. "
				.formatted(Thread.currentThread().getName()) + "Use ReactiveHopxTemplate here");
		}
	}

	private static <T> @Nullable T waitFor(Mono<T> mono, Consumer<T> abandoned) {
		Blocking<T> waiter = subscribe(mono, abandoned);
		try {
			return waiter.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return waiter.interrupted(ex);
		}
	}

	private static <T> Blocking<T> subscribe(Mono<T> mono, Consumer<T> abandoned) {
		checkThread();
		Blocking<T> waiter = new Blocking<>(abandoned);
		// The caller's observation and the like live in thread locals
		mono.contextCapture().subscribe(waiter);
		return waiter;
	}

	private @Nullable T get() throws InterruptedException {
		try {
			return this.done.get();
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
	}

	/**
	 * The error arose on another thread: show where this one waited.
	 */
	private static RuntimeException failure(@Nullable Throwable cause) {
		if (cause instanceof Error error) {
			throw error;
		}
		RuntimeException failure = (cause instanceof RuntimeException runtime) ? runtime
				: new IllegalStateException(cause);
		failure.addSuppressed(new Exception("Waited for here"));
		return failure;
	}

	private @Nullable T interrupted(InterruptedException interrupt) {
		HopxException failure = new HopxException("Interrupted while waiting for Hopx", HopxError.of(null), interrupt);
		if (this.done.completeExceptionally(failure)) {
			cancel();
			throw failure;
		}
		// It came at the same moment, and must not be lost
		try {
			return this.done.join();
		}
		catch (CompletionException ex) {
			throw failure(ex.getCause());
		}
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	protected void hookOnNext(T value) {
		if (!this.done.complete(value)) {
			this.abandoned.accept(value);
		}
	}

	@Override
	protected void hookOnError(Throwable throwable) {
		this.done.completeExceptionally(throwable);
	}

	@Override
	protected void hookOnComplete() {
		this.done.complete(null);
	}

}
