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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.pool.PoolMetricsRecorder.AcquireOutcome;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;

/**
 * One acquire, from the call to the sandbox or to whatever ends it before. A sandbox that
 * comes when nobody waits any more goes back.
 */
final class Waiter {

	static final long NO_TICKET = -1;

	private enum Stage {

		WAITING, TAKING_OVER, DONE, LEFT

	}

	/** When it came, among others. Guarded by the pool's lock. */
	long ticket = NO_TICKET;

	private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);

	private final Disposable.Swap timer = Disposables.swap();

	private final PoolCore pool;

	private final AcquireRequest request;

	private final MonoSink<ReactivePooledSandbox> sink;

	private final @Nullable Exception borrower;

	private final long started;

	private volatile @Nullable PoolEntry entry;

	Waiter(PoolCore pool, AcquireRequest request, MonoSink<ReactivePooledSandbox> sink, @Nullable Exception borrower,
			long started) {
		this.pool = pool;
		this.request = request;
		this.sink = sink;
		this.borrower = borrower;
		this.started = started;
	}

	void start() {
		this.sink.onCancel(this::cancelled);
		if (this.stage.get() == Stage.LEFT) {
			return;
		}
		ask();
		if (this.stage.get() == Stage.WAITING || this.stage.get() == Stage.TAKING_OVER) {
			Duration own = this.request.timeout();
			this.timer.update(this.pool.after((own != null) ? own : this.pool.settings().acquireTimeout(), this::late));
		}
	}

	/**
	 * Ask for a sandbox. Whoever left meanwhile was not in the line yet, and must not
	 * stay in it.
	 */
	private void ask() {
		this.pool.acquire(this);
		if (this.stage.get() == Stage.LEFT) {
			this.pool.leave(this);
		}
	}

	@Nullable Exception borrower() {
		return this.borrower;
	}

	/**
	 * There is a sandbox.
	 */
	void serve(PoolEntry entry, Source source) {
		this.entry = entry;
		if (!this.stage.compareAndSet(Stage.WAITING, Stage.TAKING_OVER)) {
			this.pool.release(entry);
			return;
		}
		if (!this.pool.handOver().isNeeded(this.request)) {
			deliver(entry, source);
			return;
		}
		// Not ended when the caller leaves: the end of its sandbox ends it
		this.pool.handOver()
			.of(entry, this.request)
			.contextWrite(this.sink.contextView())
			.subscribe(null, (error) -> failed(entry, error), () -> deliver(entry, source));
	}

	private void deliver(PoolEntry entry, Source source) {
		if (this.stage.compareAndSet(Stage.TAKING_OVER, Stage.DONE)) {
			this.timer.dispose();
			Duration duration = took();
			this.pool.recorder().acquired(source, AcquireOutcome.SUCCESS, duration);
			this.sink.success(this.pool.lend(entry, source, duration));
		}
	}

	/**
	 * A dead sandbox is the pool's concern: there may be another. All else is the
	 * caller's.
	 */
	private void failed(PoolEntry entry, Throwable error) {
		if (HandOver.isDead(error)) {
			if (this.stage.compareAndSet(Stage.TAKING_OVER, Stage.WAITING)) {
				this.pool.dead(entry);
				ask();
			}
			return;
		}
		if (this.stage.compareAndSet(Stage.TAKING_OVER, Stage.DONE)) {
			this.timer.dispose();
			this.pool.release(entry);
			fail(AcquireOutcome.ERROR, error);
		}
	}

	void refuse(PoolAcquireException reason) {
		if (this.stage.compareAndSet(Stage.WAITING, Stage.DONE)) {
			this.timer.dispose();
			fail(AcquireOutcome.REJECTED, reason);
		}
	}

	private void late() {
		if (leave()) {
			fail(AcquireOutcome.TIMEOUT, this.pool.tooLate(this.request.timeout()));
		}
	}

	/**
	 * The sink calls this only where the sandbox was not passed on: who cancels with it
	 * in hand has taken it.
	 */
	private void cancelled() {
		this.timer.dispose();
		if (leave()) {
			this.pool.recorder().acquired(null, AcquireOutcome.ERROR, took());
			return;
		}
		PoolEntry entry = this.entry;
		if (entry != null) {
			this.pool.release(entry);
		}
	}

	/**
	 * @return whether it had neither a sandbox nor an answer
	 */
	private boolean leave() {
		Stage before = this.stage
			.getAndUpdate((stage) -> (stage == Stage.WAITING || stage == Stage.TAKING_OVER) ? Stage.LEFT : stage);
		if (before == Stage.WAITING) {
			this.pool.leave(this);
			return true;
		}
		if (before == Stage.TAKING_OVER) {
			PoolEntry entry = this.entry;
			if (entry != null) {
				this.pool.release(entry);
			}
			return true;
		}
		return false;
	}

	private void fail(AcquireOutcome outcome, Throwable error) {
		this.pool.recorder().acquired(null, outcome, took());
		this.sink.error(error);
	}

	private Duration took() {
		return Duration.ofNanos(System.nanoTime() - this.started);
	}

}
