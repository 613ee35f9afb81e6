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

import ai.hopx.client.OperationObserver;
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

	private final OperationObserver observer;

	SandboxesById(SandboxLifecycle lifecycle, LifecycleEvents events, OperationObserver observer) {
		this.lifecycle = lifecycle;
		this.events = events;
		this.observer = observer;
	}

	@Override
	public Flux<SandboxInfo> list() {
		return this.observer.observe("list-sandboxes", this.lifecycle.list());
	}

	@Override
	public Flux<SandboxInfo> list(SandboxFilter filter) {
		return this.observer.observe("list-sandboxes", this.lifecycle.list(filter));
	}

	@Override
	public Mono<SandboxInfo> get(String id) {
		return observed("get-sandbox", id, this.lifecycle.get(id));
	}

	@Override
	public Mono<Void> delete(String id) {
		return observed("kill-sandbox", id, life(id).kill());
	}

	@Override
	public Mono<Void> start(String id) {
		return observed("start-sandbox", id, life(id).start());
	}

	@Override
	public Mono<Void> stop(String id) {
		return observed("stop-sandbox", id, life(id).stop());
	}

	@Override
	public Mono<Void> pause(String id) {
		return observed("pause-sandbox", id, life(id).pause());
	}

	@Override
	public Mono<Void> resume(String id) {
		return observed("resume-sandbox", id, life(id).resume());
	}

	@Override
	public Mono<Void> timeout(String id, Duration timeout) {
		return observed("set-sandbox-timeout", id, this.lifecycle.timeout(id, timeout));
	}

	@Override
	public Mono<Void> awaitState(String id, SandboxState state, Duration limit) {
		return observed("await-state", id, this.lifecycle.awaitState(id, state, limit));
	}

	private <T> Mono<T> observed(String name, String id, Mono<T> operation) {
		return this.observer.observe(name, OperationObserver.found(id, operation));
	}

	private SandboxLife life(String id) {
		return SandboxLife.of(id, this.lifecycle, this.events);
	}

}
