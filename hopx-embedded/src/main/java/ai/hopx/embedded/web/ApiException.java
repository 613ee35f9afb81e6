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

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * An answer that is an error: everything the error envelope says. It is an answer and not
 * a defect, so it carries no stack trace.
 */
@SuppressWarnings("serial")
public final class ApiException extends RuntimeException {

	private final HttpStatus status;

	private final String code;

	private final Map<String, Object> details = new LinkedHashMap<>();

	private final HttpHeaders headers = new HttpHeaders();

	public ApiException(HttpStatus status, String code, String message) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
	}

	public static ApiException invalidRequest(String message) {
		return new ApiException(HttpStatus.BAD_REQUEST, "INVALID_REQUEST", message);
	}

	public static ApiException missingParameter(String name) {
		return new ApiException(HttpStatus.BAD_REQUEST, "MISSING_PARAMETER", "Parameter '" + name + "' is missing")
			.detail("parameter", name);
	}

	public static ApiException notFound(String message) {
		return new ApiException(HttpStatus.NOT_FOUND, "RESOURCE_NOT_FOUND", message);
	}

	public static ApiException conflict(String message) {
		return new ApiException(HttpStatus.CONFLICT, "CONFLICT", message);
	}

	public static ApiException unauthorized(String code, String message) {
		return new ApiException(HttpStatus.UNAUTHORIZED, code, message).header(HttpHeaders.WWW_AUTHENTICATE,
				"Bearer realm=\"hopx\"");
	}

	/**
	 * Add a detail to the envelope.
	 * @param name its name
	 * @param value its value, in a form that JSON knows; {@code null} adds nothing
	 * @return this exception
	 */
	public ApiException detail(String name, @Nullable Object value) {
		if (value != null) {
			this.details.put(name, value);
		}
		return this;
	}

	/**
	 * Add a header to the answer.
	 * @param name its name
	 * @param value its value
	 * @return this exception
	 */
	public ApiException header(String name, String value) {
		this.headers.set(name, value);
		return this;
	}

	@Override
	public String getMessage() {
		String message = super.getMessage();
		return (message != null) ? message : this.code;
	}

	public HttpStatus status() {
		return this.status;
	}

	public String code() {
		return this.code;
	}

	Map<String, Object> details() {
		return this.details;
	}

	HttpHeaders headers() {
		return this.headers;
	}

}
