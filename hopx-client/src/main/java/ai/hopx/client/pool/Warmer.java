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
import java.util.function.Supplier;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.RateLimit;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.pool.PoolMetricsRecorder.CreateOutcome;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * Creates and prepares sandboxes, as many as the pool's state says.
 */
final class Warmer {

	private static final Log logger = LogFactory.getLog(Warmer.class);

	private final Disposable.Swap nextLook = Disposables.swap();

	private final PoolSettings settings;

	private final PoolState state;

	private final PoolCreates creates;

	private final PoolUpkeep upkeep;

	private final PoolTimer timer;

	private final PoolMetricsRecorder recorder;

	private final Mono<ReactiveSandbox> creation;

	private final PoolTracker tracker;

	private final Preparation preparation;

	private final Supplier<@Nullable RateLimit> rateLimit;

	/**
	 * Create a warmer.
	 * @param creation creates one sandbox for each subscriber, and is never cancelled:
	 * its reply is what names a sandbox that has to be killed
	 */
	Warmer(PoolSettings settings, PoolState state, PoolUpkeep upkeep, PoolTimer timer, PoolMetricsRecorder recorder,
			Mono<ReactiveSandbox> creation, PoolTracker tracker, Preparation preparation,
			Supplier<@Nullable RateLimit> rateLimit) {
		this.settings = settings;
		this.state = state;
		this.creates = new PoolCreates(state, settings);
		this.upkeep = upkeep;
		this.timer = timer;
		this.recorder = recorder;
		this.creation = creation;
		this.tracker = tracker;
		this.preparation = preparation;
		this.rateLimit = rateLimit;
	}

	/**
	 * Start what is missing and may be started. Runs on the timer's thread only.
	 */
	void replenish() {
		Plan plan = this.creates.plan(this.timer.now(), this.rateLimit.get());
		plan.creates().forEach(this::create);
		if (plan.nextLook() != Plan.NEVER) {
			this.nextLook.update(this.timer.scheduleAt(this::replenish, plan.nextLook()));
		}
	}

	private void create(PoolEntry entry) {
		long started = System.nanoTime();
		Disposable limit = this.timer.schedule(() -> tooLate(entry, started), this.settings.createTimeout());
		this.creation.subscribe((sandbox) -> created(entry, sandbox, started, limit), (error) -> {
			limit.dispose();
			createFailed(entry, error, started);
		});
	}

	private void created(PoolEntry entry, ReactiveSandbox sandbox, long started, Disposable limit) {
		boolean wanted = this.creates.created(entry, sandbox);
		this.tracker.belongs(entry);
		if (!wanted) {
			limit.dispose();
			return;
		}
		this.recorder.created(CreateOutcome.SUCCESS, since(started));
		if (this.preparation.isEmpty()) {
			warmed(entry, limit);
			return;
		}
		long prepared = System.nanoTime();
		Disposable work = OperationObserver.part(this.preparation.of(sandbox)).subscribe(null, (error) -> {
			limit.dispose();
			prepareFailed(entry, error, prepared);
		}, () -> {
			this.recorder.warmedUp(CreateOutcome.SUCCESS, since(prepared));
			warmed(entry, limit);
		});
		if (!this.upkeep.works(entry, work)) {
			work.dispose();
		}
	}

	private void warmed(PoolEntry entry, Disposable limit) {
		limit.dispose();
		long now = this.timer.now();
		if (!this.state.isLendable(entry, now)) {
			report(this.creates.createFailed(entry,
					new LeaseTooShortException(this.settings.name(), entry.sandbox().id()), DiscardReason.EXPIRED,
					now));
			return;
		}
		this.upkeep.begin(entry, now);
		if (this.creates.warmed(entry, now)) {
			logger.info("Pool '%s' creates sandboxes again".formatted(this.settings.name()));
		}
	}

	private void createFailed(PoolEntry entry, Throwable error, long started) {
		CreateNews news = this.creates.createFailed(entry, error, DiscardReason.LATE, this.timer.now());
		if (news != CreateNews.OLD) {
			this.recorder.created(CreateFailures.outcome(error), since(started));
		}
		report(news);
	}

	private void prepareFailed(PoolEntry entry, Throwable error, long started) {
		CreateNews news = this.creates.createFailed(entry, error, DiscardReason.PREPARE, this.timer.now());
		if (news != CreateNews.OLD) {
			this.recorder.warmedUp(CreateFailures.outcome(error), since(started));
		}
		report(news);
	}

	private void tooLate(PoolEntry entry, long started) {
		HopxTimeoutException error = new HopxTimeoutException(
				"The sandbox was not ready within 'hopx.pools.%s.create-timeout', which is %s"
					.formatted(this.settings.name(), this.settings.createTimeout()),
				HopxError.of(null));
		if (entry.isCreated()) {
			prepareFailed(entry, error, started);
		}
		else {
			createFailed(entry, error, started);
		}
	}

	/**
	 * One line a change of state: what fails, fails again and again.
	 */
	private void report(CreateNews news) {
		if (news != CreateNews.CHANGED) {
			return;
		}
		PoolStatus status = this.state.status(this.timer.now());
		logger.warn("Pool '%s' %s. It tries on and says when it succeeds: %s".formatted(this.settings.name(),
				status.refused() ? "is refused new sandboxes" : "fails to create sandboxes", status.lastError()));
	}

	void stop() {
		this.nextLook.update(Disposables.disposed());
	}

	private static Duration since(long started) {
		return Duration.ofNanos(System.nanoTime() - started);
	}

}
