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

package ai.hopx.chaos;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import ai.hopx.chaos.proxy.ChaosProxy;
import ai.hopx.client.ConnectionSettings;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConnections;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.pool.BackgroundQuota;
import ai.hopx.client.pool.OnEmpty;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.SandboxPools;
import ai.hopx.client.pool.Validation;
import ai.hopx.embedded.EmbeddedHopx;
import reactor.netty.resources.LoopResources;

/**
 * What an application has of the product, on a bad line: templates, a pool, connections.
 */
final class Application implements AutoCloseable {

	static final String TEMPLATE = "code-interpreter";

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final LoopResources loops = LoopResources.create("chaos-app", 2, true);

	private final HopxConnections connections = HopxConnections
		.create(new ConnectionSettings(Limits.CONNECT, 64, 500, Duration.ofSeconds(5)));

	private final HopxClient client;

	private final ReactiveSandboxPool pool;

	private final ReactiveHopxTemplate pooled;

	private final ReactiveHopxTemplate own;

	Application(EmbeddedHopx server, ChaosProxy proxy, Plan plan) {
		String key = server.apiKey();
		this.client = HopxClient.builder()
			.apiKey(() -> key)
			.baseUrl(server.baseUrl())
			.httpClient(this.connections.httpClient().runOn(this.loops).resolver(proxy.resolver()))
			.responseTimeout(Limits.RESPONSE)
			.retry(new RetrySettings(Limits.ATTEMPTS, Limits.INITIAL_BACKOFF, Limits.MAX_BACKOFF,
					Limits.RATE_LIMIT_WAIT))
			.build();
		SandboxDefaults defaults = defaults();
		this.pool = ReactiveSandboxPool.builder(this.client, poolSettings(plan.of("pool")))
			.defaults(defaults)
			.quota(BackgroundQuota.perMinute(10_000))
			.build();
		SandboxPools pools = new SandboxPools(List.of(this.pool));
		this.pooled = template(defaults, List.of(pools));
		this.own = template(defaults, List.of());
	}

	private ReactiveHopxTemplate template(SandboxDefaults defaults, List<SandboxPools> pools) {
		return new ReactiveHopxTemplate(this.client, defaults, pools::stream, SandboxLifecycleListener.none(),
				SandboxTracker.none());
	}

	private static SandboxDefaults defaults() {
		SandboxDefaults standard = SandboxDefaults.standard();
		return new SandboxDefaults(TEMPLATE, null, Limits.LEASE, Limits.READY, null, standard.env(), Limits.RUN);
	}

	/**
	 * Return settings of which the plan decides what makes a difference.
	 */
	private static PoolSettings poolSettings(SplittableRandom random) {
		List<Validation> validations = List.of(Validation.BACKGROUND, Validation.ALWAYS, Validation.NEVER);
		List<OnEmpty> onEmpty = List.of(OnEmpty.CREATE, OnEmpty.WAIT, OnEmpty.FAIL);
		return PoolSettings.builder("default", TEMPLATE)
			.minIdle(1 + random.nextInt(3))
			.maxSize(4 + random.nextInt(5))
			.validation(validations.get(random.nextInt(3)))
			// Those that create meet the most
			.onEmpty((random.nextInt(2) == 0) ? OnEmpty.CREATE : onEmpty.get(random.nextInt(3)))
			.renewInterval(Duration.ofMillis(3_000 + random.nextInt(4_000)))
			.acquireTimeout(Limits.ACQUIRE)
			.createTimeout(Limits.READY)
			.lease(Limits.LEASE)
			.maxIdleAge(Duration.ofSeconds(20))
			.validationInterval(Duration.ofSeconds(2))
			.drainTimeout(Limits.DRAIN)
			.build();
	}

	/**
	 * Return what takes its sandboxes from the pool.
	 */
	ReactiveHopxTemplate pooled() {
		return this.pooled;
	}

	HopxTemplate pooledBlocking() {
		return new HopxTemplate(this.pooled);
	}

	/**
	 * Return what creates its own sandboxes.
	 */
	ReactiveHopxTemplate own() {
		return this.own;
	}

	HopxTemplate ownBlocking() {
		return new HopxTemplate(this.own);
	}

	ReactiveSandboxPool pool() {
		return this.pool;
	}

	SandboxPool poolBlocking() {
		return new SandboxPool(this.pool);
	}

	@Override
	public void close() {
		this.client.close();
		this.connections.close();
		this.loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
	}

}
