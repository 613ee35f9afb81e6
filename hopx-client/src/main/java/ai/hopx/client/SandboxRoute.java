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

import ai.hopx.client.model.SandboxInfo;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way to the agent of one sandbox.
 */
final class SandboxRoute implements Route {

	private final String sandboxId;

	private final SandboxOrigins origins;

	private final SandboxCredentials credentials;

	/**
	 * The newest description that names a host; one that names none leaves it as it is.
	 */
	private volatile Located located;

	SandboxRoute(SandboxInfo sandbox, SandboxOrigins origins, SandboxCredentials credentials) {
		this.sandboxId = sandbox.id();
		this.origins = origins;
		this.credentials = credentials;
		this.located = new Located(sandbox);
	}

	void update(SandboxInfo sandbox) {
		if (SandboxOrigins.isNamed(sandbox)) {
			this.located = new Located(sandbox);
		}
		this.credentials.accept(sandbox.token());
	}

	Mono<URI> origin() {
		return Mono.fromSupplier(this::currentOrigin);
	}

	private URI currentOrigin() {
		Located located = this.located;
		URI origin = located.origin;
		if (origin == null) {
			SandboxInfo sandbox = located.sandbox;
			origin = SandboxOrigins.isNamed(sandbox) ? this.origins.named(sandbox)
					: this.origins.templated(this.sandboxId);
			located.origin = origin;
		}
		return origin;
	}

	SandboxCredentials credentials() {
		return this.credentials;
	}

	@Override
	public Mono<Destination> destination() {
		return Mono.defer(() -> {
			URI origin = currentOrigin();
			return this.credentials.current().map((shown) -> new Destination(origin, shown));
		});
	}

	@Override
	public Mono<Destination> renewed(Credentials refused) {
		return origin()
			.flatMap((origin) -> this.credentials.renewed(refused).map((shown) -> new Destination(origin, shown)));
	}

	@Override
	public String sandboxId(HopxRequest request) {
		return this.sandboxId;
	}

	/**
	 * A description and the origin that it leads to, once that has been checked.
	 */
	private static final class Located {

		private final SandboxInfo sandbox;

		private volatile @Nullable URI origin;

		private Located(SandboxInfo sandbox) {
			this.sandbox = sandbox;
		}

	}

}
