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

package ai.hopx.client.pool;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.core.ReactiveSandbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What happens to a sandbox between the pool and its borrower, at the borrower's cost.
 */
final class HandOver {

	private final Validation validation;

	private final HealthCheck healthCheck;

	HandOver(PoolSettings settings, HealthCheck healthCheck) {
		this.validation = settings.validation();
		this.healthCheck = healthCheck;
	}

	boolean isNeeded(AcquireRequest request) {
		return this.validation == Validation.ALWAYS || !request.wantsNothing();
	}

	Mono<Void> of(PoolEntry entry, AcquireRequest request) {
		ReactiveSandbox sandbox = entry.sandbox();
		Mono<Void> checked = (this.validation == Validation.ALWAYS) ? this.healthCheck.of(sandbox) : Mono.empty();
		Mono<Void> environment = request.env().isEmpty() ? Mono.empty() : sandbox.env().merge(request.env());
		Flux<Void> files = Flux.fromIterable(request.files().entrySet())
			.concatMap((file) -> sandbox.files().write(file.getKey(), file.getValue()));
		return checked.then(environment).thenMany(files).then();
	}

	/**
	 * Whether an error at hand-over says that the sandbox is of no use, rather than what
	 * was asked for.
	 */
	static boolean isDead(Throwable error) {
		return isGone(error) || error instanceof HopxTransportException || error instanceof HopxTimeoutException
				|| error instanceof HopxServerException || error instanceof UnhealthyException;
	}

	static boolean isGone(Throwable error) {
		return error instanceof HopxException failure && failure.isSandboxGone();
	}

}
