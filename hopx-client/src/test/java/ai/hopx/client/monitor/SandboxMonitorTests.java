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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.core.SandboxTracker.Follower;
import ai.hopx.client.core.SandboxTracker.Origin;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.testsupport.LogLines;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Whom a monitor asks, when, and what its recorder hears, on time that passes when a test
 * says so.
 */
class SandboxMonitorTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final TestClock clock = new TestClock();

	private final Heard heard = new Heard();

	private final AtomicReference<Double> random = new AtomicReference<>(0.5);

	private final SandboxMonitor monitor = monitor(this.heard);

	private SandboxMonitor monitor(SandboxMetricsRecorder recorder) {
		return SandboxMonitor.builder()
			.recorder(recorder)
			.interval(INTERVAL)
			.clock(this.clock)
			.executor(Runnable::run)
			.random(this.random::get)
			.build();
	}

	private void lookAfter(Duration duration) {
		this.clock.advance(duration);
		this.monitor.look();
	}

	@Test
	void asksAtOnceAndThenAtTheIntervalGiveOrTakeAFifth() {
		FakeSandbox sandbox = answering("sb1", 3);
		sandbox.begin(this.monitor);
		assertThat(this.heard.calls()).containsExactly("sb1 begins", "sb1 snapshot 3");
		lookAfter(INTERVAL.minusMillis(1));
		assertThat(sandbox.asked()).isEqualTo(1);
		this.random.set(0.0);
		lookAfter(Duration.ofMillis(1));
		assertThat(sandbox.asked()).isEqualTo(2);
		lookAfter(Duration.ofSeconds(24).minusMillis(1));
		assertThat(sandbox.asked()).isEqualTo(2);
		this.random.set(1.0);
		lookAfter(Duration.ofMillis(1));
		assertThat(sandbox.asked()).isEqualTo(3);
		lookAfter(Duration.ofSeconds(36).minusMillis(1));
		assertThat(sandbox.asked()).isEqualTo(3);
		lookAfter(Duration.ofMillis(1));
		assertThat(sandbox.asked()).isEqualTo(4);
	}

	@Test
	void asksNobodyWithoutAnInterval() {
		SandboxMonitor monitor = SandboxMonitor.builder().recorder(this.heard).build();
		FakeSandbox sandbox = answering("sb1", 3);
		Follower follower = sandbox.beginInPool(monitor);
		monitor.look();
		follower.lastLook().block(LIMIT);
		follower.became(SandboxState.DELETED);
		assertThat(this.heard.calls()).containsExactly("sb1 begins", "sb1 ends");
		assertThat(sandbox.asked()).isZero();
	}

	@Test
	void remembersWhatWasToldLast() {
		answering("sb1", 3).begin(this.monitor);
		TrackedSandbox sandbox = this.monitor.find("sb1").orElseThrow();
		assertThat(sandbox.snapshot()).extracting(MetricsSnapshot::totalExecutions).isEqualTo(3.0);
		assertThat(sandbox.snapshotAt()).isEqualTo(this.clock.instant());
		assertThat(this.monitor.sandboxes()).containsExactly(sandbox);
	}

	@Test
	void asksNobodyWhoDoesNotRun() {
		FakeSandbox sandbox = answering("sb1", 3);
		Follower follower = sandbox.begin(this.monitor);
		for (SandboxState state : List.of(SandboxState.PAUSED, SandboxState.STOPPED)) {
			int before = sandbox.asked();
			follower.became(state);
			lookAfter(INTERVAL.multipliedBy(2));
			assertThat(sandbox.asked()).isEqualTo(before);
			follower.became(SandboxState.RUNNING);
			this.monitor.look();
			assertThat(sandbox.asked()).isEqualTo(before + 1);
		}
	}

	@Test
	void asksThoseWhoDoNotAnswerLessAndLess() {
		FakeSandbox sandbox = new FakeSandbox("sb1", Mono.error(new IllegalStateException("no")));
		sandbox.begin(this.monitor);
		for (int pause : new int[] { 2, 4, 8, 16, 16 }) {
			int before = sandbox.asked();
			lookAfter(INTERVAL.multipliedBy(pause).minusMillis(1));
			assertThat(sandbox.asked()).isEqualTo(before);
			lookAfter(Duration.ofMillis(1));
			assertThat(sandbox.asked()).isEqualTo(before + 1);
		}
		assertThat(this.heard.calls()).startsWith("sb1 begins", "sb1 snapshot failed").hasSize(7);
		sandbox.answer(Mono.just(FakeSandbox.executions(1)));
		lookAfter(INTERVAL.multipliedBy(16));
		lookAfter(INTERVAL);
		assertThat(this.heard.calls()).endsWith("sb1 snapshot 1", "sb1 snapshot 1");
	}

	@Test
	void keepsAHundredNumbersOfEach() {
		String many = IntStream.range(0, 1000).mapToObj((i) -> "\"k" + i + "\":1").collect(Collectors.joining(","));
		FakeSandbox sandbox = new FakeSandbox("sb1",
				Mono.just(HopxJson.mapper().readValue("{" + many + "}", MetricsSnapshot.class)));
		sandbox.begin(this.monitor);
		assertThat(this.monitor.find("sb1").orElseThrow().snapshot().values()).hasSize(100);
	}

	@Test
	void leavesTheControlPlaneToTheApplication() {
		List<FakeSandbox> silent = IntStream.range(0, 100)
			.mapToObj((i) -> new FakeSandbox("s" + i, Mono.error(new IllegalStateException("Not reached"))))
			.toList();
		silent.forEach((sandbox) -> sandbox.begin(this.monitor));
		assertThat(silent).allSatisfy((sandbox) -> assertThat(sandbox.asked()).isOne());
		assertThat(silent.stream().mapToInt(FakeSandbox::lookedUp).sum()).isOne();
	}

	@Test
	void asksEightAtATimeAndLetsOthersHaveTheirTurn() {
		Sinks.One<MetricsSnapshot> late = Sinks.one();
		List<FakeSandbox> silent = IntStream.range(0, 20)
			.mapToObj((i) -> new FakeSandbox("silent" + i, late.asMono()))
			.toList();
		silent.forEach((sandbox) -> sandbox.begin(this.monitor));
		FakeSandbox last = answering("last", 1);
		last.begin(this.monitor);
		assertThat(silent).extracting(FakeSandbox::asked).startsWith(1, 1, 1, 1, 1, 1, 1, 1).endsWith(0);
		assertThat(silent.stream().mapToInt(FakeSandbox::asked).sum()).isEqualTo(SnapshotPoller.CONCURRENCY);
		lookAfter(INTERVAL.multipliedBy(2));
		assertThat(last.asked()).isZero();
		late.tryEmitValue(FakeSandbox.executions(1)).orThrow();
		assertThat(silent).extracting(FakeSandbox::asked).containsOnly(1);
		assertThat(last.asked()).isEqualTo(1);
	}

	@Test
	void asksNobodyWhoDiedOrWasPausedWhileWaitingForATurn() {
		Sinks.One<MetricsSnapshot> late = Sinks.one();
		IntStream.range(0, SnapshotPoller.CONCURRENCY)
			.forEach((i) -> new FakeSandbox("silent" + i, late.asMono()).begin(this.monitor));
		FakeSandbox dead = answering("dead", 1);
		dead.begin(this.monitor).became(SandboxState.DELETED);
		FakeSandbox paused = answering("paused", 1);
		Follower follower = paused.begin(this.monitor);
		follower.became(SandboxState.PAUSED);
		late.tryEmitValue(FakeSandbox.executions(1)).orThrow();
		assertThat(dead.asked()).isZero();
		assertThat(paused.asked()).isZero();
		follower.became(SandboxState.RUNNING);
		this.monitor.look();
		assertThat(paused.asked()).isEqualTo(1);
	}

	@Test
	void partsWithThoseWhoseTimeIsOver() {
		FakeSandbox sandbox = answering("sb1", 3);
		Follower follower = this.monitor.created(sandbox.handle(), new Origin("code-interpreter", null),
				this.clock.instant().plusSeconds(60));
		follower.expires(this.clock.instant().plusSeconds(120));
		lookAfter(Duration.ofMinutes(3));
		assertThat(this.monitor.sandboxes()).hasSize(1);
		lookAfter(Duration.ofMillis(1));
		assertThat(this.monitor.sandboxes()).isEmpty();
		assertThat(this.monitor.find("sb1")).isEmpty();
		follower.became(SandboxState.DELETED);
		assertThat(this.heard.calls()).endsWith("sb1 ends").filteredOn((call) -> call.endsWith("ends")).hasSize(1);
	}

	@Test
	void nothingIsHeardAfterTheEnd() {
		Sinks.One<MetricsSnapshot> late = Sinks.one();
		Follower follower = new FakeSandbox("sb1", late.asMono()).begin(this.monitor);
		follower.killFailed();
		follower.became(SandboxState.DELETED);
		late.tryEmitValue(FakeSandbox.executions(1)).orThrow();
		follower.killFailed();
		follower.became(SandboxState.DELETED);
		assertThat(this.heard.calls()).containsExactly("sb1 begins", "sb1 kill failed", "sb1 ends");
	}

	@Test
	void anAnswerThatWasOvertakenIsOld() {
		Sinks.One<MetricsSnapshot> late = Sinks.one();
		FakeSandbox sandbox = new FakeSandbox("sb1", late.asMono());
		Follower follower = sandbox.beginInPool(this.monitor);
		sandbox.answer(Mono.just(FakeSandbox.executions(7)));
		follower.lastLook().block(LIMIT);
		late.tryEmitValue(FakeSandbox.executions(5)).orThrow();
		assertThat(this.heard.calls()).containsExactly("sb1 begins", "sb1 snapshot 7");
	}

	@Test
	void aPoolTellsOfItsOwnFailuresToKill() {
		new FakeSandbox("sb1", Mono.never()).beginInPool(this.monitor).killFailed();
		assertThat(this.heard.calls()).containsExactly("sb1 begins");
	}

	@Test
	void aRecorderThatFailsStopsNobody() {
		SandboxMonitor monitor = monitor(new SandboxMetricsRecorder() {

			@Override
			public void snapshot(TrackedSandbox sandbox, MetricsSnapshot snapshot) {
				throw new IllegalStateException("snapshot");
			}

			@Override
			public void snapshotFailed(TrackedSandbox sandbox) {
				throw new IllegalStateException("failed");
			}

		});
		List<FakeSandbox> sandboxes = IntStream.range(0, 20).mapToObj((i) -> answering("sb" + i, 1)).toList();
		try (LogLines log = LogLines.of(FollowedSandbox.class.getName())) {
			List<Follower> followers = sandboxes.stream().map((sandbox) -> sandbox.beginInPool(monitor)).toList();
			assertThat(sandboxes).extracting(FakeSandbox::asked).containsOnly(1);
			this.clock.advance(INTERVAL.multipliedBy(2));
			monitor.look();
			assertThat(sandboxes).extracting(FakeSandbox::asked).containsOnly(2);
			followers.forEach(
					(follower) -> assertThatCode(() -> follower.lastLook().block(LIMIT)).doesNotThrowAnyException());
			assertThat(log.warnings()).hasSize(60);
		}
	}

	@Test
	void anIdThatComesAgainIsAnotherSandbox() {
		Follower first = answering("sb1", 1).begin(this.monitor);
		Follower second = answering("sb1", 2).begin(this.monitor);
		first.became(SandboxState.DELETED);
		assertThat(this.monitor.sandboxes()).hasSize(1);
		second.became(SandboxState.DELETED);
		assertThat(this.monitor.sandboxes()).isEmpty();
		assertThat(this.heard.calls()).containsExactly("sb1 begins", "sb1 snapshot 1", "sb1 ends", "sb1 begins",
				"sb1 snapshot 2", "sb1 ends");
	}

	@Test
	void followsTenThousandAndSaysOnceThatThereAreMore() {
		SandboxMonitor monitor = SandboxMonitor.builder().build();
		Follower first = answering("first", 1).begin(monitor);
		try (LogLines log = LogLines.of(SandboxMonitor.class.getName())) {
			for (int i = 1; i < SandboxMonitor.MAX_SANDBOXES; i++) {
				answering("sb" + i, 1).begin(monitor);
			}
			assertThat(log.all()).isEmpty();
			assertThat(answering("more", 1).begin(monitor)).isSameAs(Follower.NONE);
			assertThat(answering("another", 1).begin(monitor)).isSameAs(Follower.NONE);
			assertThat(log.warnings()).singleElement().asString().contains("10000");
			assertThat(monitor.sandboxes()).hasSize(SandboxMonitor.MAX_SANDBOXES);
			first.became(SandboxState.DELETED);
			assertThat(answering("next", 1).begin(monitor)).isNotSameAs(Follower.NONE);
			assertThat(log.warnings()).hasSize(1);
		}
	}

	@Test
	void asksNobodyOnceItIsClosed() {
		FakeSandbox asked = answering("sb1", 1);
		Follower follower = asked.beginInPool(this.monitor);
		this.monitor.close();
		this.monitor.close();
		lookAfter(INTERVAL.multipliedBy(2));
		follower.lastLook().block(LIMIT);
		FakeSandbox late = answering("sb2", 1);
		late.begin(this.monitor);
		assertThat(asked.asked()).isEqualTo(1);
		assertThat(late.asked()).isZero();
		assertThat(this.monitor.sandboxes()).hasSize(2);
	}

	@Test
	void anIntervalIsLongerThanNothing() {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> SandboxMonitor.builder().interval(Duration.ZERO))
			.withMessageContaining("hopx.metrics.sandbox.interval");
	}

	@Test
	void theShortestIntervalThereIsCanBeUsed() {
		try (SandboxMonitor monitor = SandboxMonitor.builder().interval(Duration.ofNanos(1)).build()) {
			assertThatCode(() -> new FakeSandbox("sb1", Mono.never()).begin(monitor)).doesNotThrowAnyException();
		}
	}

	private static FakeSandbox answering(String id, int executions) {
		return new FakeSandbox(id, Mono.just(FakeSandbox.executions(executions)));
	}

}
