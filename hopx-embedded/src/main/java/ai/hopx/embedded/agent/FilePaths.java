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
import org.springframework.web.reactive.function.server.ServerRequest;

import ai.hopx.embedded.web.ApiException;

/**
 * Paths as callers send them. Where they lead is checked inside the sandbox.
 */
final class FilePaths {

	static final String WORKSPACE = "/workspace";

	private FilePaths() {
	}

	static String required(ServerRequest request) {
		return checked(request.queryParam("path").orElse(null));
	}

	static String checked(@Nullable String path) {
		if (path == null || path.isEmpty()) {
			throw ApiException.missingParameter("path");
		}
		if (path.indexOf('\0') >= 0) {
			throw new ApiException(HttpStatus.BAD_REQUEST, "INVALID_PATH", "A path cannot contain a NUL character");
		}
		return path;
	}

}
