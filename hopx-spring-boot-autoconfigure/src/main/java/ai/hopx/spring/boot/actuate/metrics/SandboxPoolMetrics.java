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

package ai.hopx.spring.boot.actuate.metrics;

import java.util.function.ToIntFunction;

import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.SandboxPools;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Gauges of what pools have. To read them asks nobody.
 */
public final class SandboxPoolMetrics implements MeterBinder {

	private final SandboxPools pools;

	/**
	 * Create gauges.
	 * @param pools the pools
	 */
	public SandboxPoolMetrics(SandboxPools pools) {
		this.pools = pools;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (String name : this.pools.names()) {
			bindTo(registry, this.pools.get(name));
		}
	}

	private static void bindTo(MeterRegistry registry, SandboxPool pool) {
		sandboxes(registry, pool, "idle", PoolStatus::idle);
		sandboxes(registry, pool, "warming", PoolStatus::warming);
		sandboxes(registry, pool, "borrowed", PoolStatus::borrowed);
		sandboxes(registry, pool, "killing", PoolStatus::killing);
		String name = pool.settings().name();
		HopxMetersDocumentation.POOL_SIZE_MIN.gauge(pool, (now) -> now.settings().minIdle(), name).register(registry);
		HopxMetersDocumentation.POOL_SIZE_MAX.gauge(pool, (now) -> now.settings().maxSize(), name).register(registry);
		HopxMetersDocumentation.POOL_PENDING.gauge(pool, (now) -> now.status().pending(), name).register(registry);
	}

	private static void sandboxes(MeterRegistry registry, SandboxPool pool, String state,
			ToIntFunction<PoolStatus> count) {
		HopxMetersDocumentation.POOL_SANDBOXES
			.gauge(pool, (now) -> count.applyAsInt(now.status()), pool.settings().name(), pool.settings().template(),
					state)
			.register(registry);
	}

}
