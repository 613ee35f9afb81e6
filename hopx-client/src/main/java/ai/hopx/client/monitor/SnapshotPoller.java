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

package ai.hopx.client.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks sandboxes when it is time to, a few at a time.
 */
final class SnapshotPoller {

	static final int CONCURRENCY = 8;

	private static final Log logger = LogFactory.getLog(SnapshotPoller.class);

	private static final long LONGEST_PERIOD = 1000;

	/** What the clocks of this machine and the service may differ by. */
	private static final Duration GRACE = Duration.ofMinutes(1);

	private static final double JITTER = 0.2;

	private static final int MOST_DOUBLINGS = 4;

	private final Queue<FollowedSandbox> queue = new ConcurrentLinkedQueue<>();

	private final AtomicInteger free = new AtomicInteger(CONCURRENCY);

	private final Duration interval;

	private final Clock clock;

	private final DoubleSupplier random;

	private final Supplier<Iterable<FollowedSandbox>> sandboxes;

	private @Nullable Executor executor;

	private volatile boolean closed;

	SnapshotPoller(Duration interval, Clock clock, @Nullable Executor executor, DoubleSupplier random,
			Supplier<Iterable<FollowedSandbox>> sandboxes) {
		this.interval = interval;
		this.clock = clock;
		this.executor = executor;
		this.random = random;
		this.sandboxes = sandboxes;
	}

	/**
	 * Ask a sandbox for the first time, soon and on another thread: the caller's request
	 * has nothing to do with it.
	 */
	void begin(FollowedSandbox sandbox) {
		Executor executor = executor();
		if (executor != null) {
			offer(sandbox);
			executor.execute(this::askMore);
		}
	}

	private synchronized @Nullable Executor executor() {
		if (this.closed) {
			return null;
		}
		if (this.executor == null) {
			this.executor = start();
		}
		return this.executor;
	}

	/**
	 * Not a scheduler of Reactor's: those can be set up to take over what their callers
	 * have in thread locals.
	 */
	private ScheduledThreadPoolExecutor start() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(null, task, "hopx-monitor", 0, false);
			thread.setDaemon(true);
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		long period = Math.max(1, Math.min(this.interval.toMillis() / 2, LONGEST_PERIOD));
		executor.scheduleWithFixedDelay(this::lookSafely, period, period, TimeUnit.MILLISECONDS);
		return executor;
	}

	/**
	 * A task that throws is not run again, and nobody hears of it.
	 */
	private void lookSafely() {
		try {
			look();
		}
		catch (RuntimeException ex) {
			logger.error("Could not ask sandboxes for what they measure", ex);
		}
	}

	/**
	 * Ask those whose time it is, and part with those whose time is over.
	 */
	void look() {
		if (this.closed) {
			return;
		}
		Instant now = this.clock.instant();
		for (FollowedSandbox sandbox : this.sandboxes.get()) {
			if (sandbox.isOver(now, GRACE)) {
				sandbox.end();
			}
			else if (sandbox.isRunning() && sandbox.nextAt <= now.toEpochMilli()) {
				offer(sandbox);
			}
		}
		askMore();
	}

	private void offer(FollowedSandbox sandbox) {
		if (sandbox.queued.compareAndSet(false, true)) {
			this.queue.add(sandbox);
		}
	}

	private void askMore() {
		while (!this.closed && !this.queue.isEmpty() && take()) {
			FollowedSandbox sandbox = next();
			if (sandbox == null) {
				this.free.incrementAndGet();
			}
			else {
				ask(sandbox);
			}
		}
	}

	/**
	 * Those that were killed or paused while they waited are not asked.
	 */
	private @Nullable FollowedSandbox next() {
		FollowedSandbox sandbox = this.queue.poll();
		while (sandbox != null && !sandbox.isRunning()) {
			sandbox.queued.set(false);
			sandbox = this.queue.poll();
		}
		return sandbox;
	}

	private boolean take() {
		return this.free.getAndUpdate((free) -> (free > 0) ? free - 1 : 0) > 0;
	}

	private void ask(FollowedSandbox sandbox) {
		sandbox.ask().subscribe((told) -> asked(sandbox, told));
	}

	private void asked(FollowedSandbox sandbox, boolean told) {
		sandbox.failures = told ? 0 : sandbox.failures + 1;
		sandbox.nextAt = this.clock.millis() + pause(sandbox.failures);
		sandbox.queued.set(false);
		this.free.incrementAndGet();
		Executor executor = executor();
		if (executor != null && !this.queue.isEmpty()) {
			executor.execute(this::askMore);
		}
	}

	/**
	 * Longer with each failure: whoever does not answer takes the place of others.
	 */
	private long pause(int failures) {
		long pause = this.interval.toMillis() << Math.min(failures, MOST_DOUBLINGS);
		return (long) (pause * (1 - JITTER + 2 * JITTER * this.random.getAsDouble()));
	}

	boolean isClosed() {
		return this.closed;
	}

	synchronized void close() {
		this.closed = true;
		if (this.executor instanceof ScheduledThreadPoolExecutor thread) {
			thread.shutdownNow();
		}
	}

}
