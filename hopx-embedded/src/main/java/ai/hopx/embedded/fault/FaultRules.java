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

package ai.hopx.embedded.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * The faults of one server and the filter that applies them.
 */
public final class FaultRules implements Faults {

	/** More than any test sets; what is beyond is a test that never lifts its own. */
	private static final int MAX_FAULTS = 1000;

	// The one that was set last comes first
	private final List<ActiveFault> faults = new CopyOnWriteArrayList<>();

	@Override
	public FaultTarget controlPlane() {
		return FaultTarget.of(this, true);
	}

	@Override
	public FaultTarget dataPlane() {
		return FaultTarget.of(this, false);
	}

	@Override
	public Fault revokeKey() {
		return controlPlane().path("/v1/**").always().status(401, "AUTHENTICATION_ERROR");
	}

	@Override
	public Fault exhaustCredit() {
		return controlPlane().post("/v1/sandboxes").always().status(402, "PAYMENT_REQUIRED");
	}

	@Override
	public void reset() {
		this.faults.forEach(ActiveFault::lift);
		this.faults.clear();
	}

	/**
	 * Return the filter for one plane or agent.
	 * @param sandboxId whose agent it is, or {@code null} for the control plane
	 * @return the filter, which does nothing while there are no faults
	 */
	public WebFilter filter(@Nullable String sandboxId) {
		return (exchange, chain) -> {
			if (this.faults.isEmpty()) {
				return chain.filter(exchange);
			}
			Effect effect = next(exchange, sandboxId);
			return (effect != null) ? effect.apply(exchange, chain) : chain.filter(exchange);
		};
	}

	Fault add(FaultTarget target, Effect effect) {
		this.faults.removeIf(ActiveFault::isSpent);
		if (this.faults.size() >= MAX_FAULTS) {
			throw new IllegalStateException("There are " + MAX_FAULTS + " faults already; lift some, or reset all");
		}
		ActiveFault fault = new ActiveFault(target, effect);
		this.faults.add(0, fault);
		return fault;
	}

	private @Nullable Effect next(ServerWebExchange exchange, @Nullable String sandboxId) {
		for (ActiveFault fault : this.faults) {
			if (fault.take(exchange, sandboxId)) {
				return fault.effect();
			}
		}
		return null;
	}

}
