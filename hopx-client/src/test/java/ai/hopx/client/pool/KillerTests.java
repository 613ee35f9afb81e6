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
import java.util.ArrayList;
import java.util.List;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.pool.PoolEntry.State;
import ai.hopx.client.testsupport.LogLines;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Kills what is to die, without a server: how many at a time, and how often. Drawn is the
 * middle of each range.
 */
class KillerTests {

	private final BareState pool = new BareState((settings) -> settings.minIdle(4).killConcurrency(2), 0.5);

	private final List<PoolEntry> entries = this.pool.fill(BareState.START);

	private final Answers answers = this.pool.answers;

	private final VirtualTimer timer = new VirtualTimer(BareState.START);

	private final Counts counts = new Counts();

	private final Killer killer = new Killer(this.pool.settings, this.pool.state, this.timer, this.counts, () -> 0.5);

	@Test
	void killsSoManyAtATimeAndTheNextAsOneIsDone() {
		List<Sinks.Empty<Void>> kills = new ArrayList<>();
		this.answers.when("kill", () -> {
			kills.add(Sinks.empty());
			return kills.get(kills.size() - 1).asMono();
		});
		this.pool.state.stop();
		this.entries.forEach(this.killer::kill);
		assertThat(this.answers.asked()).containsExactly("kill s1", "kill s2");
		kills.get(1).tryEmitEmpty();
		assertThat(this.entries.get(1).state).isEqualTo(State.GONE);
		assertThat(this.answers.asked()).containsExactly("kill s3");
		kills.get(0).tryEmitError(new HopxServerException("oops", HopxError.of(null), null));
		assertThat(this.entries.get(0).state).isEqualTo(State.KILLING);
		assertThat(this.answers.asked()).containsExactly("kill s4");
		kills.get(2).tryEmitEmpty();
		kills.get(3).tryEmitEmpty();
		this.timer.advance(Duration.ofMillis(375));
		assertThat(this.answers.asked()).containsExactly("kill s1");
	}

	@Test
	void triesAgainAfterPausesThatDoubleUpToHalfAMinute() {
		fail(null);
		this.killer.kill(this.entries.get(0));
		long[] pauses = { 375, 750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500, 22_500, 22_500 };
		for (int i = 0; i < pauses.length; i++) {
			assertThat(this.answers.asked()).containsExactly("kill s1");
			assertThat(this.counts.failedKills).isEqualTo(i + 1);
			this.timer.advance(Duration.ofMillis(pauses[i] - 1));
			assertThat(this.answers.asked()).isEmpty();
			this.timer.advance(Duration.ofMillis(1));
		}
	}

	@Test
	void givesUpAtTheEndOfTheLeaseWhichKills() {
		PoolEntry entry = this.entries.get(0);
		fail(null);
		entry.expiresAt = BareState.START + 1;
		this.killer.kill(entry);
		assertThat(entry.state).isNotEqualTo(State.GONE);
		this.timer.advance(Duration.ofMillis(375));
		assertThat(entry.state).isEqualTo(State.GONE);
		PoolEntry other = this.entries.get(1);
		other.expiresAt = this.timer.now();
		this.killer.kill(other);
		assertThat(other.state).isEqualTo(State.GONE);
		this.answers.asked();
		this.timer.advance(Duration.ofMinutes(5));
		assertThat(this.answers.asked()).isEmpty();
	}

	@Test
	void killsNothingWhileItWasToldToWait() {
		fail(Duration.ofSeconds(20));
		this.killer.kill(this.entries.get(0));
		fail(Duration.ofSeconds(1));
		this.killer.kill(this.entries.get(1));
		assertThat(this.answers.asked()).containsExactly("kill s1");
		this.answers.when("kill", Mono::empty);
		this.timer.advance(Duration.ofMillis(20_000));
		assertThat(this.answers.asked()).isEmpty();
		this.timer.advance(Duration.ofMillis(1));
		assertThat(this.answers.asked()).containsExactly("kill s2", "kill s1");
	}

	@Test
	void killsFromTheMomentOnThatItWasToldToWaitFor() {
		fail(Duration.ofSeconds(20));
		this.killer.kill(this.entries.get(0));
		this.answers.asked();
		this.answers.when("kill", Mono::empty);
		this.timer.advance(Duration.ofMillis(19_999));
		this.killer.kill(this.entries.get(1));
		assertThat(this.answers.asked()).isEmpty();
		this.timer.advance(Duration.ofMillis(1));
		this.killer.kill(this.entries.get(2));
		assertThat(this.answers.asked()).containsExactly("kill s1", "kill s2", "kill s3");
	}

	@Test
	void doesNotBelieveThatItIsToWaitForMoreThanHalfAMinute() {
		fail(Duration.ofDays(1));
		this.killer.kill(this.entries.get(0));
		this.answers.asked();
		this.answers.when("kill", Mono::empty);
		this.timer.advance(Duration.ofMillis(30_001));
		assertThat(this.answers.asked()).containsExactly("kill s1");
	}

	@Test
	void saysThatItFailsAndThatItSucceedsAgainOnceEach() {
		try (LogLines log = LogLines.of("ai.hopx.client.pool.Killer")) {
			fail(null);
			this.killer.kill(this.entries.get(0));
			assertThat(log.warnings()).hasSize(1);
			this.killer.kill(this.entries.get(1));
			assertThat(log.warnings()).hasSize(1);
			this.answers.when("kill", Mono::empty);
			this.killer.kill(this.entries.get(2));
			assertThat(log.all()).hasSize(2).last().asString().contains("again");
			this.timer.advance(Duration.ofMillis(375));
			assertThat(log.all()).hasSize(2);
		}
	}

	@Test
	void goesOnAfterAStartWithWhatWasLeft() {
		this.answers.when("kill", Mono::empty);
		// A thread that ends takes its tasks with it
		Killer interrupted = new Killer(this.pool.settings, this.pool.state, new LosingTimer(this.timer), this.counts,
				() -> 0);
		interrupted.kill(this.entries.get(0));
		interrupted.kill(this.entries.get(1));
		assertThat(this.answers.asked()).isEmpty();
		interrupted.start();
		assertThat(this.answers.asked()).containsExactly("kill s1", "kill s2");
		interrupted.kill(this.entries.get(2));
		assertThat(this.answers.asked()).containsExactly("kill s3");
	}

	private void fail(Duration told) {
		this.answers.when("kill",
				() -> Mono.error((told != null)
						? new HopxRateLimitException("slow down", HopxError.of(null), null, null, null, told)
						: new HopxServerException("oops", HopxError.of(null), null)));
	}

	/**
	 * Counts what nothing else tells of.
	 */
	static final class Counts implements PoolMetricsRecorder {

		int failedKills;

		int failedRenewals;

		int leaks;

		@Override
		public void killFailed() {
			this.failedKills++;
		}

		@Override
		public void renewalFailed() {
			this.failedRenewals++;
		}

		@Override
		public void leaked() {
			this.leaks++;
		}

	}

	/**
	 * Loses the first thing that it is to run.
	 */
	private static final class LosingTimer implements PoolTimer {

		private final PoolTimer timer;

		private boolean lost;

		LosingTimer(PoolTimer timer) {
			this.timer = timer;
		}

		@Override
		public long now() {
			return this.timer.now();
		}

		@Override
		public void start() {
			this.timer.start();
		}

		@Override
		public void execute(Runnable task) {
			if (this.lost) {
				task.run();
			}
			this.lost = true;
		}

		@Override
		public Disposable schedule(Runnable task, Duration delay) {
			return this.timer.schedule(task, delay);
		}

		@Override
		public Disposable scheduleAt(Runnable task, long time) {
			return this.timer.scheduleAt(task, time);
		}

		@Override
		public void close() {
			this.timer.close();
		}

	}

}
