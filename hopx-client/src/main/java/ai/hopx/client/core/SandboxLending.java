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

package ai.hopx.client.core;

import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.hopx.client.core.SandboxSource.Lease;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * Finds a sandbox for a piece of work, and gives it back: the rules of {@code execute},
 * for both faces.
 */
final class SandboxLending {

	private static final Log logger = LogFactory.getLog(SandboxLending.class);

	private final SandboxCreation creation;

	private final SandboxDefaults defaults;

	private final Supplier<? extends Stream<? extends SandboxSource>> sources;

	SandboxLending(SandboxCreation creation, SandboxDefaults defaults,
			Supplier<? extends Stream<? extends SandboxSource>> sources) {
		this.creation = creation;
		this.defaults = defaults;
		this.sources = sources;
	}

	Mono<Lease> lease(SandboxSpec spec) {
		return Mono.defer(() -> {
			SandboxSpec placed = this.defaults.place(spec);
			Mono<Lease> lease = Mono.empty();
			for (SandboxSource source : this.sources.get().toList()) {
				lease = lease.switchIfEmpty(Mono.defer(() -> source.lease(placed)));
			}
			return lease.switchIfEmpty(this.creation.create(spec).map((sandbox) -> new Lease(sandbox, sandbox.kill())));
		});
	}

	/**
	 * The work is done, or nobody waits for it any more: a sandbox that could not be
	 * killed is no reason to withhold the result.
	 */
	Mono<Void> giveBack(Lease lease) {
		return lease.release().onErrorResume((error) -> {
			logger.warn("Sandbox '%s' was not given back after use. It lives until its time-out: %s"
				.formatted(lease.sandbox().id(), error));
			return Mono.empty();
		});
	}

	/**
	 * The work failed, and its error is what the caller must see.
	 */
	Mono<Void> giveBack(Lease lease, Throwable failure) {
		return lease.release().onErrorResume((error) -> {
			if (error != failure) {
				failure.addSuppressed(error);
			}
			return Mono.empty();
		});
	}

}
