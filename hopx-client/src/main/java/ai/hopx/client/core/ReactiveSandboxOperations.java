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
 * What can be done with sandboxes by their id, without blocking. Safe for use from many
 * threads.
 * <p>
 * {@code start}, {@code stop}, {@code pause} and {@code resume} are sent once. Where it
 * stays open whether one took effect, or where it does not fit the sandbox's state, the
 * state is read, and a sandbox that is in the state wanted is a success.
 *
 * @see SandboxOperations
 */
public interface ReactiveSandboxOperations {

	/**
	 * List all sandboxes.
	 * @return the sandboxes
	 * @see #list(SandboxFilter)
	 */
	Flux<SandboxInfo> list();

	/**
	 * List sandboxes: {@code GET /v1/sandboxes}, page after page. A page is asked for
	 * when all of the one before was taken.
	 * @param filter which ones
	 * @return the sandboxes, as much as lists say of them: no tokens, often no size
	 */
	Flux<SandboxInfo> list(SandboxFilter filter);

	/**
	 * Describe a sandbox: {@code GET /v1/sandboxes/{id}}.
	 * @param id the sandbox's id
	 * @return its description. {@link ai.hopx.client.SandboxNotFoundException} where
	 * there is none, {@link ai.hopx.client.SandboxExpiredException} where its time-out
	 * killed it
	 */
	Mono<SandboxInfo> get(String id);

	/**
	 * Destroy a sandbox, whatever its state: {@code DELETE /v1/sandboxes/{id}}. One that
	 * is gone already is a success.
	 * @param id the sandbox's id
	 * @return completion
	 */
	Mono<Void> delete(String id);

	/**
	 * Start a stopped sandbox: {@code POST /v1/sandboxes/{id}/start}.
	 * @param id the sandbox's id
	 * @return completion
	 */
	Mono<Void> start(String id);

	/**
	 * Stop a sandbox, which keeps its files only: {@code POST /v1/sandboxes/{id}/stop}.
	 * @param id the sandbox's id
	 * @return completion
	 */
	Mono<Void> stop(String id);

	/**
	 * Pause a sandbox, which keeps its memory and processes: {@code POST
	 * /v1/sandboxes/{id}/pause}.
	 * @param id the sandbox's id
	 * @return completion
	 */
	Mono<Void> pause(String id);

	/**
	 * Resume a paused sandbox: {@code POST /v1/sandboxes/{id}/resume}.
	 * @param id the sandbox's id
	 * @return completion
	 */
	Mono<Void> resume(String id);

	/**
	 * Set when the service destroys a sandbox: {@code PUT /v1/sandboxes/{id}/timeout}.
	 * @param id the sandbox's id
	 * @param timeout the time from now, in place of what was left; rounded up to whole
	 * seconds. There is no way to take a time-out away
	 * @return completion
	 */
	Mono<Void> timeout(String id, Duration timeout);

	/**
	 * Wait until a sandbox is in a state: {@code GET /v1/sandboxes/{id}}, from ten times
	 * a second down to every two seconds.
	 * @param id the sandbox's id
	 * @param state the state. {@link SandboxState#DELETED} is reached where there is no
	 * such sandbox
	 * @param limit how long to wait
	 * @return completion. {@link ai.hopx.client.HopxTimeoutException} at the limit;
	 * {@link ai.hopx.client.HopxServerException} where it went to
	 * {@link SandboxState#ERROR} instead
	 */
	Mono<Void> awaitState(String id, SandboxState state, Duration limit);

}
