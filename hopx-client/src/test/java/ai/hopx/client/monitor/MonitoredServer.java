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

package ai.hopx.client.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.pool.PoolSettings;
import ai.hopx.client.pool.PoolSettingsBuilder;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.ledger.Plane;
import ai.hopx.embedded.ledger.RequestEntry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Hopx that really runs code, and a monitor of all that is made there in a test.
 * Register it in a static field.
 */
final class MonitoredServer implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

	/** The time for anything of a test to happen. */
	static final Duration LIMIT = Duration.ofSeconds(30);

	static final Duration INTERVAL = Duration.ofSeconds(30);

	private final List<ReactiveSandboxPool> pools = new ArrayList<>();

	private EmbeddedHopx hopx;

	private TestObservationRegistry observations;

	private HopxClient client;

	private TestClock clock;

	private Heard heard;

	private SandboxMonitor monitor;

	@Override
	public void beforeAll(ExtensionContext context) {
		this.hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.observations = TestObservationRegistry.create();
		this.client = HopxClient.builder()
			.apiKey(this.hopx::apiKey)
			.baseUrl(this.hopx.baseUrl())
			.observationRegistry(this.observations)
			.build();
		this.clock = new TestClock();
		this.heard = new Heard();
		use((builder) -> builder);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.hopx.faults().reset();
		this.pools.forEach((pool) -> pool.stop().block(LIMIT));
		this.pools.clear();
		this.monitor.close();
		this.hopx.ledger().alive().forEach((sandbox) -> this.hopx.endSandbox(sandbox.id()));
		await().until(() -> this.hopx.ledger().alive().isEmpty());
		this.hopx.ledger().clear();
		this.client.close();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.hopx.close();
	}

	/**
	 * Have another monitor. Unless told otherwise it looks when a test says so.
	 */
	SandboxMonitor use(UnaryOperator<SandboxMonitor.Builder> settings) {
		this.monitor = settings
			.apply(SandboxMonitor.builder()
				.recorder(this.heard)
				.interval(INTERVAL)
				.clock(this.clock)
				.executor(Runnable::run)
				.random(() -> 0.5))
			.build();
		return this.monitor;
	}

	HopxTemplate template() {
		return new HopxTemplate(new ReactiveHopxTemplate(this.client, SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), this.monitor));
	}

	/**
	 * Make a pool, start it and wait until it is warm.
	 */
	SandboxPool warmPool(UnaryOperator<PoolSettingsBuilder> settings) {
		ReactiveSandboxPool pool = ReactiveSandboxPool
			.builder(this.client, settings.apply(PoolSettings.builder("test", "code-interpreter")).build())
			.tracker(this.monitor)
			.build();
		this.pools.add(pool);
		pool.start();
		pool.whenWarm().block(LIMIT);
		return new SandboxPool(pool);
	}

	EmbeddedHopx hopx() {
		return this.hopx;
	}

	TestObservationRegistry observations() {
		return this.observations;
	}

	SandboxMonitor monitor() {
		return this.monitor;
	}

	Heard heard() {
		return this.heard;
	}

	/**
	 * Let time pass, and look.
	 */
	void lookAfter(Duration duration) {
		this.clock.advance(duration);
		this.monitor.look();
	}

	List<RequestEntry> snapshots() {
		return this.hopx.ledger().requests(Plane.DATA, "GET", "/metrics/snapshot");
	}

	List<RequestEntry> snapshots(String id) {
		return snapshots().stream().filter((request) -> id.equals(request.sandboxId())).toList();
	}

	List<RequestEntry> deletes(String id) {
		return this.hopx.ledger().requests(Plane.CONTROL, "DELETE", "/v1/sandboxes/" + id);
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
	}

}
