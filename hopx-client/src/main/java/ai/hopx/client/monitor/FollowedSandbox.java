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

package ai.hopx.client.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.hopx.client.HopxException;
import ai.hopx.client.SentOnce;
import ai.hopx.client.core.SandboxTracker.Follower;
import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.model.SandboxState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * Follows one sandbox, and asks it. Its lock keeps what the recorder hears in order.
 */
final class FollowedSandbox implements Follower {

	private static final Log logger = LogFactory.getLog(FollowedSandbox.class);

	private static final Duration LIMIT = Duration.ofSeconds(5);

	/** Several times what agents are known to tell, of each of ten thousand sandboxes. */
	private static final int MAX_NUMBERS = 100;

	private static final Duration LAST_LIMIT = Duration.ofSeconds(1);

	/** Whether it waits to be asked or is being asked. */
	final AtomicBoolean queued = new AtomicBoolean();

	/** When to ask it next, in milliseconds since 1970. Of whoever has it queued. */
	volatile long nextAt;

	/** How often it has not answered since it last did. Of whoever has it queued. */
	volatile int failures;

	private final AtomicBoolean lastLookTaken = new AtomicBoolean();

	private final TrackedSandbox tracked;

	private final SandboxMetricsRecorder recorder;

	private final Clock clock;

	private final BooleanSupplier finalSnapshot;

	private final LookUps lookUps;

	private final Consumer<FollowedSandbox> onEnd;

	private final AtomicLong questions = new AtomicLong();

	private long answered;

	private boolean ended;

	FollowedSandbox(TrackedSandbox tracked, SandboxMetricsRecorder recorder, Clock clock, BooleanSupplier finalSnapshot,
			LookUps lookUps, Consumer<FollowedSandbox> onEnd) {
		this.tracked = tracked;
		this.recorder = recorder;
		this.clock = clock;
		this.finalSnapshot = finalSnapshot;
		this.lookUps = lookUps;
		this.onEnd = onEnd;
	}

	TrackedSandbox tracked() {
		return this.tracked;
	}

	synchronized void begin() {
		this.recorder.begins(this.tracked);
	}

	@Override
	public void became(SandboxState state) {
		this.tracked.became(state);
		if (state.equals(SandboxState.DELETED)) {
			end();
		}
	}

	synchronized void end() {
		if (!this.ended) {
			this.ended = true;
			this.tracked.became(SandboxState.DELETED);
			this.onEnd.accept(this);
			this.recorder.ends(this.tracked);
		}
	}

	@Override
	public void expires(Instant expiresAt) {
		this.tracked.expires(expiresAt);
	}

	@Override
	public synchronized void killFailed() {
		if (!this.ended && this.tracked.pool() == null) {
			this.recorder.killFailed(this.tracked);
		}
	}

	/**
	 * Whether it serves calls.
	 */
	boolean isRunning() {
		return this.tracked.state().equals(SandboxState.RUNNING);
	}

	/**
	 * Whether its time is over for so long that it is gone though nobody said so.
	 */
	boolean isOver(Instant now, Duration grace) {
		Instant expiresAt = this.tracked.expiresAt();
		return expiresAt != null && now.isAfter(expiresAt.plus(grace));
	}

	/**
	 * Ask for a snapshot.
	 * @return whether it told one; never an error
	 */
	Mono<Boolean> ask() {
		return ask(LIMIT, this::lookFor);
	}

	/**
	 * Whether there is no agent any more only the control plane knows, and hearing of it
	 * changes what is known here.
	 */
	private Mono<Void> lookFor(Throwable error) {
		Integer status = (error instanceof HopxException failure) ? failure.getStatus() : null;
		boolean answered = status != null && status < 500;
		return (answered || !this.lookUps.take()) ? Mono.empty()
				: SentOnce.of(this.tracked.sandbox().info()).timeout(LIMIT).onErrorComplete().then();
	}

	private Mono<Boolean> ask(Duration limit, Function<Throwable, Mono<Void>> onError) {
		return Mono.defer(() -> {
			long question = this.questions.incrementAndGet();
			return SentOnce.of(this.tracked.sandbox().metrics().snapshot())
				.timeout(limit)
				.doOnNext((snapshot) -> measured(question, snapshot));
		})
			.map((snapshot) -> true)
			.onErrorResume(
					(error) -> onError.apply(error).then(Mono.fromRunnable(() -> failed(error))).thenReturn(false))
			// A recorder that throws, though it must not, holds up neither others nor a
			// kill
			.doOnError((error) -> logger.error("Could not take note of what a sandbox measures", error))
			.onErrorReturn(false);
	}

	/**
	 * Of two answers that overtook each other the one that was asked for first is old.
	 */
	private synchronized void measured(long question, MetricsSnapshot snapshot) {
		if (!this.ended && question > this.answered) {
			this.answered = question;
			MetricsSnapshot kept = snapshot.withAtMost(MAX_NUMBERS);
			this.tracked.measured(kept, this.clock.instant());
			this.recorder.snapshot(this.tracked, kept);
		}
	}

	private synchronized void failed(Throwable error) {
		if (this.ended) {
			return;
		}
		if (error instanceof HopxException failure && failure.isSandboxGone()) {
			end();
		}
		else if (isRunning()) {
			this.recorder.snapshotFailed(this.tracked);
		}
	}

	/**
	 * A sandbox of a pool is killed off everybody's path, and has time for that.
	 */
	@Override
	public Mono<Void> lastLook() {
		boolean wanted = this.finalSnapshot.getAsBoolean() && this.tracked.pool() != null && isRunning()
				&& !isOver(this.clock.instant(), Duration.ZERO) && this.lastLookTaken.compareAndSet(false, true);
		return wanted ? ask(LAST_LIMIT, (error) -> Mono.empty()).then() : Mono.empty();
	}

}
