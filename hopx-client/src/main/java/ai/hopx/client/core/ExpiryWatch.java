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
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import ai.hopx.client.HopxException;
import ai.hopx.client.model.SandboxInfo;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Looks at a sandbox again and again until its end, and tells when that is near. Whoever
 * moves the end, and wherever, is noticed at the next look.
 */
final class ExpiryWatch {

	/**
	 * The longest time between two looks.
	 */
	static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

	/**
	 * The shortest.
	 */
	static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

	private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(15);

	private final Mono<SandboxInfo> description;

	private final Duration ahead;

	private final Scheduler scheduler;

	ExpiryWatch(Mono<SandboxInfo> description, Duration ahead, Scheduler scheduler) {
		this.description = description;
		this.ahead = ahead;
		this.scheduler = scheduler;
	}

	/**
	 * Tell what is left each time that an end comes near. Completes when the sandbox is
	 * gone.
	 */
	Flux<Duration> warnings() {
		return Flux.defer(() -> {
			Looks looks = new Looks();
			return Mono.defer(() -> this.description.flatMap((sandbox) -> Mono.justOrEmpty(looks.look(sandbox))))
				.onErrorResume(looks::goesOn, (error) -> Mono.empty())
				.repeatWhen((rounds) -> rounds.takeWhile((round) -> !looks.gone)
					.concatMap((round) -> Mono.delay(looks.pause, this.scheduler)));
		});
	}

	/**
	 * What one subscriber has seen, look after look.
	 */
	private final class Looks {

		private volatile boolean gone;

		private volatile Duration pause = LONGEST_PAUSE;

		private volatile @Nullable Instant warnedOf;

		@Nullable Duration look(SandboxInfo sandbox) {
			Instant end = sandbox.expiresAt();
			if (end == null) {
				this.pause = LONGEST_PAUSE;
				return null;
			}
			Duration left = left(end);
			Duration untilNear = left.minus(ExpiryWatch.this.ahead);
			if (untilNear.compareTo(Duration.ZERO) > 0) {
				this.pause = within(untilNear);
				return null;
			}
			// The end may be moved at any moment now
			this.pause = within(left.dividedBy(2));
			if (end.equals(this.warnedOf)) {
				return null;
			}
			this.warnedOf = end;
			return left;
		}

		private Duration left(Instant end) {
			Instant now = Instant.ofEpochMilli(ExpiryWatch.this.scheduler.now(TimeUnit.MILLISECONDS));
			Duration left = Duration.between(now, end);
			return left.isNegative() ? Duration.ZERO : left;
		}

		/**
		 * A failure that may pass does not end a watch that lasts for hours.
		 */
		boolean goesOn(Throwable error) {
			this.gone = SandboxLifecycle.isGone(error);
			this.pause = PAUSE_AFTER_FAILURE;
			return this.gone || (error instanceof HopxException failure && failure.isRetryable());
		}

		private static Duration within(Duration pause) {
			if (pause.compareTo(SHORTEST_PAUSE) < 0) {
				return SHORTEST_PAUSE;
			}
			return (pause.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : pause;
		}

	}

}
