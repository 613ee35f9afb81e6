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

import java.time.Instant;

import ai.hopx.client.model.SandboxState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Hears of each sandbox that this application makes, and follows it to its end. Called
 * often and from many threads: must be quick, must not block and must not throw.
 */
@FunctionalInterface
public interface SandboxTracker {

	/**
	 * A sandbox was made and serves calls.
	 * @param sandbox the sandbox
	 * @param origin what it was made from
	 * @param expiresAt when the service destroys it, {@code null} for never or where that
	 * is not known
	 * @return hears of all further steps of its life
	 */
	Follower created(ReactiveSandbox sandbox, Origin origin, @Nullable Instant expiresAt);

	/**
	 * Return a tracker that follows nothing.
	 * @return the tracker
	 */
	static SandboxTracker none() {
		return (sandbox, origin, expiresAt) -> Follower.NONE;
	}

	/**
	 * What a sandbox was made from.
	 *
	 * @param template its template, as its creator named it
	 * @param pool the pool that it was made for, {@code null} where it was made for none
	 */
	record Origin(String template, @Nullable String pool) {
	}

	/**
	 * Follows one sandbox. Steps come in their order.
	 */
	interface Follower {

		/**
		 * Follows nothing.
		 */
		Follower NONE = new Follower() {
		};

		/**
		 * It has another state.
		 * @param state the state; {@link SandboxState#DELETED} is the last step
		 */
		default void became(SandboxState state) {
		}

		/**
		 * The service destroys it at another time.
		 * @param expiresAt when that is
		 */
		default void expires(Instant expiresAt) {
		}

		/**
		 * Take a last look before it is killed, which waits for that.
		 * @return completion, soon and never with an error
		 */
		default Mono<Void> lastLook() {
			return Mono.empty();
		}

		/**
		 * It could not be killed.
		 */
		default void killFailed() {
		}

	}

}
