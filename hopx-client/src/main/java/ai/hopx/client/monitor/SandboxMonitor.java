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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;

import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxTracker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Knows all sandboxes that an application has made and that are not known to be gone, and
 * asks their agents now and then what they measure: {@code GET /metrics/snapshot}. That
 * is what its recorder is told; nobody who looks here waits for anybody. Where an agent
 * is not reached, the control plane is asked whether the sandbox is still there:
 * {@code GET /v1/sandboxes/{id}}.
 * <p>
 * It has no thread before there is a sandbox, and one then. Of more than 10,000 sandboxes
 * it follows the first. Safe for use from many threads.
 */
public final class SandboxMonitor implements SandboxTracker, AutoCloseable {

	static final int MAX_SANDBOXES = 10_000;

	private static final Log logger = LogFactory.getLog(SandboxMonitor.class);

	private final Map<String, FollowedSandbox> sandboxes = new ConcurrentHashMap<>();

	private final AtomicBoolean full = new AtomicBoolean();

	private final SandboxMetricsRecorder recorder;

	private final @Nullable SnapshotPoller poller;

	private final boolean finalSnapshot;

	private final Clock clock;

	private final LookUps lookUps;

	private SandboxMonitor(Builder builder) {
		this.recorder = builder.recorder;
		this.clock = builder.clock;
		this.lookUps = new LookUps(builder.clock);
		this.finalSnapshot = builder.finalSnapshot;
		this.poller = (builder.interval != null)
				? new SnapshotPoller(builder.interval, builder.clock, builder.executor, builder.random, this::followed)
				: null;
	}

	/**
	 * Start to build a monitor.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public Follower created(ReactiveSandbox sandbox, Origin origin, @Nullable Instant expiresAt) {
		if (this.sandboxes.size() >= MAX_SANDBOXES) {
			if (this.full.compareAndSet(false, true)) {
				logger.warn("%d sandboxes are followed, and no more: others are missing in meters and in the endpoint"
					.formatted(MAX_SANDBOXES));
			}
			return Follower.NONE;
		}
		FollowedSandbox followed = new FollowedSandbox(
				new TrackedSandbox(sandbox, origin, this.clock.instant(), expiresAt), this.recorder, this.clock,
				this::takesFinalSnapshots, this.lookUps, this::remove);
		FollowedSandbox before = this.sandboxes.put(sandbox.id(), followed);
		if (before != null) {
			before.end();
		}
		followed.begin();
		if (this.poller != null) {
			this.poller.begin(followed);
		}
		return followed;
	}

	private boolean takesFinalSnapshots() {
		return this.finalSnapshot && this.poller != null && !this.poller.isClosed();
	}

	private void remove(FollowedSandbox followed) {
		this.sandboxes.remove(followed.tracked().id(), followed);
	}

	private Iterable<FollowedSandbox> followed() {
		return this.sandboxes.values();
	}

	/**
	 * Return the sandboxes that are followed now. Asks nobody.
	 * @return the sandboxes, in no order
	 */
	public List<TrackedSandbox> sandboxes() {
		return this.sandboxes.values().stream().map(FollowedSandbox::tracked).toList();
	}

	/**
	 * Return a sandbox. Asks nobody.
	 * @param id its id
	 * @return the sandbox, empty where it is not, or no longer, followed
	 */
	public Optional<TrackedSandbox> find(String id) {
		return Optional.ofNullable(this.sandboxes.get(id)).map(FollowedSandbox::tracked);
	}

	/**
	 * Ask no sandbox any more. Those that there are stay as they are.
	 */
	@Override
	public void close() {
		if (this.poller != null) {
			this.poller.close();
		}
	}

	/**
	 * Look what is due.
	 */
	void look() {
		if (this.poller != null) {
			this.poller.look();
		}
	}

	@Override
	public String toString() {
		return "SandboxMonitor[" + this.sandboxes.size() + " sandboxes]";
	}

	/**
	 * Builds a {@link SandboxMonitor}. By default it takes no snapshots.
	 */
	public static final class Builder {

		private SandboxMetricsRecorder recorder = SandboxMetricsRecorder.none();

		private @Nullable Duration interval;

		private boolean finalSnapshot = true;

		private Clock clock = Clock.systemUTC();

		private @Nullable Executor executor;

		private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

		private Builder() {
		}

		/**
		 * Set who takes note.
		 * @param recorder the recorder
		 * @return this builder
		 */
		public Builder recorder(SandboxMetricsRecorder recorder) {
			this.recorder = recorder;
			return this;
		}

		/**
		 * Set how often a running sandbox is asked for a snapshot, the first time right
		 * after it was made.
		 * @param interval time from one to the next, give or take a fifth
		 * @return this builder
		 */
		public Builder interval(Duration interval) {
			this.interval = HopxConfigurationException.requirePositive("hopx.metrics.sandbox.interval", interval);
			return this;
		}

		/**
		 * Set whether a sandbox of a pool is asked once more before it is killed, which
		 * it is a second later at most. True by default.
		 * @param finalSnapshot whether it is
		 * @return this builder
		 */
		public Builder finalSnapshot(boolean finalSnapshot) {
			this.finalSnapshot = finalSnapshot;
			return this;
		}

		Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set what runs in place of the thread, and {@link SandboxMonitor#look} has to be
		 * called by somebody else.
		 */
		Builder executor(@Nullable Executor executor) {
			this.executor = executor;
			return this;
		}

		Builder random(DoubleSupplier random) {
			this.random = random;
			return this;
		}

		/**
		 * Build the monitor. Starts nothing.
		 * @return the monitor, to be closed by the caller
		 */
		public SandboxMonitor build() {
			return new SandboxMonitor(this);
		}

	}

}
