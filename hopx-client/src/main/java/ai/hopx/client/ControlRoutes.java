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

import java.net.URI;

/**
 * The ways to the control plane.
 *
 * @param usual the way of most calls
 * @param builds the way of calls about builds, where official clients show the key as a
 * bearer's and all others as everywhere: both are shown
 */
record ControlRoutes(Route usual, Route builds) {

	static ControlRoutes of(URI baseUrl, ApiKey apiKey, AuthScheme scheme) {
		return new ControlRoutes(new ControlRoute(baseUrl, () -> apiKey.credentials(scheme)),
				new ControlRoute(baseUrl, apiKey::credentials));
	}

	Route of(HopxRequest request) {
		return switch (request.endpoint()) {
			case UPLOAD_LINK, BUILD_TEMPLATE, BUILD_STATUS, BUILD_LOGS -> this.builds;
			default -> this.usual;
		};
	}

}
