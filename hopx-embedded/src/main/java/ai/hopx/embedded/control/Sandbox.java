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

package ai.hopx.embedded.control;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import ai.hopx.embedded.agent.Agent;
import ai.hopx.embedded.agent.Availability;
import ai.hopx.embedded.runtime.SandboxRuntime;

/**
 * One sandbox and its state. Safe for use from many threads.
 */
final class Sandbox {

	private final String id;

	private final long sequence;

	private final CreateRequest request;

	private final Instant createdAt;

	private final Agent agent;

	private final Sinks.Empty<Void> end = Sinks.empty();

	private final AtomicReference<Mono<Void>> turn = new AtomicReference<>(Mono.empty());

	private SandboxState state = SandboxState.CREATING;

	private Instant updatedAt;

	private @Nullable SandboxRuntime runtime;

	private @Nullable Integer timeoutSeconds;

	private @Nullable Instant expiresAt;

	private Disposable timer = Disposables.single();

	private boolean ended;

	Sandbox(String id, long sequence, CreateRequest request, Instant createdAt, Agent agent) {
		this.id = id;
		this.sequence = sequence;
		this.request = request;
		this.createdAt = createdAt;
		this.updatedAt = createdAt;
		this.agent = agent;
	}

	String id() {
		return this.id;
	}

	/**
	 * Return the sandbox's place in the order of creation.
	 * @return a number, greater for younger sandboxes
	 */
	long sequence() {
		return this.sequence;
	}

	CreateRequest request() {
		return this.request;
	}

	Instant createdAt() {
		return this.createdAt;
	}

	Agent agent() {
		return this.agent;
	}

	synchronized SandboxState state() {
		return this.state;
	}

	synchronized Instant updatedAt() {
		return this.updatedAt;
	}

	synchronized @Nullable SandboxRuntime runtime() {
		return this.runtime;
	}

	synchronized @Nullable Integer timeoutSeconds() {
		return this.timeoutSeconds;
	}

	synchronized @Nullable Instant expiresAt() {
		return this.expiresAt;
	}

	/**
	 * Set when the sandbox ends by itself.
	 * @param seconds the time-out that was asked for
	 * @param deadline when that is
	 * @param timer ends the sandbox then; replaces the timer before it
	 */
	synchronized void expireAt(int seconds, Instant deadline, Disposable timer) {
		this.timer.dispose();
		this.timer = timer;
		if (this.ended) {
			timer.dispose();
		}
		this.timeoutSeconds = seconds;
		this.expiresAt = deadline;
	}

	synchronized boolean expiresAt(Instant deadline) {
		return deadline.equals(this.expiresAt);
	}

	/**
	 * Take the booted inside and run.
	 * @param runtime the inside
	 * @param now the time
	 * @return {@code false} if the sandbox has ended meanwhile and does not want it
	 */
	synchronized boolean run(SandboxRuntime runtime, Instant now) {
		if (this.ended) {
			return false;
		}
		this.runtime = runtime;
		this.agent.attach(runtime);
		become(SandboxState.RUNNING, now);
		return true;
	}

	/**
	 * Change the state, and with it what the agent does.
	 * @param state the new state
	 * @param now the time
	 */
	synchronized void become(SandboxState state, Instant now) {
		if (!this.ended && this.state != SandboxState.ERROR) {
			this.state = state;
			this.updatedAt = now;
			this.agent.become(state.availability());
		}
	}

	/**
	 * Break down, for good.
	 * @param reason why, for callers of the agent
	 * @param now the time
	 */
	synchronized void fail(String reason, Instant now) {
		this.agent.failed(reason);
		become(SandboxState.ERROR, now);
	}

	/**
	 * Let the agent serve, or not, until the state changes.
	 * @param availability what callers of the agent meet
	 */
	synchronized void announce(Availability availability) {
		if (!this.ended && this.state != SandboxState.ERROR) {
			this.agent.become(availability);
		}
	}

	/**
	 * End. The sandbox no longer changes after this.
	 * @return its inside, where it had one, which the caller destroys
	 */
	@Nullable SandboxRuntime end() {
		synchronized (this) {
			this.ended = true;
			this.timer.dispose();
			this.agent.become(Availability.GONE);
		}
		this.end.tryEmitEmpty();
		return runtime();
	}

	synchronized boolean ended() {
		return this.ended;
	}

	Mono<Void> whenEnded() {
		return this.end.asMono();
	}

	/**
	 * Queue work that changes the sandbox, so that one change is done before the next one
	 * looks at the state.
	 * @param <T> the work's result
	 * @param work the work; it must not be cancelled
	 * @return the work, which waits for its turn
	 */
	<T> Mono<T> inTurn(Mono<T> work) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> done = Sinks.empty();
			Mono<Void> before = this.turn.getAndSet(done.asMono());
			return before.then(work).doFinally((signal) -> done.tryEmitEmpty());
		});
	}

}
