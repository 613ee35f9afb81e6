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

package ai.hopx.client.core;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.core.SandboxLifecycleEvent.Type;
import ai.hopx.client.core.SandboxTracker.Follower;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The life of one sandbox as its handle sees it: calls on the control plane, and an event
 * for each change of state that shows in them.
 */
final class SandboxLife {

	private final SandboxLifecycle lifecycle;

	private final LifecycleEvents events;

	private final String id;

	private final AtomicReference<@Nullable SandboxState> state = new AtomicReference<>();

	private volatile @Nullable Instant expiresAt;

	private volatile Follower follower = Follower.NONE;

	private SandboxLife(SandboxLifecycle lifecycle, LifecycleEvents events, String id) {
		this.lifecycle = lifecycle;
		this.events = events;
		this.id = id;
	}

	/**
	 * The life of a sandbox of which no more is known than its id.
	 */
	static SandboxLife of(String id, SandboxLifecycle lifecycle, LifecycleEvents events) {
		return new SandboxLife(lifecycle, events, id);
	}

	/**
	 * The life of a sandbox from here on.
	 */
	static SandboxLife of(SandboxInfo sandbox, SandboxLifecycle lifecycle, LifecycleEvents events) {
		SandboxLife life = new SandboxLife(lifecycle, events, sandbox.id());
		life.state.set(sandbox.status());
		life.expiresAt = sandbox.expiresAt();
		return life;
	}

	/**
	 * The sandbox was made for this handle.
	 */
	Mono<Void> created() {
		return Mono.defer(() -> {
			SandboxState state = this.state.get();
			return this.events.publish(this.id, Type.CREATED, null, (state != null) ? state : SandboxState.UNKNOWN);
		});
	}

	/**
	 * The sandbox can be used: somebody follows it from here on.
	 */
	void follow(Follower follower) {
		this.follower = follower;
	}

	@Nullable Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * Take over what a description says.
	 */
	Mono<Void> seen(SandboxInfo sandbox) {
		return Mono.defer(() -> {
			expires(sandbox.expiresAt());
			// What is seen first is no change
			return this.state.compareAndSet(null, sandbox.status()) ? Mono.empty() : became(sandbox.status());
		});
	}

	Mono<SandboxInfo> info() {
		return this.lifecycle.get(this.id)
			.delayUntil(this::seen)
			.onErrorResume(SandboxLifecycle::isGone, (error) -> became(SandboxState.DELETED).then(Mono.error(error)));
	}

	Mono<Void> start() {
		return this.lifecycle.start(this.id).then(became(SandboxState.RUNNING));
	}

	Mono<Void> stop() {
		return this.lifecycle.stop(this.id).then(became(SandboxState.STOPPED));
	}

	Mono<Void> pause() {
		return this.lifecycle.pause(this.id).then(became(SandboxState.PAUSED));
	}

	Mono<Void> resume() {
		return this.lifecycle.resume(this.id).then(became(SandboxState.RUNNING));
	}

	Mono<Void> timeout(Duration timeout) {
		return Mono.defer(() -> {
			Instant now = this.events.clock().instant();
			return this.lifecycle.timeout(this.id, timeout).doOnSuccess((done) -> expires(now.plus(timeout)));
		});
	}

	private void expires(@Nullable Instant expiresAt) {
		this.expiresAt = expiresAt;
		if (expiresAt != null) {
			this.follower.expires(expiresAt);
		}
	}

	Mono<Void> awaitState(SandboxState target, Duration limit) {
		return this.lifecycle.awaitState(this.id, target, limit).then(became(target));
	}

	Mono<Void> kill() {
		Mono<Void> delete = this.lifecycle.delete(this.id)
			.doOnError((error) -> this.follower.killFailed())
			.then(became(SandboxState.DELETED, Type.KILLED));
		return Mono.defer(() -> this.follower.lastLook()).then(delete);
	}

	private Mono<Void> became(SandboxState newState) {
		return Mono.defer(() -> became(newState, type(newState)));
	}

	private Mono<Void> became(SandboxState newState, @Nullable Type type) {
		return Mono.defer(() -> {
			SandboxState oldState = this.state.getAndSet(newState);
			if (!newState.equals(oldState)) {
				this.follower.became(newState);
			}
			return (type != null && !newState.equals(oldState)) ? this.events.publish(this.id, type, oldState, newState)
					: Mono.empty();
		});
	}

	private @Nullable Type type(SandboxState state) {
		if (state.equals(SandboxState.DELETED)) {
			Instant expiresAt = this.expiresAt;
			return (expiresAt != null && !this.events.clock().instant().isBefore(expiresAt)) ? Type.EXPIRED
					: Type.KILLED;
		}
		if (state.equals(SandboxState.RUNNING)) {
			return Type.RUNNING;
		}
		if (state.equals(SandboxState.PAUSED)) {
			return Type.PAUSED;
		}
		return state.equals(SandboxState.STOPPED) ? Type.STOPPED : null;
	}

}
