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

import java.util.Locale;
import java.util.Set;

import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.web.ApiException;

/**
 * What callers can do to a sandbox's state: where each action leads, from where, and what
 * it does inside. An action whose target is the present state is done already.
 */
enum LifecycleAction {

	PAUSE(SandboxState.PAUSED, Set.of(SandboxState.RUNNING)) {

		@Override
		Mono<Void> perform(SandboxRuntime runtime) {
			return runtime.pause();
		}

	},

	RESUME(SandboxState.RUNNING, Set.of(SandboxState.PAUSED)) {

		@Override
		Mono<Void> perform(SandboxRuntime runtime) {
			return runtime.resume();
		}

	},

	START(SandboxState.RUNNING, Set.of(SandboxState.STOPPED)) {

		@Override
		Mono<Void> perform(SandboxRuntime runtime) {
			return Mono.empty();
		}

	},

	STOP(SandboxState.STOPPED, Set.of(SandboxState.RUNNING, SandboxState.PAUSED)) {

		@Override
		Mono<Void> perform(SandboxRuntime runtime) {
			return runtime.reset();
		}

	};

	private final SandboxState target;

	private final Set<SandboxState> sources;

	LifecycleAction(SandboxState target, Set<SandboxState> sources) {
		this.target = target;
		this.sources = sources;
	}

	SandboxState target() {
		return this.target;
	}

	/**
	 * Check that the action is possible.
	 * @param state the sandbox's state
	 * @return whether there is anything to do
	 * @throws ApiException with status 409 if the action is not possible in that state
	 */
	boolean leadsOn(SandboxState state) {
		if (state == this.target) {
			return false;
		}
		if (!this.sources.contains(state)) {
			throw ApiException.conflict("Cannot " + wireName() + " a sandbox that is " + state.wireName())
				.detail("status", state.wireName());
		}
		return true;
	}

	abstract Mono<Void> perform(SandboxRuntime runtime);

	/**
	 * Return the action's name in its route.
	 * @return the name
	 */
	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
