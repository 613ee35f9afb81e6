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
import java.util.Locale;

import ai.hopx.client.HopxConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Refuses settings that cannot work, by the key to change.
 */
final class PoolSettingsChecks {

	private static final Duration SHORTEST_LEASE = Duration.ofSeconds(10);

	private static final Duration SHORTEST_VALIDATION_INTERVAL = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	private final PoolSettings settings;

	private PoolSettingsChecks(PoolSettings settings) {
		this.settings = settings;
	}

	static void check(PoolSettings settings) {
		if (!StringUtils.hasText(settings.name())) {
			throw new HopxConfigurationException("hopx.pools", "has a pool without a name");
		}
		PoolSettingsChecks checks = new PoolSettingsChecks(settings);
		checks.sizes();
		checks.waits();
		checks.leases();
	}

	private void sizes() {
		if (!StringUtils.hasText(this.settings.template())) {
			throw wrong("template", "must not be empty: leave it out for 'hopx.default-template'");
		}
		positive("max-size", this.settings.maxSize());
		if (this.settings.minIdle() < 0) {
			throw wrong("min-idle", "must not be negative but is " + this.settings.minIdle());
		}
		if (this.settings.minIdle() > this.settings.maxSize()) {
			throw wrong("min-idle", "must not be above '%s', which is %d, but is %d".formatted(key("max-size"),
					this.settings.maxSize(), this.settings.minIdle()));
		}
		if (this.settings.minIdle() == 0 && this.settings.onEmpty() != OnEmpty.CREATE) {
			throw wrong("min-idle", "must be at least 1 with '%s=%s': no sandbox would ever be created"
				.formatted(key("on-empty"), this.settings.onEmpty().name().toLowerCase(Locale.ROOT)));
		}
		positive("pending-acquire-max-count", this.settings.pendingAcquireMaxCount());
		positive("warm-up.concurrency", this.settings.warmUpConcurrency());
		positive("kill-concurrency", this.settings.killConcurrency());
		Integer creates = this.settings.maxCreatesPerMinute();
		if (creates != null) {
			positive("max-creates-per-minute", creates);
		}
		if (!this.settings.warmUpCommands().stream().allMatch(StringUtils::hasText)) {
			throw wrong("warm-up.commands", "has an empty command");
		}
	}

	private void waits() {
		positive("acquire-timeout", this.settings.acquireTimeout());
		positive("create-timeout", this.settings.createTimeout());
		positive("max-idle-age", this.settings.maxIdleAge());
		Duration threshold = this.settings.leakDetectionThreshold();
		if (threshold != null) {
			positive("leak-detection-threshold", threshold);
		}
		if (this.settings.drainTimeout().isNegative()) {
			throw wrong("drain-timeout", "must not be negative but is " + this.settings.drainTimeout());
		}
		atLeast("validation-interval", this.settings.validationInterval(), SHORTEST_VALIDATION_INTERVAL,
				"each sandbox is asked that often");
	}

	private void leases() {
		Duration lease = this.settings.lease();
		atLeast("lease", lease, SHORTEST_LEASE, "it could not be renewed in time");
		positive("renew-interval", this.settings.renewInterval());
		if (this.settings.minRemainingTtl().isNegative()) {
			throw wrong("min-remaining-ttl", "must not be negative but is " + this.settings.minRemainingTtl());
		}
		if (this.settings.minRemainingTtl().compareTo(lease) >= 0) {
			throw wrong("min-remaining-ttl", "must be below '%s', which is %s, but is %s".formatted(key("lease"), lease,
					this.settings.minRemainingTtl()));
		}
		if (this.settings.renewInterval().compareTo(lease) >= 0) {
			throw wrong("renew-interval", "must be below '%s', which is %s, but is %s".formatted(key("lease"), lease,
					this.settings.renewInterval()));
		}
		Duration longest = lease.minus(this.settings.minRemainingTtl());
		if (this.settings.renewInterval().compareTo(longest) > 0) {
			throw wrong("renew-interval",
					"must not be above %s, which is '%s' less '%s', but is %s: sandboxes could not be lent before it"
						.formatted(longest, key("lease"), key("min-remaining-ttl"), this.settings.renewInterval()));
		}
	}

	private void positive(String option, int value) {
		HopxConfigurationException.requirePositive(key(option), value);
	}

	private void positive(String option, Duration value) {
		HopxConfigurationException.requirePositive(key(option), value);
		if (value.compareTo(LONGEST) > 0) {
			throw wrong(option, "must not be longer than a year but is " + value);
		}
	}

	private void atLeast(String option, @Nullable Duration value, Duration least, String why) {
		if (value == null || value.compareTo(least) < 0) {
			throw wrong(option, "must be at least %s but is %s: %s".formatted(least, value, why));
		}
		positive(option, value);
	}

	private HopxConfigurationException wrong(String option, String reason) {
		return new HopxConfigurationException(key(option), reason);
	}

	private String key(String option) {
		return "hopx.pools." + this.settings.name() + "." + option;
	}

}
