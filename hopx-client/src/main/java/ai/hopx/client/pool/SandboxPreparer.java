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

import ai.hopx.client.core.ReactiveSandbox;
import org.reactivestreams.Publisher;

/**
 * Prepares a new sandbox before its pool keeps it ready, after the commands and the code
 * of {@link PoolSettings}. What it leaves there is seen by whoever borrows the sandbox:
 * no place for a borrower's secrets. Safe for use from many threads.
 */
@FunctionalInterface
public interface SandboxPreparer {

	/**
	 * Prepare a sandbox. Must not block.
	 * @param pool name of the pool that it is for
	 * @param sandbox the sandbox, running
	 * @return completion. An error discards the sandbox and counts as a failed create
	 */
	Publisher<?> prepare(String pool, ReactiveSandbox sandbox);

}
