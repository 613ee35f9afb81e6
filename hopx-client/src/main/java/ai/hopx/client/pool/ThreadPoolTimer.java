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

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One thread for one pool. Not one of Reactor's: those can be set up to take over what
 * their callers have in thread locals, and the work of a pool belongs to none of its
 * callers.
 */
final class ThreadPoolTimer implements PoolTimer {

	private static final Log logger = LogFactory.getLog(ThreadPoolTimer.class);

	private final Clock clock = Clock.systemUTC();

	private final String pool;

	private volatile @Nullable ScheduledThreadPoolExecutor executor;

	ThreadPoolTimer(String pool) {
		this.pool = pool;
	}

	@Override
	public void start() {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, this::thread,
				new ThreadPoolExecutor.DiscardPolicy());
		executor.setRemoveOnCancelPolicy(true);
		executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.executor = executor;
	}

	private Thread thread(Runnable task) {
		// Nor does it take over what the thread has that happens to start it
		Thread thread = new Thread(null, task, "hopx-pool-" + this.pool, 0, false);
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public long now() {
		return this.clock.millis();
	}

	@Override
	public void execute(Runnable task) {
		ScheduledThreadPoolExecutor executor = this.executor;
		if (executor == null || executor.isShutdown()) {
			task.run();
		}
		else {
			executor.execute(guarded(task));
		}
	}

	@Override
	public Disposable schedule(Runnable task, Duration delay) {
		ScheduledThreadPoolExecutor executor = this.executor;
		if (executor == null) {
			return Disposables.disposed();
		}
		Future<?> future = executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
		return () -> future.cancel(false);
	}

	@Override
	public Disposable scheduleAt(Runnable task, long time) {
		return schedule(task, Duration.ofMillis(Math.max(0, time - now())));
	}

	@Override
	public void close() {
		ScheduledThreadPoolExecutor executor = this.executor;
		if (executor != null) {
			executor.shutdown();
		}
	}

	/**
	 * What fails here has nobody to hear of it.
	 */
	private static Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				logger.error("The pool's background work failed", ex);
			}
		};
	}

}
