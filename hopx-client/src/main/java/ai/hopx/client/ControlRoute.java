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

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way to the control plane: one place, one key.
 */
final class ControlRoute implements Route {

	private final URI baseUrl;

	private final ApiKey apiKey;

	private final @Nullable AuthScheme scheme;

	private ControlRoute(URI baseUrl, ApiKey apiKey, @Nullable AuthScheme scheme) {
		this.baseUrl = baseUrl;
		this.apiKey = apiKey;
		this.scheme = scheme;
	}

	/**
	 * The way of all calls but those below.
	 */
	static ControlRoute of(URI baseUrl, ApiKey apiKey, AuthScheme scheme) {
		return new ControlRoute(baseUrl, apiKey, scheme);
	}

	/**
	 * The way of calls about builds, where official clients show the key as a bearer's
	 * and all others as everywhere: both are shown.
	 */
	static ControlRoute ofBuilds(URI baseUrl, ApiKey apiKey) {
		return new ControlRoute(baseUrl, apiKey, null);
	}

	@Override
	public Mono<Destination> destination() {
		return Mono.fromSupplier(() -> new Destination(this.baseUrl,
				(this.scheme != null) ? this.apiKey.credentials(this.scheme) : this.apiKey.credentials()));
	}

	@Override
	public Mono<Destination> renewed(Credentials refused) {
		return Mono.empty();
	}

	@Override
	public @Nullable String sandboxId(HopxRequest request) {
		return request.endpoint().path().startsWith("/v1/sandboxes/") ? request.variables().get("id") : null;
	}

}
