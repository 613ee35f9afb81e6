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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;

import ai.hopx.client.SentOnce;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Kills sandboxes, so many at a time, and each as often as it takes until its lease has
 * run out. Safe for use from many threads.
 */
final class Killer {

	private static final Log logger = LogFactory.getLog(Killer.class);

	private static final long FIRST_PAUSE = 500;

	private static final long LONGEST_PAUSE = 30_000;

	private static final int MOST_DOUBLINGS = 8;

	private final Deque<Victim> queue = new ArrayDeque<>();

	private final Outage outage = new Outage();

	private final PoolSettings settings;

	private final PoolState state;

	private final PoolTimer timer;

	private final PoolMetricsRecorder recorder;

	private final DoubleSupplier random;

	private int underWay;

	private long pausedUntil;

	private boolean called;

	Killer(PoolSettings settings, PoolState state, PoolTimer timer, PoolMetricsRecorder recorder,
			DoubleSupplier random) {
		this.settings = settings;
		this.state = state;
		this.timer = timer;
		this.recorder = recorder;
		this.random = random;
	}

	/**
	 * Begin, or go on with what was left at the end: the end of the timer's thread may
	 * have taken a call with it.
	 */
	void start() {
		synchronized (this) {
			this.called = true;
		}
		this.timer.execute(this::killMore);
	}

	/**
	 * See to it that a sandbox dies. Sends nothing on the caller's thread.
	 */
	void kill(PoolEntry entry) {
		add(new Victim(entry, 0));
	}

	private void add(Victim victim) {
		boolean call;
		synchronized (this) {
			this.queue.addLast(victim);
			call = !this.called;
			this.called = true;
		}
		if (call) {
			this.timer.execute(this::killMore);
		}
	}

	private void killMore() {
		synchronized (this) {
			this.called = false;
		}
		for (Victim victim = next(); victim != null; victim = next()) {
			kill(victim);
		}
	}

	private synchronized @Nullable Victim next() {
		if (this.underWay >= this.settings.killConcurrency() || this.timer.now() < this.pausedUntil) {
			return null;
		}
		Victim victim = this.queue.pollFirst();
		if (victim != null) {
			this.underWay++;
		}
		return victim;
	}

	private void kill(Victim victim) {
		SentOnce.of(victim.entry().sandbox().kill())
			.subscribe(null, (error) -> failed(victim, error), () -> done(victim));
	}

	private void done(Victim victim) {
		boolean recovered;
		synchronized (this) {
			this.underWay--;
			recovered = this.outage.succeeded();
		}
		if (recovered) {
			logger.info("Pool '%s' kills its sandboxes again".formatted(this.settings.name()));
		}
		this.state.gone(victim.entry());
		goOn();
	}

	private void failed(Victim victim, Throwable error) {
		this.recorder.killFailed();
		long now = this.timer.now();
		Duration told = CreateFailures.toldToWait(error);
		boolean news;
		long pausedUntil;
		synchronized (this) {
			this.underWay--;
			news = this.outage.failed(now);
			if (told != null) {
				this.pausedUntil = Math.max(this.pausedUntil, now + Math.min(told.toMillis(), LONGEST_PAUSE));
			}
			pausedUntil = this.pausedUntil;
		}
		if (told != null) {
			this.timer.scheduleAt(this::killMore, pausedUntil + 1);
		}
		if (news) {
			logger.warn("Pool '%s' cannot kill its sandboxes. It tries on, and says when it succeeds: %s"
				.formatted(this.settings.name(), error));
		}
		if (now >= this.state.expiresAt(victim.entry())) {
			this.state.gone(victim.entry());
		}
		else {
			this.timer.scheduleAt(() -> add(victim.again()), now + pause(victim.failures()));
		}
		goOn();
	}

	private long pause(int failures) {
		long pause = Math.min(FIRST_PAUSE << Math.min(failures, MOST_DOUBLINGS), LONGEST_PAUSE);
		return pause / 2 + (long) (pause / 2 * this.random.getAsDouble());
	}

	private void goOn() {
		boolean call;
		synchronized (this) {
			call = !this.called && !this.queue.isEmpty();
			this.called = this.called || call;
		}
		if (call) {
			this.timer.execute(this::killMore);
		}
	}

	/**
	 * A sandbox to kill.
	 *
	 * @param entry the sandbox
	 * @param failures how often that failed
	 */
	private record Victim(PoolEntry entry, int failures) {

		Victim again() {
			return new Victim(this.entry, this.failures + 1);
		}

	}

}
