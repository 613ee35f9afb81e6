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

import java.time.Instant;

import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxTracker.Origin;
import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.model.SandboxState;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox of this application, as far as is known without asking. Safe for use from
 * many threads.
 */
public final class TrackedSandbox {

	private final ReactiveSandbox sandbox;

	private final Origin origin;

	private final Instant createdAt;

	private volatile SandboxState state = SandboxState.RUNNING;

	private volatile @Nullable Instant expiresAt;

	private volatile @Nullable MetricsSnapshot snapshot;

	private volatile @Nullable Instant snapshotAt;

	TrackedSandbox(ReactiveSandbox sandbox, Origin origin, Instant createdAt, @Nullable Instant expiresAt) {
		this.sandbox = sandbox;
		this.origin = origin;
		this.createdAt = createdAt;
		this.expiresAt = expiresAt;
	}

	/**
	 * Return its id.
	 * @return the id
	 */
	public String id() {
		return this.sandbox.id();
	}

	/**
	 * Return what it was created from, as its creator named it.
	 * @return name or id of the template
	 */
	public String template() {
		return this.origin.template();
	}

	/**
	 * Return the pool that it was made for.
	 * @return the pool's name, {@code null} where it was made for none
	 */
	public @Nullable String pool() {
		return this.origin.pool();
	}

	/**
	 * Return its state, as this application last saw or made it.
	 * @return the state
	 */
	public SandboxState state() {
		return this.state;
	}

	/**
	 * Return when it began to serve.
	 * @return the time, by this machine's clock
	 */
	public Instant createdAt() {
		return this.createdAt;
	}

	/**
	 * Return when the service destroys it.
	 * @return the time, {@code null} for never or where it is not known
	 */
	public @Nullable Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * Return what it last told of itself, with a hundred numbers at most.
	 * @return the figures, {@code null} where it has not told any yet
	 */
	public @Nullable MetricsSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Return when it told that.
	 * @return the time, {@code null} where it has not told anything yet
	 */
	public @Nullable Instant snapshotAt() {
		return this.snapshotAt;
	}

	/**
	 * Return a handle of it. That of a borrower is another: to kill this one takes the
	 * sandbox from its borrower.
	 * @return the handle
	 */
	public ReactiveSandbox sandbox() {
		return this.sandbox;
	}

	void became(SandboxState state) {
		this.state = state;
	}

	void expires(Instant expiresAt) {
		this.expiresAt = expiresAt;
	}

	void measured(MetricsSnapshot snapshot, Instant now) {
		this.snapshot = snapshot;
		this.snapshotAt = now;
	}

	@Override
	public String toString() {
		return "TrackedSandbox[id=%s, template=%s, pool=%s, state=%s]".formatted(id(), template(), pool(), this.state);
	}

}
