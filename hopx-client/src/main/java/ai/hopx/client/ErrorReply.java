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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import ai.hopx.client.model.HopxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The body of an error, in whichever of its envelopes the service put it: flat
 * ({@code error} is text), nested ({@code error} is an object), a code in place of the
 * text, text alone; or no JSON at all where a proxy answered.
 *
 * @param message the text for people, or {@code null} where there is none
 * @param code the code for programs, or {@code null} where there is none
 * @param requestId the request's id, or {@code null} where the body has none
 * @param details all other fields
 */
record ErrorReply(@Nullable String message, @Nullable String code, @Nullable String requestId,
		Map<String, Object> details) {

	/**
	 * As much of an error's body as is read. Enough for any envelope.
	 */
	static final int MAX_BYTES = 16 * 1024;

	private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");

	private static final ErrorReply EMPTY = new ErrorReply(null, null, null, Map.of());

	static ErrorReply read(byte[] body) {
		Map<?, ?> fields = parse(body);
		if (fields == null) {
			return EMPTY;
		}
		Map<?, ?> envelope = (fields.get("error") instanceof Map<?, ?> nested) ? nested : fields;
		String error = text(fields.get("error"));
		String code = text(envelope.get("code"));
		if (code == null && error != null && CODE.matcher(error).matches()) {
			code = error;
		}
		String message = first(text(envelope.get("message")), error, text(fields.get("message")),
				text(fields.get("detail")));
		String requestId = first(text(envelope.get("request_id")), text(fields.get("request_id")));
		return new ErrorReply(message, code, requestId, details(fields, envelope));
	}

	/**
	 * Return whether this is an error as the service writes them.
	 */
	boolean isEnvelope() {
		return this.message != null || this.code != null;
	}

	/**
	 * Return the sandbox that the error is about, where it names one that can be.
	 */
	@Nullable String sandboxId() {
		return (this.details.get("sandbox_id") instanceof String id && HopxIds.isId(id)) ? id : null;
	}

	/**
	 * Return how many seconds the body asks to wait, as the service wrote it.
	 */
	@Nullable Object retryAfter() {
		Object direct = this.details.get("retry_after");
		return (direct != null) ? direct : this.details.get("retry_after_seconds");
	}

	private static @Nullable Map<?, ?> parse(byte[] body) {
		String text = new String(body, StandardCharsets.UTF_8).stripLeading();
		if (!text.startsWith("{")) {
			return null;
		}
		try {
			return HopxJson.mapper().readValue(text, Map.class);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static Map<String, Object> details(Map<?, ?> fields, Map<?, ?> envelope) {
		Map<String, Object> details = new LinkedHashMap<>();
		copy(fields, details);
		if (envelope != fields) {
			copy(envelope, details);
		}
		if (envelope.get("details") instanceof Map<?, ?> inner) {
			copy(inner, details);
		}
		return SecretMask.details(details, null);
	}

	private static void copy(Map<?, ?> from, Map<String, Object> to) {
		from.forEach((name, value) -> {
			boolean known = switch (String.valueOf(name)) {
				case "error", "message", "code", "request_id" -> true;
				case "details" -> value instanceof Map;
				default -> false;
			};
			if (!known && value != null) {
				to.put(String.valueOf(name), value);
			}
		});
	}

	private static @Nullable String text(@Nullable Object value) {
		boolean scalar = value instanceof String || value instanceof Number;
		String text = scalar ? String.valueOf(value).strip() : "";
		return text.isEmpty() ? null : text;
	}

	private static @Nullable String first(@Nullable String... candidates) {
		for (String candidate : candidates) {
			if (candidate != null) {
				return candidate;
			}
		}
		return null;
	}

}
