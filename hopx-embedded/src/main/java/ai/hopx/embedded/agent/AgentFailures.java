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

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.web.ApiException;

/**
 * Failures of the runtime as answers. What will fail again the same way is a 4xx: the
 * official clients send a request again after any 5xx.
 */
final class AgentFailures {

	private AgentFailures() {
	}

	static @Nullable ApiException translate(Throwable ex) {
		return (ex instanceof RuntimeFailure failure) ? translate(failure) : null;
	}

	static ApiException translate(RuntimeFailure failure) {
		String message = String.valueOf(failure.getMessage());
		return switch (failure.getReason()) {
			case LANGUAGE_UNAVAILABLE -> new ApiException(HttpStatus.BAD_REQUEST, "LANGUAGE_NOT_AVAILABLE", message);
			case COMMAND_NOT_FOUND, INVALID_PATH, FILE_OPERATION_FAILED ->
				new ApiException(HttpStatus.BAD_REQUEST, failure.getReason().name(), message);
			case PATH_NOT_ALLOWED, PERMISSION_DENIED ->
				new ApiException(HttpStatus.FORBIDDEN, failure.getReason().name(), message);
			case FILE_NOT_FOUND, DIRECTORY_NOT_FOUND, PROCESS_NOT_FOUND ->
				new ApiException(HttpStatus.NOT_FOUND, failure.getReason().name(), message);
			case FILE_ALREADY_EXISTS -> new ApiException(HttpStatus.CONFLICT, "FILE_ALREADY_EXISTS", message);
			case SANDBOX_PAUSED -> new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", message);
			case SANDBOX_GONE -> new ApiException(HttpStatus.NOT_FOUND, "SANDBOX_NOT_FOUND", message);
			case INTERNAL_ERROR -> new ApiException(HttpStatus.INTERNAL_SERVER_ERROR, "INTERNAL_ERROR", message);
		};
	}

	/**
	 * Translate a failure that concerns a file.
	 * @param ex the failure
	 * @param path the file's path, as the caller wrote it
	 * @return the answer, or the failure itself where it is none of the runtime's
	 */
	static Throwable ofPath(Throwable ex, String path) {
		return (ex instanceof RuntimeFailure failure) ? translate(failure).detail("path", path) : ex;
	}

}
