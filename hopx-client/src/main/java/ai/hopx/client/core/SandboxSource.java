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

import reactor.core.publisher.Mono;

/**
 * Where {@code execute} and {@code runCode} look for a sandbox before they create one.
 * Sources are asked in their order. Safe for use from many threads.
 */
@FunctionalInterface
public interface SandboxSource {

	/**
	 * Lend a sandbox. A subscriber that cancels before the lease arrives costs nothing:
	 * the source keeps or kills the sandbox.
	 * @param spec what sandbox is wanted, with template and region filled in; all else is
	 * as the caller gave it
	 * @return the lease, empty where this source does not serve such sandboxes. An error
	 * ends the search
	 */
	Mono<Lease> lease(SandboxSpec spec);

	/**
	 * A sandbox that is lent.
	 *
	 * @param sandbox the sandbox
	 * @param release gives it back; subscribed once, when the borrower is done
	 */
	record Lease(ReactiveSandbox sandbox, Mono<Void> release) {
	}

}
