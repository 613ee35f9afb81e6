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

import ai.hopx.client.pool.OnEmpty;
import ai.hopx.client.pool.Validation;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for pools of sandboxes.
 *
 * @param pools Pools of sandboxes by their names. Each is also a bean. The keys of a pool
 * are on the page about pools.
 * @param backgroundRequestsPerMinute Maximum number of creations and renewals that all
 * pools together send to the control plane in a minute.
 */
@ConfigurationProperties("hopx")
public record SandboxPoolProperties(@DefaultValue Map<String, Pool> pools,
		@DefaultValue("80") int backgroundRequestsPerMinute) {

	/**
	 * Configuration properties of one pool.
	 *
	 * @param template Name or id of the template of its sandboxes. Falls back to
	 * 'hopx.default-template'.
	 * @param region Region of its sandboxes. Falls back to 'hopx.region'.
	 * @param internetAccess Whether its sandboxes can reach the internet. Falls back to
	 * 'hopx.sandbox.internet-access'.
	 * @param autoStartup Whether to fill the pool when the application starts. Otherwise
	 * its first use does.
	 * @param waitForWarmUp Whether the application is not ready before 'min-idle'
	 * sandboxes are.
	 * @param minIdle Number of sandboxes that are kept ready.
	 * @param maxSize Maximum number of sandboxes that are created, ready and borrowed,
	 * all together.
	 * @param onEmpty What to do when no sandbox is ready: create one within 'max-size',
	 * wait for one, or fail.
	 * @param acquireTimeout Time to wait for a sandbox.
	 * @param pendingAcquireMaxCount Maximum number of callers that wait for a sandbox.
	 * @param createTimeout Time to wait for a new sandbox to be ready, warm-up included.
	 * @param lease Time after which the service kills a sandbox that is not renewed, as
	 * after a crash. At least 10 seconds.
	 * @param renewInterval Time between two renewals of a lease. Half the lease by
	 * default.
	 * @param renewBorrowed Whether leases of borrowed sandboxes are renewed.
	 * @param minRemainingTtl Time that must be left of the lease of a sandbox that is
	 * lent. A quarter of the lease by default, at most 60 seconds.
	 * @param maxIdleAge Age at which a sandbox that nobody borrowed is replaced.
	 * @param validate When the agents of sandboxes are asked how they are: in the
	 * background, always before a sandbox is lent as well, or never.
	 * @param validationInterval Time between two questions to the agent of a sandbox that
	 * is ready.
	 * @param maxCreatesPerMinute Maximum number of sandboxes that are created in a
	 * minute. None by default.
	 * @param warmUp preparation
	 * @param leakDetectionThreshold Time after which the log names whoever borrowed a
	 * sandbox and still has it. Off by default.
	 * @param drainTimeout Time that borrowed sandboxes are left alone at shutdown.
	 * @param killConcurrency Maximum number of sandboxes that are killed at a time.
	 */
	public record Pool(@Nullable String template, @Nullable String region, @Nullable Boolean internetAccess,
			@DefaultValue("true") boolean autoStartup, @DefaultValue("false") boolean waitForWarmUp,
			@DefaultValue("1") int minIdle, @DefaultValue("10") int maxSize, @DefaultValue("create") OnEmpty onEmpty,
			@DefaultValue("30s") Duration acquireTimeout, @DefaultValue("1000") int pendingAcquireMaxCount,
			@DefaultValue("60s") Duration createTimeout, @DefaultValue("10m") Duration lease,
			@Nullable Duration renewInterval, @DefaultValue("true") boolean renewBorrowed,
			@Nullable Duration minRemainingTtl, @DefaultValue("1h") Duration maxIdleAge,
			@DefaultValue("background") Validation validate, @DefaultValue("30s") Duration validationInterval,
			@Nullable Integer maxCreatesPerMinute, @DefaultValue WarmUp warmUp,
			@Nullable Duration leakDetectionThreshold, @DefaultValue("10s") Duration drainTimeout,
			@DefaultValue("32") int killConcurrency) {

		/**
		 * What each new sandbox does before it is ready.
		 *
		 * @param concurrency Maximum number of sandboxes that are created at a time,
		 * beyond those that callers wait for.
		 * @param commands Shell commands that each new sandbox runs before it is ready.
		 * @param code Python code that each new sandbox runs before it is ready.
		 */
		public record WarmUp(@DefaultValue("4") int concurrency, @DefaultValue List<String> commands,
				@Nullable String code) {
		}

	}

}
