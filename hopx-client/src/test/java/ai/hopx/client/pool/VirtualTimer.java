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
import java.util.PriorityQueue;

import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Time that passes when a test says so. What is due runs on the thread that lets it pass;
 * what is to run soon runs at once.
 */
final class VirtualTimer implements PoolTimer {

	private final PriorityQueue<Task> tasks = new PriorityQueue<>();

	private long now;

	private long number;

	/**
	 * Create a timer.
	 * @param now the time, in milliseconds since 1970
	 */
	VirtualTimer(long now) {
		this.now = now;
	}

	@Override
	public synchronized long now() {
		return this.now;
	}

	@Override
	public void start() {
	}

	@Override
	public void execute(Runnable task) {
		task.run();
	}

	@Override
	public Disposable schedule(Runnable work, Duration delay) {
		if (delay.isZero()) {
			work.run();
			return Disposables.disposed();
		}
		synchronized (this) {
			return add(work, this.now + delay.toMillis());
		}
	}

	/**
	 * Time may pass on another thread meanwhile: what it has passed is due.
	 */
	@Override
	public Disposable scheduleAt(Runnable work, long time) {
		synchronized (this) {
			if (time > this.now) {
				return add(work, time);
			}
		}
		work.run();
		return Disposables.disposed();
	}

	private Disposable add(Runnable work, long time) {
		Task task = new Task(time, this.number++, work);
		this.tasks.add(task);
		return () -> remove(task);
	}

	/**
	 * Return how much is still to be run.
	 */
	synchronized int pending() {
		return this.tasks.size();
	}

	private synchronized void remove(Task task) {
		this.tasks.remove(task);
	}

	@Override
	public synchronized void close() {
		this.tasks.clear();
	}

	/**
	 * Let time pass.
	 */
	void advance(Duration duration) {
		long end = now() + duration.toMillis();
		for (Task task = next(end); task != null; task = next(end)) {
			task.work().run();
		}
	}

	private synchronized Task next(long end) {
		Task task = this.tasks.peek();
		if (task == null || task.at() > end) {
			this.now = Math.max(this.now, end);
			return null;
		}
		this.now = Math.max(this.now, task.at());
		return this.tasks.poll();
	}

	private record Task(long at, long number, Runnable work) implements Comparable<Task> {

		@Override
		public int compareTo(Task other) {
			int byTime = Long.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.number, other.number);
		}

	}

}
