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

package ai.hopx.embedded.agent;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;

/**
 * Says once that a client sends its API key to sandboxes, where untrusted code could read
 * it. The header is ignored otherwise.
 */
final class ApiKeyWarning {

	private static final Log logger = LogFactory.getLog(ApiKeyWarning.class);

	private final AtomicBoolean given = new AtomicBoolean();

	void check(HttpHeaders headers) {
		if (headers.containsHeader("X-API-Key") && this.given.compareAndSet(false, true)) {
			logger.warn("A client sends X-API-Key to a sandbox's agent. On the real service that hands the "
					+ "organisation's key to whatever runs there; agents need the sandbox's token only");
		}
	}

}
