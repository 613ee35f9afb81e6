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
	private volatile SandboxInfo located;

	SandboxRoute(SandboxInfo sandbox, SandboxOrigins origins, SandboxCredentials credentials) {
		this.sandboxId = sandbox.id();
		this.origins = origins;
		this.credentials = credentials;
		this.located = sandbox;
	}

	void update(SandboxInfo sandbox) {
		if (SandboxOrigins.isNamed(sandbox)) {
			this.located = sandbox;
		}
		this.credentials.accept(sandbox.token());
	}

	Mono<URI> origin() {
		return Mono.fromSupplier(() -> {
			SandboxInfo located = this.located;
			return SandboxOrigins.isNamed(located) ? this.origins.named(located)
					: this.origins.templated(this.sandboxId);
		});
	}

	SandboxCredentials credentials() {
		return this.credentials;
	}

	@Override
	public Mono<Destination> destination() {
		return origin().flatMap((origin) -> this.credentials.current().map((shown) -> new Destination(origin, shown)));
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

}
