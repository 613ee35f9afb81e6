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

import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sandboxes by their ids. Of the state that one was in before, nothing is known here.
 */
final class SandboxesById implements ReactiveSandboxOperations {

	private final SandboxLifecycle lifecycle;

	private final LifecycleEvents events;

	SandboxesById(SandboxLifecycle lifecycle, LifecycleEvents events) {
		this.lifecycle = lifecycle;
		this.events = events;
	}

	@Override
	public Flux<SandboxInfo> list() {
		return this.lifecycle.list();
	}

	@Override
	public Flux<SandboxInfo> list(SandboxFilter filter) {
		return this.lifecycle.list(filter);
	}

	@Override
	public Mono<SandboxInfo> get(String id) {
		return this.lifecycle.get(id);
	}

	@Override
	public Mono<Void> delete(String id) {
		return life(id).kill();
	}

	@Override
	public Mono<Void> start(String id) {
		return life(id).start();
	}

	@Override
	public Mono<Void> stop(String id) {
		return life(id).stop();
	}

	@Override
	public Mono<Void> pause(String id) {
		return life(id).pause();
	}

	@Override
	public Mono<Void> resume(String id) {
		return life(id).resume();
	}

	@Override
	public Mono<Void> timeout(String id, Duration timeout) {
		return this.lifecycle.timeout(id, timeout);
	}

	@Override
	public Mono<Void> awaitState(String id, SandboxState state, Duration limit) {
		return this.lifecycle.awaitState(id, state, limit);
	}

	private SandboxLife life(String id) {
		return SandboxLife.of(id, this.lifecycle, this.events);
	}

}
