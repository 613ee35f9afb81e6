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

package ai.hopx.embedded.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the body of an error says.
 *
 * @param error the error
 * @param requestId the request that met it
 * @param path the request's path
 */
record ErrorEnvelope(ApiException error, String requestId, String path) {

	/**
	 * Details that some clients look for next to the text.
	 */
	private static final List<String> NEXT_TO_THE_TEXT = List.of("retry_after", "sandbox_id", "created_at",
			"expires_at", "status");

	Map<String, Object> flat() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", this.error.getMessage());
		addCommonTo(body);
		body.put("path", this.error.details().getOrDefault("path", this.path));
		body.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS));
		NEXT_TO_THE_TEXT.forEach((name) -> copyTo(body, name));
		return body;
	}

	Map<String, Object> nested() {
		Map<String, Object> nested = new LinkedHashMap<>();
		addCommonTo(nested);
		return Map.of("error", nested);
	}

	private void addCommonTo(Map<String, Object> body) {
		body.put("message", this.error.getMessage());
		body.put("code", this.error.code());
		body.put("request_id", this.requestId);
		if (!this.error.details().isEmpty()) {
			body.put("details", this.error.details());
		}
	}

	private void copyTo(Map<String, Object> body, String name) {
		Object value = this.error.details().get(name);
		if (value != null) {
			body.put(name, value);
		}
	}

}
