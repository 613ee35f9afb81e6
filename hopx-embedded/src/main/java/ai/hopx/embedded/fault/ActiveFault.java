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

import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/**
 * A fault and how often it still applies.
 */
final class ActiveFault implements Fault {

	private final FaultTarget target;

	private final Effect effect;

	private int toSkip;

	private int left;

	private int hits;

	ActiveFault(FaultTarget target, Effect effect) {
		this.target = target;
		this.effect = effect;
		this.toSkip = target.skipping();
		this.left = target.times();
	}

	Effect effect() {
		return this.effect;
	}

	/**
	 * Take a request, if it is one of those that are meant.
	 * @param exchange the request
	 * @param sandboxId whose agent it went to, or {@code null} for the control plane
	 * @return whether the fault applies to it
	 */
	boolean take(ServerWebExchange exchange, @Nullable String sandboxId) {
		if (!this.target.matches(exchange.getRequest(), sandboxId)) {
			return false;
		}
		synchronized (this) {
			if (this.left == 0) {
				return false;
			}
			if (this.toSkip > 0) {
				this.toSkip--;
				return false;
			}
			this.hits++;
			if (this.left != FaultTarget.ALWAYS) {
				this.left--;
			}
			return true;
		}
	}

	@Override
	public synchronized int hits() {
		return this.hits;
	}

	@Override
	public synchronized boolean isSpent() {
		return this.left == 0;
	}

	@Override
	public synchronized void lift() {
		this.left = 0;
	}

	@Override
	public synchronized String toString() {
		return "Fault[" + this.target + ", hits=" + this.hits + "]";
	}

}
