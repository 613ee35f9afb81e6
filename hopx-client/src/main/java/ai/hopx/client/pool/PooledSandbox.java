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

import ai.hopx.client.core.Sandbox;

/**
 * A sandbox borrowed from a {@link SandboxPool}. It is nobody else's, before or after:
 * closing it hands it to the pool to be killed and does not wait. Once its life was set
 * with {@code timeout} or {@code extend} the pool no longer renews its lease.
 *
 * @see ReactivePooledSandbox
 */
public interface PooledSandbox extends Sandbox {

	/**
	 * Return whose it is.
	 * @return name of the pool
	 */
	String pool();

}
