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

import org.jspecify.annotations.Nullable;

/**
 * Builds {@link PoolSettings}.
 */
public final class PoolSettingsBuilder {

	private static final Duration MOST_REMAINING = Duration.ofSeconds(60);

	private final String name;

	private final String template;

	private @Nullable String region;

	private @Nullable Boolean internetAccess;

	private boolean autoStartup = true;

	private int minIdle = 1;

	private int maxSize = 10;

	private OnEmpty onEmpty = OnEmpty.CREATE;

	private Duration acquireTimeout = Duration.ofSeconds(30);

	private int pendingAcquireMaxCount = 1000;

	private Duration createTimeout = Duration.ofSeconds(60);

	private Duration lease = Duration.ofMinutes(10);

	private @Nullable Duration renewInterval;

	private boolean renewBorrowed = true;

	private @Nullable Duration minRemainingTtl;

	private Duration maxIdleAge = Duration.ofHours(1);

	private Validation validation = Validation.BACKGROUND;

	private Duration validationInterval = Duration.ofSeconds(30);

	private @Nullable Integer maxCreatesPerMinute;

	private int warmUpConcurrency = 4;

	private List<String> warmUpCommands = List.of();

	private @Nullable String warmUpCode;

	private @Nullable Duration leakDetectionThreshold;

	private Duration drainTimeout = Duration.ofSeconds(10);

	private int killConcurrency = 32;

	PoolSettingsBuilder(String name, String template) {
		this.name = name;
		this.template = template;
	}

	/**
	 * Set where its sandboxes run.
	 * @param region the region, {@code null} for the default of {@code SandboxDefaults}
	 * @return this builder
	 */
	public PoolSettingsBuilder region(@Nullable String region) {
		this.region = region;
		return this;
	}

	/**
	 * Set whether its sandboxes may reach the internet.
	 * @param internetAccess whether they may, {@code null} for the default of
	 * {@code SandboxDefaults}
	 * @return this builder
	 */
	public PoolSettingsBuilder internetAccess(@Nullable Boolean internetAccess) {
		this.internetAccess = internetAccess;
		return this;
	}

	/**
	 * Set whether it starts with its application; if not, with its first use.
	 * @param autoStartup whether it does
	 * @return this builder
	 */
	public PoolSettingsBuilder autoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
		return this;
	}

	/**
	 * Set how many sandboxes it keeps ready.
	 * @param minIdle the number; 0 to create each when it is asked for
	 * @return this builder
	 */
	public PoolSettingsBuilder minIdle(int minIdle) {
		this.minIdle = minIdle;
		return this;
	}

	/**
	 * Set how many sandboxes it has at most: being created, ready, and lent.
	 * @param maxSize the number
	 * @return this builder
	 */
	public PoolSettingsBuilder maxSize(int maxSize) {
		this.maxSize = maxSize;
		return this;
	}

	/**
	 * Set what an acquire does that finds none ready.
	 * @param onEmpty what it does
	 * @return this builder
	 */
	public PoolSettingsBuilder onEmpty(OnEmpty onEmpty) {
		this.onEmpty = onEmpty;
		return this;
	}

	/**
	 * Set how long an acquire waits for a sandbox, what is applied at hand-over included.
	 * @param acquireTimeout the time
	 * @return this builder
	 */
	public PoolSettingsBuilder acquireTimeout(Duration acquireTimeout) {
		this.acquireTimeout = acquireTimeout;
		return this;
	}

	/**
	 * Set how many acquires may wait; more are turned away.
	 * @param pendingAcquireMaxCount the number
	 * @return this builder
	 */
	public PoolSettingsBuilder pendingAcquireMaxCount(int pendingAcquireMaxCount) {
		this.pendingAcquireMaxCount = pendingAcquireMaxCount;
		return this;
	}

	/**
	 * Set how long it may take until a new sandbox is ready, its preparation included.
	 * @param createTimeout the time
	 * @return this builder
	 */
	public PoolSettingsBuilder createTimeout(Duration createTimeout) {
		this.createTimeout = createTimeout;
		return this;
	}

	/**
	 * Set after what time the service destroys a sandbox that is not renewed, such as
	 * after a crash of the application.
	 * @param lease the time, at least 10 s
	 * @return this builder
	 */
	public PoolSettingsBuilder lease(Duration lease) {
		this.lease = lease;
		return this;
	}

	/**
	 * Set how long after a renewal of its lease a sandbox is renewed again. Spread over
	 * up to a tenth less.
	 * @param renewInterval the time, {@code null} for half the lease
	 * @return this builder
	 */
	public PoolSettingsBuilder renewInterval(@Nullable Duration renewInterval) {
		this.renewInterval = renewInterval;
		return this;
	}

	/**
	 * Set whether the leases of borrowed sandboxes are renewed.
	 * @param renewBorrowed whether they are; if not, a borrower has the lease, counted
	 * from the last renewal
	 * @return this builder
	 */
	public PoolSettingsBuilder renewBorrowed(boolean renewBorrowed) {
		this.renewBorrowed = renewBorrowed;
		return this;
	}

	/**
	 * Set how much of its lease a sandbox must have left to be lent.
	 * @param minRemainingTtl the time, {@code null} for a quarter of the lease but no
	 * more than 60 s
	 * @return this builder
	 */
	public PoolSettingsBuilder minRemainingTtl(@Nullable Duration minRemainingTtl) {
		this.minRemainingTtl = minRemainingTtl;
		return this;
	}

	/**
	 * Set how old a sandbox may get without being lent. Spread over up to a tenth less.
	 * @param maxIdleAge the age
	 * @return this builder
	 */
	public PoolSettingsBuilder maxIdleAge(Duration maxIdleAge) {
		this.maxIdleAge = maxIdleAge;
		return this;
	}

	/**
	 * Set when the agents of sandboxes are asked how they are.
	 * @param validation when
	 * @return this builder
	 */
	public PoolSettingsBuilder validation(Validation validation) {
		this.validation = validation;
		return this;
	}

	/**
	 * Set how often the agents of waiting sandboxes are asked how they are.
	 * @param validationInterval the time, at least 1 s
	 * @return this builder
	 */
	public PoolSettingsBuilder validationInterval(Duration validationInterval) {
		this.validationInterval = validationInterval;
		return this;
	}

	/**
	 * Set how many sandboxes are created in any minute.
	 * @param maxCreatesPerMinute the number, {@code null} for no limit of the pool
	 * @return this builder
	 */
	public PoolSettingsBuilder maxCreatesPerMinute(@Nullable Integer maxCreatesPerMinute) {
		this.maxCreatesPerMinute = maxCreatesPerMinute;
		return this;
	}

	/**
	 * Set how many sandboxes are created at a time, beyond those that callers wait for.
	 * @param warmUpConcurrency the number
	 * @return this builder
	 */
	public PoolSettingsBuilder warmUpConcurrency(int warmUpConcurrency) {
		this.warmUpConcurrency = warmUpConcurrency;
		return this;
	}

	/**
	 * Set shell commands that each new sandbox runs before it is kept ready.
	 * @param warmUpCommands the commands, in their order
	 * @return this builder
	 */
	public PoolSettingsBuilder warmUpCommands(List<String> warmUpCommands) {
		this.warmUpCommands = List.copyOf(warmUpCommands);
		return this;
	}

	/**
	 * Set Python code that each new sandbox runs before it is kept ready, after the
	 * commands.
	 * @param warmUpCode the code, {@code null} for none
	 * @return this builder
	 */
	public PoolSettingsBuilder warmUpCode(@Nullable String warmUpCode) {
		this.warmUpCode = warmUpCode;
		return this;
	}

	/**
	 * Set how long a sandbox may be lent before its borrower is named in the log.
	 * @param leakDetectionThreshold the time, {@code null} for however long
	 * @return this builder
	 */
	public PoolSettingsBuilder leakDetectionThreshold(@Nullable Duration leakDetectionThreshold) {
		this.leakDetectionThreshold = leakDetectionThreshold;
		return this;
	}

	/**
	 * Set how long borrowed sandboxes are left alone when the pool stops.
	 * @param drainTimeout the time
	 * @return this builder
	 */
	public PoolSettingsBuilder drainTimeout(Duration drainTimeout) {
		this.drainTimeout = drainTimeout;
		return this;
	}

	/**
	 * Set how many sandboxes are killed at a time.
	 * @param killConcurrency the number
	 * @return this builder
	 */
	public PoolSettingsBuilder killConcurrency(int killConcurrency) {
		this.killConcurrency = killConcurrency;
		return this;
	}

	/**
	 * Build the settings.
	 * @return the settings
	 * @throws ai.hopx.client.HopxConfigurationException where one cannot work, or two
	 * cannot work together
	 */
	public PoolSettings build() {
		Duration renewInterval = (this.renewInterval != null) ? this.renewInterval : this.lease.dividedBy(2);
		Duration minRemainingTtl = (this.minRemainingTtl != null) ? this.minRemainingTtl : quarterOfLease();
		PoolSettings settings = new PoolSettings(this.name, this.template, this.region, this.internetAccess,
				this.autoStartup, this.minIdle, this.maxSize, this.onEmpty, this.acquireTimeout,
				this.pendingAcquireMaxCount, this.createTimeout, this.lease, renewInterval, this.renewBorrowed,
				minRemainingTtl, this.maxIdleAge, this.validation, this.validationInterval, this.maxCreatesPerMinute,
				this.warmUpConcurrency, this.warmUpCommands, this.warmUpCode, this.leakDetectionThreshold,
				this.drainTimeout, this.killConcurrency);
		PoolSettingsChecks.check(settings);
		return settings;
	}

	private Duration quarterOfLease() {
		Duration quarter = this.lease.dividedBy(4);
		return (quarter.compareTo(MOST_REMAINING) < 0) ? quarter : MOST_REMAINING;
	}

}
