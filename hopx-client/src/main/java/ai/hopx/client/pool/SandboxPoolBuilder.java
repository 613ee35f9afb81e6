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
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Builds a {@link ReactiveSandboxPool}.
 */
public final class SandboxPoolBuilder {

	/** Requests in a minute, where pools share no quota: the service allows 100. */
	private static final int REQUESTS_PER_MINUTE = 80;

	/**
	 * The pool has a limit of its own, and waits longer than that for a reply that names
	 * a sandbox to be killed.
	 */
	private static final Duration LONGEST_CREATE = Duration.ofMinutes(5);

	private final HopxClient client;

	private final PoolSettings settings;

	private SandboxDefaults defaults = SandboxDefaults.standard();

	private List<SandboxPreparer> preparers = List.of();

	private @Nullable BackgroundQuota quota;

	private SandboxLifecycleListener listener = SandboxLifecycleListener.none();

	private SandboxTracker tracker = SandboxTracker.none();

	private PoolMetricsRecorder recorder = PoolMetricsRecorder.none();

	private @Nullable PoolTimer timer;

	private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

	SandboxPoolBuilder(HopxClient client, PoolSettings settings) {
		Assert.notNull(client, "'client' must not be null");
		Assert.notNull(settings, "'settings' must not be null");
		this.client = client;
		this.settings = settings;
	}

	/**
	 * Set what holds where the pool's settings say nothing.
	 * @param defaults the defaults: region, internet access, environment of all
	 * sandboxes, time-out of runs
	 * @return this builder
	 */
	public SandboxPoolBuilder defaults(SandboxDefaults defaults) {
		this.defaults = defaults;
		return this;
	}

	/**
	 * Set who prepares new sandboxes, after the commands and the code of the settings.
	 * @param preparers the preparers, in their order
	 * @return this builder
	 */
	public SandboxPoolBuilder preparers(List<SandboxPreparer> preparers) {
		this.preparers = List.copyOf(preparers);
		return this;
	}

	/**
	 * Set how many creates and renewals there may be in a minute: 80 of this pool's own
	 * by default.
	 * @param quota the quota, shared with the other pools of the same API key
	 * @return this builder
	 */
	public SandboxPoolBuilder quota(BackgroundQuota quota) {
		this.quota = quota;
		return this;
	}

	/**
	 * Set who hears of what happens to the pool's sandboxes.
	 * @param listener the listener
	 * @return this builder
	 */
	public SandboxPoolBuilder listener(SandboxLifecycleListener listener) {
		this.listener = listener;
		return this;
	}

	/**
	 * Set who follows the pool's sandboxes.
	 * @param tracker the tracker
	 * @return this builder
	 */
	public SandboxPoolBuilder tracker(SandboxTracker tracker) {
		this.tracker = tracker;
		return this;
	}

	/**
	 * Set who takes note of what the pool does.
	 * @param recorder the recorder
	 * @return this builder
	 */
	public SandboxPoolBuilder recorder(PoolMetricsRecorder recorder) {
		this.recorder = recorder;
		return this;
	}

	/**
	 * Set the pool's time.
	 */
	SandboxPoolBuilder timer(PoolTimer timer) {
		this.timer = timer;
		return this;
	}

	/**
	 * Set where jitter comes from: numbers from 0 to below 1.
	 */
	SandboxPoolBuilder random(DoubleSupplier random) {
		this.random = random;
		return this;
	}

	/**
	 * Build the pool. Nothing is sent before it is started or used.
	 * @return the pool
	 */
	public ReactiveSandboxPool build() {
		PoolTimer timer = (this.timer != null) ? this.timer : new ThreadPoolTimer(this.settings.name());
		PoolTracker tracker = new PoolTracker(this.tracker, this.settings.name());
		return new ReactiveSandboxPool(new PoolCore(this, this.client, template(tracker), tracker, timer, this.random),
				this.defaults, this.client.operations().ofTemplate(this.settings.template()));
	}

	private ReactiveHopxTemplate template(PoolTracker tracker) {
		Duration createTimeout = this.settings.createTimeout();
		Duration readyTimeout = (createTimeout.compareTo(LONGEST_CREATE) > 0) ? createTimeout : LONGEST_CREATE;
		SandboxDefaults defaults = new SandboxDefaults(this.defaults.template(), this.defaults.region(),
				this.defaults.timeout(), readyTimeout, this.defaults.internetAccess(), this.defaults.env(),
				this.defaults.runTimeout());
		return new ReactiveHopxTemplate(this.client, defaults, Stream::empty, this.listener, tracker);
	}

	PoolSettings settings() {
		return this.settings;
	}

	List<SandboxPreparer> preparers() {
		return this.preparers;
	}

	BackgroundQuota quota() {
		return (this.quota != null) ? this.quota : BackgroundQuota.perMinute(REQUESTS_PER_MINUTE);
	}

	PoolMetricsRecorder recorder() {
		return this.recorder;
	}

}
