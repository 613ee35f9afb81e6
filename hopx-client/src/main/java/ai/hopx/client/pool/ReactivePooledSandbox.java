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

import java.time.Duration;

import ai.hopx.client.core.ReactiveSandbox;
import reactor.core.publisher.Mono;

/**
 * A sandbox borrowed from a pool. It is nobody else's, before or after: once given back
 * it is killed.
 */
public interface ReactivePooledSandbox extends ReactiveSandbox {

	/**
	 * Return whose it is.
	 * @return name of the pool
	 */
	String pool();

	/**
	 * Give the sandbox back, to be killed: {@code DELETE /v1/sandboxes/{id}}, as often as
	 * it takes, until its lease has run out. More than once does no harm.
	 * @return completion, at once and without an error: the pool sees to it
	 */
	@Override
	Mono<Void> kill();

	/**
	 * Set when the service destroys the sandbox: {@code PUT /v1/sandboxes/{id}/timeout}.
	 * The pool no longer renews its lease.
	 * @param timeout the time from now, in place of what was left; rounded up to whole
	 * seconds
	 * @return completion
	 */
	@Override
	Mono<Void> timeout(Duration timeout);

	/**
	 * Give the sandbox more time: {@code GET /v1/sandboxes/{id}} for what is left, then
	 * {@code PUT /v1/sandboxes/{id}/timeout}. The pool no longer renews its lease.
	 * @param more the time to add to what is left
	 * @return completion
	 */
	@Override
	Mono<Void> extend(Duration more);

}
