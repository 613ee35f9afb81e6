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

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import ai.hopx.client.core.Acquisition;
import ai.hopx.client.pool.PoolMetricsRecorder.DiscardReason;
import org.jspecify.annotations.Nullable;

/**
 * The state of a pool that has started, by itself: what it calls for is noted and not
 * done, sandboxes are names, and the time is whatever a test says.
 */
final class BareState implements PoolActions {

	/** When it started. */
	static final long START = 1_000_000;

	final PoolState state;

	final PoolCreates creates;

	final PoolLoans loans;

	final PoolUpkeep upkeep;

	final PoolSettings settings;

	final Answers answers = new Answers();

	private final List<String> called = new ArrayList<>();

	private int sandboxes;

	/**
	 * Start a pool.
	 * @param random what is drawn, each time
	 */
	BareState(UnaryOperator<PoolSettingsBuilder> settings, double random) {
		this(settings, random, 1_000_000);
	}

	BareState(UnaryOperator<PoolSettingsBuilder> settings, double random, int requestsPerMinute) {
		this.settings = settings.apply(PoolSettings.builder("test", "code-interpreter")).build();
		BackgroundQuota quota = BackgroundQuota.perMinute(requestsPerMinute);
		CreateGate gate = new CreateGate(this.settings.maxCreatesPerMinute(), quota, () -> random);
		this.state = new PoolState(this.settings, gate, this);
		this.creates = new PoolCreates(this.state, this.settings);
		this.loans = new PoolLoans(this.state);
		this.upkeep = new PoolUpkeep(this.state, this.settings, quota, () -> random);
		this.state.start(false);
	}

	/**
	 * Plan and create what is missing, and return it as it is ready.
	 */
	List<PoolEntry> fill(long now) {
		List<PoolEntry> created = this.creates.plan(now, null).creates();
		created.forEach((entry) -> ready(entry, now));
		return created;
	}

	void ready(PoolEntry entry, long now) {
		this.creates.created(entry, this.answers.sandbox("s" + ++this.sandboxes));
		this.upkeep.begin(entry, now);
		this.creates.warmed(entry, now);
	}

	/**
	 * Lend what is ready for longest.
	 */
	void acquire(long now) {
		this.state.acquire(waiter(), now);
	}

	static Waiter waiter() {
		return new Waiter(null, AcquireRequest.defaults(), null, null, 0);
	}

	/**
	 * Return what was called for since this was last asked.
	 */
	List<String> called() {
		List<String> called = List.copyOf(this.called);
		this.called.clear();
		return called;
	}

	@Override
	public void replenish() {
		this.called.add("replenish");
	}

	@Override
	public void serve(Waiter waiter, PoolEntry entry, Acquisition.Source source) {
		this.called.add("serve " + entry.sandbox().id() + " " + source);
	}

	@Override
	public void refuse(Waiter waiter, PoolAcquireException reason) {
		this.called.add("refuse " + reason.getClass().getSimpleName());
	}

	@Override
	public void kill(PoolEntry entry, @Nullable DiscardReason reason) {
		this.called.add("kill " + entry.sandbox().id() + " " + reason);
	}

	@Override
	public void readAgain(PoolEntry entry) {
		this.called.add("read " + entry.sandbox().id());
	}

	@Override
	public void warm() {
		this.called.add("warm");
	}

	@Override
	public void emptied() {
		this.called.add("emptied");
	}

}
