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

import java.time.Duration;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import reactor.core.publisher.Mono;

/**
 * One wait for a sandbox to reach a state.
 */
final class StateWatch {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration LAST_PAUSE = Duration.ofSeconds(2);

	private static final double GROWTH = 1.5;

	private final String id;

	private final SandboxState target;

	private volatile SandboxState last = SandboxState.UNKNOWN;

	StateWatch(String id, SandboxState target) {
		this.id = id;
		this.target = target;
	}

	/**
	 * Read descriptions until one shows the state. Ends at nothing but that, an error or
	 * its subscriber.
	 */
	Mono<SandboxInfo> until(Mono<SandboxInfo> description) {
		return description.filter(this::isReached)
			.repeatWhenEmpty((rounds) -> rounds.concatMap((round) -> Mono.delay(pause(round))));
	}

	/**
	 * Whether a description shows the state; an error where it never will.
	 */
	boolean isReached(SandboxInfo sandbox) {
		this.last = sandbox.status();
		if (this.last.equals(this.target)) {
			return true;
		}
		if (this.last.equals(SandboxState.ERROR)) {
			throw new HopxServerException(
					"Sandbox '%s' went to state 'error' instead of '%s'".formatted(this.id, this.target), error(),
					null);
		}
		if (this.last.equals(SandboxState.DELETED)) {
			throw new SandboxNotFoundException(
					"Sandbox '%s' was deleted while it was to become '%s'".formatted(this.id, this.target), error());
		}
		return false;
	}

	HopxTimeoutException tooLate(Duration limit) {
		return new HopxTimeoutException(
				"Sandbox '%s' was still '%s' and not '%s' after %s".formatted(this.id, this.last, this.target, limit),
				error());
	}

	private HopxError error() {
		return HopxError.of(this.id);
	}

	private static Duration pause(long round) {
		double millis = FIRST_PAUSE.toMillis() * Math.pow(GROWTH, round);
		return Duration.ofMillis((long) Math.min(millis, LAST_PAUSE.toMillis()));
	}

}
