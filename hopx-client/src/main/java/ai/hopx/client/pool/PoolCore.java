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
import java.util.function.DoubleSupplier;

import ai.hopx.client.HopxClient;
import ai.hopx.client.SentOnce;
import ai.hopx.client.core.Acquisition;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import ai.hopx.client.pool.PoolMetricsRecorder.UseOutcome;
import ai.hopx.client.pool.PoolStatus.Phase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * A pool at work: its state, and those who do what the state calls for. Safe for use from
 * many threads.
 */
final class PoolCore implements PoolActions {

	private static final Log logger = LogFactory.getLog(PoolCore.class);

	private final PoolSettings settings;

	private final PoolTimer timer;

	private final PoolMetricsRecorder recorder;

	private final PoolState state;

	private final PoolLoans loans;

	private final Warmer warmer;

	private final Housekeeper housekeeper;

	private final Killer killer;

	private final HandOver handOver;

	/** Completes once as many sandboxes are ready as are to be. One for each start. */
	private volatile Sinks.Empty<Void> warm = Sinks.empty();

	/** Completes once the pool has stopped. One for each start. */
	private volatile Sinks.Empty<Void> stopped = Sinks.empty();

	private volatile boolean started;

	PoolCore(SandboxPoolBuilder builder, HopxClient client, ReactiveHopxTemplate template, PoolTracker tracker,
			PoolTimer timer, DoubleSupplier random) {
		this.settings = builder.settings();
		this.timer = timer;
		this.recorder = builder.recorder();
		BackgroundQuota background = builder.quota();
		CreateGate gate = new CreateGate(this.settings.maxCreatesPerMinute(), background, random);
		this.state = new PoolState(this.settings, gate, this);
		this.loans = new PoolLoans(this.state);
		PoolUpkeep upkeep = new PoolUpkeep(this.state, this.settings, background, random);
		tracker.onAsleep(upkeep::asleep);
		HealthCheck healthCheck = new HealthCheck();
		this.handOver = new HandOver(this.settings, healthCheck);
		this.warmer = new Warmer(this.settings, this.state, upkeep, timer, this.recorder, creation(template), tracker,
				new Preparation(this.settings, builder.preparers()), client::rateLimit);
		this.housekeeper = new Housekeeper(this.settings, upkeep, this.loans, timer, this.recorder, healthCheck);
		this.killer = new Killer(this.settings, this.state, timer, this.recorder, random);
	}

	private Mono<ReactiveSandbox> creation(ReactiveHopxTemplate template) {
		SandboxSpec spec = SandboxSpec.template(this.settings.template()).timeout(this.settings.lease());
		String region = this.settings.region();
		SandboxSpec placed = (region != null) ? spec.region(region) : spec;
		Boolean internetAccess = this.settings.internetAccess();
		SandboxSpec complete = (internetAccess != null) ? placed.internetAccess(internetAccess) : placed;
		return SentOnce.of(template.create(complete));
	}

	/**
	 * Start, where it has not yet started; after a stop, only if asked to.
	 */
	synchronized void start(boolean again) {
		Phase phase = this.state.status(this.timer.now()).phase();
		if (phase != Phase.NEW && !(again && phase == Phase.STOPPED)) {
			return;
		}
		if (phase == Phase.STOPPED) {
			this.warm = Sinks.empty();
			this.stopped = Sinks.empty();
		}
		logger.info("Pool '%s' keeps %d sandboxes of '%s' ready, %d at most".formatted(this.settings.name(),
				this.settings.minIdle(), this.settings.template(), this.settings.maxSize()));
		this.timer.start();
		this.killer.start();
		this.state.start(again);
		this.housekeeper.start();
		this.started = true;
	}

	/**
	 * Whoever hears of this is told without any lock, and may start the pool again.
	 */
	Mono<Void> stop() {
		return Mono.defer(() -> {
			this.started = true;
			PoolStatus before = status();
			Sinks.Empty<Void> warm = this.warm;
			Mono<Void> stopped = this.stopped.asMono();
			boolean stops = this.state.stop();
			if (before.phase() == Phase.NEW) {
				warm.tryEmitError(this.state.stopped());
			}
			if (stops) {
				logger.info("Pool '%s' stops: %s".formatted(this.settings.name(), Refusals.counts(before)));
				beginToStop();
				warm.tryEmitError(this.state.stopped());
				return stopped;
			}
			return (before.phase() == Phase.STOPPING) ? stopped : Mono.empty();
		});
	}

	private synchronized void beginToStop() {
		if (status().phase() == Phase.STOPPING) {
			this.housekeeper.stop();
			this.warmer.stop();
			this.timer.schedule(this.state::drain, this.settings.drainTimeout());
			this.timer.schedule(this::giveUp, this.settings.drainTimeout().plus(this.settings.killTimeout()));
		}
	}

	@Override
	public void emptied() {
		finish();
	}

	private void giveUp() {
		int left = finish();
		if (left > 0) {
			logger.warn(
					"Pool '%s' stopped before %d of its sandboxes were known to be dead. They die when their leases end"
						.formatted(this.settings.name(), left));
		}
	}

	private int finish() {
		int left;
		Sinks.Empty<Void> stopped;
		synchronized (this) {
			left = this.state.abandon();
			if (left == PoolState.NOT_STOPPING) {
				return left;
			}
			// What the housekeeper and the warmer still have to do is dropped with it
			this.timer.close();
			stopped = this.stopped;
		}
		stopped.tryEmitEmpty();
		return left;
	}

	Mono<Void> whenWarm() {
		return Mono.defer(() -> this.warm.asMono());
	}

	@Override
	public void warm() {
		this.warm.tryEmitEmpty();
	}

	Mono<ReactivePooledSandbox> acquire(AcquireRequest request) {
		return Mono.create((sink) -> {
			if (!this.started) {
				start(false);
			}
			Exception borrower = (this.settings.leakDetectionThreshold() != null) ? new Exception("Borrowed here")
					: null;
			new Waiter(this, request, sink, borrower, System.nanoTime()).start();
		});
	}

	void acquire(Waiter waiter) {
		this.state.acquire(waiter, this.timer.now());
	}

	void leave(Waiter waiter) {
		this.state.leave(waiter);
	}

	@Override
	public void serve(Waiter waiter, PoolEntry entry, Acquisition.Source source) {
		waiter.serve(entry, source);
	}

	@Override
	public void refuse(Waiter waiter, PoolAcquireException reason) {
		waiter.refuse(reason);
	}

	LentSandbox lend(PoolEntry entry, Acquisition.Source source, Duration duration) {
		return new LentSandbox(this, entry, new Acquisition(source, duration));
	}

	void release(PoolEntry entry) {
		if (!this.loans.release(entry)) {
			return;
		}
		Duration lent = lent(entry);
		this.recorder.used(UseOutcome.SUCCESS, lent);
		if (entry.leakReported) {
			logger.info("Sandbox '%s' of pool '%s' was given back after %d ms: it was no leak"
				.formatted(entry.sandbox().id(), this.settings.name(), lent.toMillis()));
		}
	}

	private Duration lent(PoolEntry entry) {
		return Duration.ofMillis(Math.max(0, this.timer.now() - entry.lentAt));
	}

	/**
	 * A sandbox was dead before its borrower had it.
	 */
	void dead(PoolEntry entry) {
		this.loans.discardLent(entry, DiscardReason.UNHEALTHY);
	}

	@Override
	public void kill(PoolEntry entry, @Nullable DiscardReason reason) {
		Disposable work = entry.work;
		if (work != null) {
			work.dispose();
		}
		this.killer.kill(entry);
		if (reason != null) {
			this.recorder.discarded(reason);
			recordUse(entry, reason);
		}
	}

	/**
	 * One that turned out to be dead at its hand-over was of no use to anybody.
	 */
	private void recordUse(PoolEntry entry, DiscardReason reason) {
		if (entry.wasLent() && reason != DiscardReason.UNHEALTHY) {
			this.recorder.used((reason == DiscardReason.DRAIN) ? UseOutcome.DRAIN : UseOutcome.EXPIRED, lent(entry));
		}
	}

	@Override
	public void readAgain(PoolEntry entry) {
		this.housekeeper.readAgain(entry);
	}

	@Override
	public void replenish() {
		this.timer.execute(this.warmer::replenish);
	}

	Disposable after(Duration delay, Runnable task) {
		return this.timer.schedule(task, delay);
	}

	long now() {
		return this.timer.now();
	}

	PoolStatus status() {
		return this.state.status(now());
	}

	PoolAcquireTimeoutException tooLate(@Nullable Duration own) {
		return this.state.tooLate(own, now());
	}

	PoolSettings settings() {
		return this.settings;
	}

	PoolMetricsRecorder recorder() {
		return this.recorder;
	}

	PoolLoans loans() {
		return this.loans;
	}

	HandOver handOver() {
		return this.handOver;
	}

}
