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

import java.util.function.Function;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.core.Blocking;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Keeps sandboxes of one template created, checked and prepared, and lends each once, for
 * applications that block. It waits for a {@link ReactiveSandboxPool} and does nothing
 * else of its own. Safe for use from many threads.
 */
public class SandboxPool {

	private final ReactiveSandboxPool reactive;

	/**
	 * Create the blocking face of a pool.
	 * @param reactive does the work
	 */
	public SandboxPool(ReactiveSandboxPool reactive) {
		Assert.notNull(reactive, "'reactive' must not be null");
		this.reactive = reactive;
	}

	/**
	 * Return how the pool works.
	 * @return the settings
	 */
	public PoolSettings settings() {
		return this.reactive.settings();
	}

	/**
	 * Borrow a sandbox as the pool has prepared it.
	 * @return the sandbox, to be closed
	 * @see #acquire(AcquireRequest)
	 */
	public PooledSandbox acquire() {
		return acquire(AcquireRequest.defaults());
	}

	/**
	 * Borrow a sandbox. Callers are served first come, first served. With a sandbox ready
	 * and nothing to apply, nothing is sent.
	 * @param request what to apply to it, and how long to wait
	 * @return the sandbox, to be closed
	 * @throws PoolAcquireException where there is none, in one of the ways of its
	 * subclasses
	 * @throws ai.hopx.client.HopxException where what was to be applied could not be, or
	 * the thread was interrupted
	 */
	public PooledSandbox acquire(AcquireRequest request) {
		return borrow(this.reactive.acquire(request));
	}

	/**
	 * Borrow a sandbox for a piece of work, and give it back after, whatever happens. The
	 * work is never done twice.
	 * @param callback the work
	 * @param <T> what it comes to
	 * @return what it came to
	 */
	public <T extends @Nullable Object> T execute(Function<? super PooledSandbox, ? extends T> callback) {
		return execute(AcquireRequest.defaults(), callback);
	}

	/**
	 * Borrow a sandbox for a piece of work, and give it back after, whatever happens. The
	 * work is never done twice.
	 * @param request what to apply to the sandbox, and how long to wait for it
	 * @param callback the work
	 * @param <T> what it comes to
	 * @return what it came to
	 */
	public <T extends @Nullable Object> T execute(AcquireRequest request,
			Function<? super PooledSandbox, ? extends T> callback) {
		if (callback == null) {
			throw new HopxValidationException("There is nothing to do with the sandbox: the callback must not be null",
					HopxError.of(null));
		}
		OperationObserver observer = this.reactive.observer();
		return observer.observeAround("execute", () -> {
			try (PooledSandbox sandbox = borrow(observer.partOfThread(this.reactive.acquire(request)))) {
				return callback.apply(sandbox);
			}
		});
	}

	private static PooledSandbox borrow(Mono<ReactivePooledSandbox> sandbox) {
		return new BlockingPooledSandbox(Blocking.await(sandbox, (unwanted) -> unwanted.kill().subscribe()));
	}

	/**
	 * Begin to keep sandboxes ready, also after a stop. Does not wait for them.
	 * @see ReactiveSandboxPool#start()
	 */
	public void start() {
		this.reactive.start();
	}

	/**
	 * Lend nothing from now on, kill all sandboxes, and wait until that is done.
	 * @see ReactiveSandboxPool#stop()
	 */
	public void stop() {
		Blocking.finish(this.reactive.stop());
	}

	/**
	 * Wait until as many sandboxes are ready or lent as are to be kept ready. Does not
	 * start the pool.
	 * @throws PoolStoppedException if the pool stops before
	 */
	public void awaitWarm() {
		Blocking.finish(this.reactive.whenWarm());
	}

	/**
	 * Return what the pool has now. Asks nobody.
	 * @return the status
	 */
	public PoolStatus status() {
		return this.reactive.status();
	}

	@Override
	public String toString() {
		return "SandboxPool[" + status() + "]";
	}

}
