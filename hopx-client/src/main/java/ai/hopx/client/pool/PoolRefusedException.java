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

import org.jspecify.annotations.Nullable;

/**
 * The pool is empty and the service refuses to create sandboxes for it: a bad key, no
 * credit, an unknown template. The cause says which. Waiting would not help, so nobody is
 * made to wait; the pool tries again each minute.
 */
@SuppressWarnings("serial")
public final class PoolRefusedException extends PoolAcquireException {

	PoolRefusedException(String pool, String message, @Nullable Throwable cause) {
		super(pool, message, cause);
	}

}
