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

package ai.hopx.client;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a failure. Read from whichever of its error envelopes the service
 * used.
 *
 * @param status HTTP status, or {@code null} where no reply arrived
 * @param code the service's error code, such as {@code RATE_LIMIT_EXCEEDED}
 * @param requestId the service's id of the request, to be quoted to its support
 * @param sandboxId the sandbox that the request was about
 * @param details further figures, as the service sent them: strings, numbers, booleans,
 * lists and maps of such
 */
public record HopxError(@Nullable Integer status, @Nullable String code, @Nullable String requestId,
		@Nullable String sandboxId, Map<String, Object> details) implements Serializable {

	static final HopxError NONE = new HopxError(null, null, null, null, Map.of());

	public HopxError {
		details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
	}

	/**
	 * Describe a failure of which no more is known than the sandbox it was about.
	 * @param sandboxId the sandbox, or {@code null} for none
	 * @return the error
	 */
	public static HopxError of(@Nullable String sandboxId) {
		return (sandboxId != null) ? new HopxError(null, null, null, sandboxId, Map.of()) : NONE;
	}

}
