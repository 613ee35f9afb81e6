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

package ai.hopx.spring.boot.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where Hopx is and how to get in. A bean of this type replaces {@code hopx.base-url} and
 * {@code hopx.api-key}: the embedded server brings one, and so can a secrets store.
 */
public interface HopxConnectionDetails extends ConnectionDetails {

	/**
	 * Return the API key. Called for each request, from many threads, so that a key can
	 * be rotated without a restart; must not block.
	 * @return the key, or {@code null} where there is none yet, which fails start-up
	 */
	@Nullable String getApiKey();

	/**
	 * Return the base URL of the control plane. Called once.
	 * @return the URL, {@code https} unless its host is a loopback address
	 */
	URI getBaseUrl();

}
