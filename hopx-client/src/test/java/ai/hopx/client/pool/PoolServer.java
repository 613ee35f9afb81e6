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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import ai.hopx.client.HopxClient;
import ai.hopx.client.RetrySettings;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.ledger.Ledger;
import ai.hopx.embedded.ledger.Plane;
import ai.hopx.embedded.ledger.RequestEntry;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * A Hopx whose ledger judges, and pools that use it: over real sockets, on time that
 * passes when a test says so. Register it in a static field. Pools are stopped after each
 * test, and no sandbox may be left then.
 */
final class PoolServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

	/**
	 * The time for anything of a test to happen. Tests of mutants, which often wait for
	 * what never comes, have less.
	 */
	static final Duration LIMIT = Duration.ofSeconds(Integer.getInteger("hopx.tests.limit", 30));

	/** One for all tests of a JVM; ended by its shutdown hook. */
	private static final SingletonSupplier<EmbeddedHopx> shared = SingletonSupplier
		.of(() -> EmbeddedHopx.start(EmbeddedHopxSettings.defaults()));

	private final @Nullable EmbeddedHopxSettings own;

	private final List<ReactiveSandboxPool> pools = new ArrayList<>();

	private EmbeddedHopx hopx;

	private HopxClient client;

	private final List<VirtualTimer> timers = new ArrayList<>();

	PoolServer() {
		this.own = null;
	}

	/**
	 * With a Hopx of its own.
	 */
	PoolServer(EmbeddedHopxSettings settings) {
		this.own = settings;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.hopx = (this.own != null) ? EmbeddedHopx.start(this.own) : shared.obtain();
		this.client = HopxClient.builder()
			.apiKey(this.hopx::apiKey)
			.baseUrl(this.hopx.baseUrl())
			.retry(new RetrySettings(3, Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofSeconds(1)))
			.build();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.hopx.faults().reset();
		List<ReactiveSandboxPool> pools = List.copyOf(this.pools);
		this.pools.clear();
		try {
			stop(pools);
		}
		finally {
			this.timers.clear();
			awaitNoneAlive();
			this.hopx.ledger().clear();
		}
	}

	/**
	 * A create that was under way when its pool stopped may still bring one, which is
	 * killed then.
	 */
	private void awaitNoneAlive() {
		try {
			await().untilAsserted(() -> Assertions.assertThat(ledger().alive()).as("sandboxes left behind").isEmpty());
		}
		finally {
			ledger().alive().forEach((sandbox) -> this.hopx.endSandbox(sandbox.id()));
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.client.close();
		if (this.own != null) {
			this.hopx.close();
		}
	}

	EmbeddedHopx hopx() {
		return this.hopx;
	}

	Ledger ledger() {
		return this.hopx.ledger();
	}

	HopxClient client() {
		return this.client;
	}

	/**
	 * Let time pass for all pools.
	 */
	void advance(Duration duration) {
		List.copyOf(this.timers).forEach((timer) -> timer.advance(duration));
	}

	/**
	 * Make a pool, and do not start it. Its quota is out of reach and it has no jitter,
	 * unless a test says otherwise.
	 */
	ReactiveSandboxPool pool(UnaryOperator<PoolSettingsBuilder> settings) {
		return pool(settings, (builder) -> {
		});
	}

	ReactiveSandboxPool pool(UnaryOperator<PoolSettingsBuilder> settings, Consumer<SandboxPoolBuilder> builder) {
		PoolSettings built = settings.apply(PoolSettings.builder("test", "code-interpreter")).build();
		VirtualTimer timer = new VirtualTimer(
				this.timers.isEmpty() ? System.currentTimeMillis() : this.timers.get(0).now());
		this.timers.add(timer);
		SandboxPoolBuilder pool = ReactiveSandboxPool.builder(this.client, built)
			.timer(timer)
			.random(() -> 0)
			.quota(BackgroundQuota.perMinute(1_000_000));
		builder.accept(pool);
		ReactiveSandboxPool made = pool.build();
		this.pools.add(made);
		return made;
	}

	/**
	 * Make a pool, start it and wait until it is warm.
	 */
	ReactiveSandboxPool warmPool(UnaryOperator<PoolSettingsBuilder> settings) {
		ReactiveSandboxPool pool = pool(settings);
		pool.start();
		pool.whenWarm().block(LIMIT);
		return pool;
	}

	/**
	 * Stop pools, letting their time pass. Those that a test has stopped by itself lose
	 * nothing.
	 */
	void stop(List<ReactiveSandboxPool> pools) {
		List<CompletableFuture<Void>> stopped = pools.stream().map((pool) -> pool.stop().toFuture()).toList();
		await().until(() -> {
			advance(Duration.ofMillis(200));
			return stopped.stream().allMatch(CompletableFuture::isDone) && ledger().alive().isEmpty();
		});
	}

	/**
	 * End a sandbox behind the back of its pool.
	 */
	void end(String id) {
		this.hopx.endSandbox(id);
		await().until(() -> ledger().alive().stream().noneMatch((sandbox) -> sandbox.id().equals(id)));
	}

	/**
	 * Let time pass in steps, real work between them, until something is so. It stands
	 * still while sandboxes are created: that would take too long, as time passes here.
	 */
	void passUntil(Duration step, Runnable assertion) {
		await().untilAsserted(() -> {
			if (this.pools.stream().allMatch((pool) -> pool.status().warming() == 0)) {
				advance(step);
			}
			assertion.run();
		});
	}

	/**
	 * Return how much pools still want to do at some time.
	 */
	int pending() {
		return this.timers.stream().mapToInt(VirtualTimer::pending).sum();
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
	}

	List<RequestEntry> requests(String method, String path) {
		return ledger().requests(Plane.CONTROL, method, path);
	}

	int creates() {
		return requests("POST", "/v1/sandboxes").size();
	}

}
