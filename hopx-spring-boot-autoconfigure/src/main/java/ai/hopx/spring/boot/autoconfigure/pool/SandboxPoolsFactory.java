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

package ai.hopx.spring.boot.autoconfigure.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.pool.BackgroundQuota;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.PoolSettingsBuilder;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPoolBuilder;
import ai.hopx.client.pool.SandboxPools;
import ai.hopx.client.pool.SandboxPreparer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;

/**
 * Makes the pools that the properties describe.
 */
final class SandboxPoolsFactory {

	private static final Log logger = LogFactory.getLog(SandboxPoolsFactory.class);

	private static final double SECONDS_PER_MINUTE = 60;

	private final SandboxPoolProperties properties;

	private final HopxClient client;

	private final SandboxDefaults defaults;

	private final SandboxLifecycleListener listener;

	private final SandboxTracker tracker;

	private final List<SandboxPreparer> preparers;

	private final List<SandboxPoolCustomizer> customizers;

	SandboxPoolsFactory(SandboxPoolProperties properties, HopxClient client, SandboxDefaults defaults,
			SandboxLifecycleListener listener, SandboxTracker tracker, List<SandboxPreparer> preparers,
			List<SandboxPoolCustomizer> customizers) {
		this.properties = properties;
		this.client = client;
		this.defaults = defaults;
		this.listener = listener;
		this.tracker = tracker;
		this.preparers = preparers;
		this.customizers = customizers;
	}

	/**
	 * Make the pools, and start none.
	 * @param shutdownPhase how long an application has to stop them
	 */
	SandboxPools create(Duration shutdownPhase) {
		BackgroundQuota quota = BackgroundQuota.perMinute(this.properties.backgroundRequestsPerMinute());
		List<ReactiveSandboxPool> pools = this.properties.pools()
			.entrySet()
			.stream()
			.map((pool) -> create(settings(pool, shutdownPhase), quota))
			.toList();
		warnIfTooManyRenewals(pools, quota);
		return new SandboxPools(pools);
	}

	private ReactiveSandboxPool create(PoolSettings settings, BackgroundQuota quota) {
		SandboxPoolBuilder builder = ReactiveSandboxPool.builder(this.client, settings)
			.defaults(this.defaults)
			.listener(this.listener)
			.tracker(this.tracker)
			.preparers(this.preparers)
			.quota(quota);
		this.customizers.forEach((customizer) -> customizer.customize(settings.name(), builder));
		return builder.build();
	}

	private PoolSettings settings(Map.Entry<String, SandboxPoolProperties.Pool> entry, Duration shutdownPhase) {
		String name = entry.getKey();
		SandboxPoolProperties.Pool pool = entry.getValue();
		if (pool.waitForWarmUp() && !pool.autoStartup()) {
			throw new HopxConfigurationException("hopx.pools." + name + ".wait-for-warm-up",
					"must be false while 'hopx.pools.%s.auto-startup' is: nothing would warm up".formatted(name));
		}
		PoolSettings settings = builder(name, pool).build();
		checkShutdown(settings, shutdownPhase);
		return settings;
	}

	private PoolSettingsBuilder builder(String name, SandboxPoolProperties.Pool pool) {
		String template = StringUtils.hasText(pool.template()) ? pool.template() : this.defaults.template();
		return PoolSettings.builder(name, template)
			.region(pool.region())
			.internetAccess(pool.internetAccess())
			.autoStartup(pool.autoStartup())
			.minIdle(pool.minIdle())
			.maxSize(pool.maxSize())
			.onEmpty(pool.onEmpty())
			.acquireTimeout(pool.acquireTimeout())
			.pendingAcquireMaxCount(pool.pendingAcquireMaxCount())
			.createTimeout(pool.createTimeout())
			.lease(pool.lease())
			.renewInterval(pool.renewInterval())
			.renewBorrowed(pool.renewBorrowed())
			.minRemainingTtl(pool.minRemainingTtl())
			.maxIdleAge(pool.maxIdleAge())
			.validation(pool.validate())
			.validationInterval(pool.validationInterval())
			.maxCreatesPerMinute(pool.maxCreatesPerMinute())
			.warmUpConcurrency(pool.warmUp().concurrency())
			.warmUpCommands(pool.warmUp().commands())
			.warmUpCode(pool.warmUp().code())
			.leakDetectionThreshold(pool.leakDetectionThreshold())
			.drainTimeout(pool.drainTimeout())
			.killConcurrency(pool.killConcurrency());
	}

	/**
	 * A phase that is over leaves sandboxes to their leases, and nobody would know why.
	 */
	private static void checkShutdown(PoolSettings settings, Duration shutdownPhase) {
		Duration shutdown = settings.drainTimeout().plus(settings.killTimeout());
		if (shutdown.compareTo(shutdownPhase) > 0) {
			throw new HopxConfigurationException("hopx.pools." + settings.name() + ".drain-timeout",
					("is %s, and up to %s follow to kill the sandboxes, together more than "
							+ "'spring.lifecycle.timeout-per-shutdown-phase', which is %s: shorten the one or lengthen the other")
						.formatted(settings.drainTimeout(), settings.killTimeout(), shutdownPhase));
		}
	}

	private static void warnIfTooManyRenewals(List<ReactiveSandboxPool> pools, BackgroundQuota quota) {
		double perMinute = pools.stream()
			.map(ReactiveSandboxPool::settings)
			.mapToDouble((pool) -> pool.maxSize() * SECONDS_PER_MINUTE / pool.renewInterval().toSeconds())
			.sum();
		if (perMinute > quota.perMinute()) {
			logger.warn(("With all pools full their leases take %.0f renewals a minute, and "
					+ "'hopx.background-requests-per-minute' allows %d: sandboxes will be lost. Lengthen 'lease' of the larger pools")
				.formatted(perMinute, quota.perMinute()));
		}
	}

}
