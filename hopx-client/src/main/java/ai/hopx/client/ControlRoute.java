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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way to the control plane: one place, one key.
 */
final class ControlRoute implements Route {

	private final URI baseUrl;

	private final Supplier<Credentials> credentials;

	ControlRoute(URI baseUrl, Supplier<Credentials> credentials) {
		this.baseUrl = baseUrl;
		this.credentials = credentials;
	}

	@Override
	public Mono<Destination> destination() {
		return Mono.fromSupplier(() -> new Destination(this.baseUrl, this.credentials.get()));
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
