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

import java.time.Duration;

import ai.hopx.client.HopxValidationException;
import ai.hopx.client.core.Acquisition;
import ai.hopx.client.core.ReactiveSandboxDecorator;
import reactor.core.publisher.Mono;

/**
 * A borrower's handle.
 */
final class LentSandbox extends ReactiveSandboxDecorator implements ReactivePooledSandbox {

	private final PoolCore pool;

	private final PoolEntry entry;

	private final Acquisition acquisition;

	LentSandbox(PoolCore pool, PoolEntry entry, Acquisition acquisition) {
		super(entry.sandbox());
		this.pool = pool;
		this.entry = entry;
		this.acquisition = acquisition;
	}

	@Override
	public String pool() {
		return this.pool.settings().name();
	}

	@Override
	public Acquisition acquisition() {
		return this.acquisition;
	}

	@Override
	public Mono<Void> kill() {
		return Mono.fromRunnable(() -> this.pool.release(this.entry));
	}

	@Override
	public Mono<Void> timeout(Duration timeout) {
		return Mono.defer(() -> {
			long now = this.pool.now();
			return own(super.timeout(timeout)
				.doOnSuccess((done) -> this.pool.loans().lives(this.entry, now + timeout.toMillis())));
		});
	}

	@Override
	public Mono<Void> extend(Duration more) {
		return own(super.extend(more).doOnSuccess((done) -> this.pool.loans().prolonged(this.entry, more.toMillis())));
	}

	/**
	 * The borrower's word is the last, so that a renewal that is under way goes first.
	 */
	private Mono<Void> own(Mono<Void> change) {
		return Mono.defer(() -> this.pool.loans().pin(this.entry))
			.then(change)
			.doOnError(HopxValidationException.class, (error) -> this.pool.loans().unpin(this.entry));
	}

	@Override
	public String toString() {
		return "PooledSandbox[id=%s, pool=%s, source=%s]".formatted(id(), pool(), this.acquisition.source());
	}

}
