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

package ai.hopx.spring.boot.test.wiremock;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replies as the service writes them.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final String REQUEST_ID = "req_stubbed";

	private Json() {
	}

	static ResponseDefinitionBuilder ok(Map<String, Object> body) {
		return reply(200, body);
	}

	static ResponseDefinitionBuilder error(int status) {
		return error(status, code(status));
	}

	static ResponseDefinitionBuilder error(int status, String code) {
		return reply(status, errorBody(status, code));
	}

	static ResponseDefinitionBuilder rateLimit(long seconds) {
		Map<String, Object> body = errorBody(429, code(429));
		body.put("retry_after", seconds);
		return reply(429, body).withHeader("Retry-After", String.valueOf(seconds));
	}

	private static Map<String, Object> errorBody(int status, String code) {
		String message = "Stubbed answer with status " + status;
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", message);
		body.put("message", message);
		body.put("code", code);
		body.put("request_id", REQUEST_ID);
		body.put("timestamp", Instant.now().toString());
		return body;
	}

	private static String code(int status) {
		return switch (status) {
			case 400 -> "INVALID_REQUEST";
			case 401 -> "AUTHENTICATION_REQUIRED";
			case 402 -> "PAYMENT_REQUIRED";
			case 403 -> "FORBIDDEN";
			case 404 -> "RESOURCE_NOT_FOUND";
			case 405 -> "METHOD_NOT_ALLOWED";
			case 408 -> "EXECUTION_TIMEOUT";
			case 409 -> "CONFLICT";
			case 410 -> "SANDBOX_EXPIRED";
			case 429 -> "RATE_LIMIT_EXCEEDED";
			case 503 -> "SERVICE_UNAVAILABLE";
			default -> (status >= 500) ? "INTERNAL_ERROR" : "INVALID_REQUEST";
		};
	}

	private static ResponseDefinitionBuilder reply(int status, Map<String, Object> body) {
		return WireMock.aResponse()
			.withStatus(status)
			.withHeader("Content-Type", "application/json")
			.withHeader("X-Request-ID", REQUEST_ID)
			.withBody(MAPPER.writeValueAsString(body));
	}

}
