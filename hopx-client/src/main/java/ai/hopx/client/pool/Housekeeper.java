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

import ai.hopx.client.HopxException;
import ai.hopx.client.SentOnce;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Looks at all sandboxes of a pool now and then, and does what is due.
 */
final class Housekeeper {

	private static final Log logger = LogFactory.getLog(Housekeeper.class);

	private static final Duration LONGEST_PERIOD = Duration.ofSeconds(5);

	private static final int LOOKS_PER_LEASE = 40;

	private final Disposable.Swap next = Disposables.swap();

	private final PoolSettings settings;

	private final PoolUpkeep upkeep;

	private final PoolLoans loans;

	private final PoolTimer timer;

	private final PoolMetricsRecorder recorder;

	private final HealthCheck healthCheck;

	private final Duration period;

	Housekeeper(PoolSettings settings, PoolUpkeep upkeep, PoolLoans loans, PoolTimer timer,
			PoolMetricsRecorder recorder, HealthCheck healthCheck) {
		this.settings = settings;
		this.upkeep = upkeep;
		this.loans = loans;
		this.timer = timer;
		this.recorder = recorder;
		this.healthCheck = healthCheck;
		this.period = period(settings);
	}

	private static Duration period(PoolSettings settings) {
		Duration period = shorter(LONGEST_PERIOD, settings.lease().dividedBy(LOOKS_PER_LEASE));
		period = shorter(period, settings.validationInterval().dividedBy(2));
		period = shorter(period, settings.renewInterval().dividedBy(4));
		Duration threshold = settings.leakDetectionThreshold();
		return (threshold != null) ? shorter(period, threshold) : period;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	void start() {
		this.next.update(this.timer.schedule(this::look, this.period));
	}

	void stop() {
		this.next.update(Disposables.disposed());
	}

	private void look() {
		// Whatever becomes of this look, there will be another
		start();
		PoolUpkeep.Due due = this.upkeep.due(this.timer.now());
		due.renewals.forEach(this::renew);
		due.checks.forEach(this::check);
		due.doubtful.forEach(this::confirm);
		due.leaks.forEach(this::report);
	}

	private void renew(PoolEntry entry) {
		SentOnce.of(entry.sandbox().timeout(this.settings.lease()))
			.subscribe(null, (error) -> renewalFailed(entry, error), () -> this.upkeep.renewed(entry));
	}

	private void renewalFailed(PoolEntry entry, Throwable error) {
		this.recorder.renewalFailed();
		logger.debug("The lease of %s was not renewed".formatted(entry), error);
		long now = this.timer.now();
		if (HandOver.isGone(error)) {
			this.upkeep.renewalFoundNothing(entry);
		}
		else if (error instanceof HopxException failure && failure.mayHaveActed()) {
			this.upkeep.renewalInDoubt(entry, now);
		}
		else {
			Duration told = CreateFailures.toldToWait(error);
			this.upkeep.notRenewed(entry, now, (told != null) ? told.toMillis() : null);
		}
	}

	/**
	 * Ask the control plane how a sandbox stands, and its agent where the control plane
	 * does not say.
	 */
	void readAgain(PoolEntry entry) {
		SentOnce.of(entry.sandbox().info()).subscribe((info) -> {
			if (info.status().equals(SandboxState.RUNNING)) {
				this.upkeep.confirmed(entry, this.timer.now(), end(info));
			}
			else {
				this.upkeep.refuted(entry);
			}
		}, (error) -> {
			if (HandOver.isGone(error)) {
				this.upkeep.refuted(entry);
			}
			else {
				askAgent(entry);
			}
		});
	}

	private void askAgent(PoolEntry entry) {
		this.healthCheck.of(entry.sandbox())
			.subscribe(null, (error) -> this.upkeep.refuted(entry),
					() -> this.upkeep.confirmed(entry, this.timer.now(), null));
	}

	private void check(PoolEntry entry) {
		this.healthCheck.of(entry.sandbox()).subscribe(null, (error) -> {
			if (HandOver.isGone(error)) {
				this.upkeep.dead(entry);
			}
			else {
				this.upkeep.unhealthy(entry, this.timer.now());
			}
			logger.debug("The agent of %s is not well".formatted(entry), error);
		}, () -> this.upkeep.healthy(entry, this.timer.now()));
	}

	/**
	 * A lent sandbox should be at its end. Only the service's word takes it away from its
	 * borrower.
	 */
	private void confirm(PoolEntry entry) {
		SentOnce.of(entry.sandbox().info()).subscribe((info) -> this.loans.stillLent(entry, end(info)), (error) -> {
			if (HandOver.isGone(error)) {
				this.loans.discardLent(entry, DiscardReason.EXPIRED);
			}
			else {
				this.loans.stillLent(entry, null);
			}
		});
	}

	private static @Nullable Long end(SandboxInfo info) {
		return (info.expiresAt() != null) ? info.expiresAt().toEpochMilli() : null;
	}

	private void report(PoolUpkeep.Leak leak) {
		this.recorder.leaked();
		logger.warn("Sandbox '%s' of pool '%s' is lent for %d ms now. It was borrowed here and may never be given back"
			.formatted(leak.entry().sandbox().id(), this.settings.name(), leak.millis()), leak.borrower());
	}

}
