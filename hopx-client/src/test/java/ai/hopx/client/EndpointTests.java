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

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * "Can this run my code twice?" has one answer for each call.
 */
class EndpointTests {

	private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE,
			HttpMethod.PUT);

	private static final Set<String> SAFE_POSTS = Set.of("POST /v1/sandboxes/{id}/token/refresh", "POST /files/mkdir",
			"PATCH /env", "POST /desktop/screenshot", "POST /desktop/screenshot/region", "POST /desktop/windows/focus",
			"POST /desktop/windows/minimize", "POST /desktop/windows/resize", "POST /desktop/display/set",
			"POST /desktop/x11/ocr", "POST /desktop/x11/find_element", "POST /desktop/x11/get_bounds");

	@ParameterizedTest
	@EnumSource
	void isSentAgainOnlyWhereTwiceIsTheSameAsOnce(Endpoint endpoint) {
		boolean safe = SAFE_METHODS.contains(endpoint.method())
				|| SAFE_POSTS.contains(endpoint.method() + " " + endpoint.path());
		assertThat(endpoint.replay()).isEqualTo(safe ? Replay.SAFE : Replay.NEVER);
	}

	@ParameterizedTest
	@EnumSource
	void hasAConstantAbsolutePath(Endpoint endpoint) {
		assertThat(endpoint.path()).matches("(/[a-z0-9]+|/\\{\\w+})+(/[a-z0-9_-]+)*");
	}

}
