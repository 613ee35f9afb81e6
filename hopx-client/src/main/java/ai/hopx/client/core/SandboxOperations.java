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
import java.util.stream.Stream;

import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;

/**
 * What can be done with sandboxes by their id, waiting for each result. Each method is
 * that of {@link ReactiveSandboxOperations}, which says what it sends. Safe for use from
 * many threads.
 */
public interface SandboxOperations {

	/**
	 * List all sandboxes.
	 * @return the sandboxes
	 * @see #list(SandboxFilter)
	 */
	Stream<SandboxInfo> list();

	/**
	 * List sandboxes, page after page. A page is asked for when all of the one before was
	 * taken.
	 * @param filter which ones
	 * @return the sandboxes, as much as lists say of them: no tokens, often no size
	 */
	Stream<SandboxInfo> list(SandboxFilter filter);

	/**
	 * Describe a sandbox.
	 * @param id the sandbox's id
	 * @return its description
	 * @throws ai.hopx.client.SandboxNotFoundException where there is none
	 * @throws ai.hopx.client.SandboxExpiredException where its time-out killed it
	 */
	SandboxInfo get(String id);

	/**
	 * Destroy a sandbox, whatever its state. One that is gone already is a success.
	 * @param id the sandbox's id
	 */
	void delete(String id);

	/**
	 * Start a stopped sandbox.
	 * @param id the sandbox's id
	 */
	void start(String id);

	/**
	 * Stop a sandbox, which keeps its files only.
	 * @param id the sandbox's id
	 */
	void stop(String id);

	/**
	 * Pause a sandbox, which keeps its memory and processes.
	 * @param id the sandbox's id
	 */
	void pause(String id);

	/**
	 * Resume a paused sandbox.
	 * @param id the sandbox's id
	 */
	void resume(String id);

	/**
	 * Set when the service destroys a sandbox.
	 * @param id the sandbox's id
	 * @param timeout the time from now, in place of what was left; rounded up to whole
	 * seconds
	 */
	void timeout(String id, Duration timeout);

	/**
	 * Wait until a sandbox is in a state.
	 * @param id the sandbox's id
	 * @param state the state. {@link SandboxState#DELETED} is reached where there is no
	 * such sandbox
	 * @param limit how long to wait
	 * @throws ai.hopx.client.HopxTimeoutException at the limit
	 * @throws ai.hopx.client.HopxServerException where it went to
	 * {@link SandboxState#ERROR} instead
	 */
	void awaitState(String id, SandboxState state, Duration limit);

}
