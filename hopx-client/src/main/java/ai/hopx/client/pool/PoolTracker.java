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

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.model.SandboxState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells others of a pool's sandboxes, and the pool of what others do to them: a sandbox
 * that somebody of this application has killed or paused must not be lent.
 */
final class PoolTracker implements SandboxTracker {

	private final Map<String, PoolFollower> followers = new ConcurrentHashMap<>();

	private final SandboxTracker tracker;

	private final String pool;

	private volatile Consumer<PoolEntry> onAsleep = (entry) -> {
	};

	PoolTracker(SandboxTracker tracker, String pool) {
		this.tracker = tracker;
		this.pool = pool;
	}

	/**
	 * Set who hears of sandboxes of the pool that serve no calls any more.
	 */
	void onAsleep(Consumer<PoolEntry> onAsleep) {
		this.onAsleep = onAsleep;
	}

	@Override
	public Follower created(ReactiveSandbox sandbox, Origin origin, @Nullable Instant expiresAt) {
		PoolFollower follower = new PoolFollower(sandbox.id(),
				this.tracker.created(sandbox, new Origin(origin.template(), this.pool), expiresAt));
		this.followers.put(sandbox.id(), follower);
		return follower;
	}

	/**
	 * A sandbox has its place in the pool.
	 */
	void belongs(PoolEntry entry) {
		PoolFollower follower = this.followers.get(entry.sandbox().id());
		if (follower != null) {
			follower.entry = entry;
		}
	}

	/**
	 * Return how many sandboxes it follows.
	 */
	int followed() {
		return this.followers.size();
	}

	/**
	 * Passes on what it hears.
	 */
	private final class PoolFollower implements Follower {

		private final String sandboxId;

		private final Follower follower;

		private volatile @Nullable PoolEntry entry;

		private PoolFollower(String sandboxId, Follower follower) {
			this.sandboxId = sandboxId;
			this.follower = follower;
		}

		@Override
		public void became(SandboxState state) {
			if (state.equals(SandboxState.DELETED)) {
				PoolTracker.this.followers.remove(this.sandboxId);
			}
			this.follower.became(state);
			PoolEntry entry = this.entry;
			if (entry != null && !state.equals(SandboxState.RUNNING)) {
				PoolTracker.this.onAsleep.accept(entry);
			}
		}

		@Override
		public void expires(Instant expiresAt) {
			this.follower.expires(expiresAt);
		}

		@Override
		public Mono<Void> lastLook() {
			return this.follower.lastLook();
		}

		@Override
		public void killFailed() {
			this.follower.killFailed();
		}

	}

}
