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

package ai.hopx.chaos.judge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.hopx.embedded.ledger.EndCause;
import ai.hopx.embedded.ledger.Plane;
import ai.hopx.embedded.ledger.RequestEntry;
import ai.hopx.embedded.ledger.RunEntry;
import ai.hopx.embedded.ledger.SandboxEntry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A judge that cannot condemn is none: each of these histories is bad in one way.
 */
class JudgeTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final WrittenLedger ledger = new WrittenLedger();

	private Judge judge = at(START);

	@Test
	void goodHistoryHolds() {
		this.ledger.sandboxes.add(sandbox("sb1", 10, START.plusSeconds(9)));
		this.ledger.requests.add(renewal("sb1", START.plusSeconds(2)));
		this.ledger.runs.add(run("sb1", new Marker("waiter", 0, 0)));
		this.ledger.runs.add(run("sb1", new Marker("waiter", 0, 1)));
		this.judge.loans().borrowed("sb1", "waiter.0");
		this.judge.loans().gaveBack("sb1", START.plusSeconds(8));
		this.judge.read();
		assertThat(this.judge.holds()).as(this.judge.verdicts()).isTrue();
	}

	@Test
	void codeThatRanTwice() {
		Marker marker = new Marker("waiter", 3, 1);
		this.ledger.runs.add(run("sb1", marker));
		this.judge.read();
		assertThat(this.judge.holds()).isTrue();
		this.ledger.runs.add(run("sb1", marker));
		this.judge.read();
		expectBroken("no code ran twice", "chaos:waiter.3.1: ran in sb1");
	}

	@Test
	void codeOfTwoBorrowersInOneSandbox() {
		this.ledger.runs.add(run("sb1", new Marker("waiter", 3, 0)));
		this.ledger.runs.add(run("sb1", new Marker("waiter", 4, 0)));
		this.judge.read();
		expectBroken("no sandbox was lent twice", "sb1 ran code of waiter.3 and of waiter.4");
	}

	@Test
	void sandboxThatWasLentTwice() {
		this.judge.loans().borrowed("sb1", "waiter.3");
		this.judge.loans().gaveBack("sb1", START);
		this.judge.loans().borrowed("sb1", "subscriber.0");
		expectBroken("no sandbox was lent twice", "sb1 was lent to waiter.3 and to subscriber.0");
	}

	@Test
	void sandboxThatIsRenewedWhenNobodyHasIt() {
		this.judge.loans().borrowed("sb1", "waiter.3");
		this.judge.loans().gaveBack("sb1", START);
		this.ledger.requests.add(renewal("sb1", START.plusSeconds(9)));
		this.judge.read();
		assertThat(this.judge.holds()).isTrue();
		this.ledger.requests.add(renewal("sb1", START.plusSeconds(11)));
		this.judge.read();
		expectBroken("no sandbox was lent twice", "sb1 was given back");
	}

	@Test
	void sandboxThatOutlivedItsLease() {
		this.ledger.sandboxes.add(sandbox("sb1", 10, START.plusSeconds(13)));
		this.judge.read();
		expectBroken("no sandbox outlived its lease", "sb1", "DELETED");
	}

	@Test
	void sandboxThatStillLives() {
		this.judge = at(START.plusSeconds(13));
		this.ledger.sandboxes.add(sandbox("sb1", 10, null));
		this.judge.read();
		expectBroken("no sandbox outlived its lease", "sb1", "and lives");
	}

	@Test
	void renewedLeaseIsLongerAndEndsAllTheSame() {
		this.judge = at(START.plusSeconds(16));
		this.ledger.sandboxes.add(sandbox("sb1", 10, null));
		this.ledger.requests.add(renewal("sb1", START.plusSeconds(5)));
		this.judge.read();
		assertThat(this.judge.holds()).as(this.judge.verdicts()).isTrue();
		this.ledger.sandboxes.set(0, sandbox("sb1", 10, START.plusSeconds(18)));
		this.judge.read();
		expectBroken("no sandbox outlived its lease", "sb1");
	}

	@Test
	void sandboxWithoutALease() {
		this.ledger.sandboxes.add(sandbox("sb1", null, null));
		this.judge.read();
		expectBroken("no sandbox outlived its lease", "sb1", "nobody asked for");
	}

	@Test
	void sandboxWithALongerLease() {
		this.ledger.sandboxes.add(sandbox("sb1", 11, null));
		this.judge.read();
		expectBroken("no sandbox outlived its lease", "sb1", "nobody asked for");
	}

	@Test
	void keyInAHeader() {
		this.ledger.requests.add(new RequestEntry("req1", Plane.DATA, "sb1", "POST", "/execute", 200, START,
				Set.of("x-api-key", "host")));
		this.judge.read();
		expectBroken("no key was seen on a data plane", "/execute of sb1");
	}

	@Test
	void keyOnTheWire() {
		this.judge.keyKept().wire(List.of("the agent at port 1 was sent the key"), 100);
		expectBroken("no key was seen on a data plane", "port 1");
	}

	@Test
	void controlPlaneMaySeeTheKey() {
		this.ledger.requests.add(
				new RequestEntry("req1", Plane.CONTROL, null, "GET", "/v1/sandboxes", 200, START, Set.of("x-api-key")));
		this.judge.read();
		assertThat(this.judge.holds()).isTrue();
	}

	@Test
	void heapThatGrows() {
		for (int i = 0; i < 30; i++) {
			this.judge.flatness().sample((40L + 4 * i) << 20, 50);
		}
		this.judge.flatness().judge();
		expectBroken("heap and threads are flat", "heap grew");
	}

	@Test
	void threadsThatGrow() {
		for (int i = 0; i < 30; i++) {
			this.judge.flatness().sample(40L << 20, 50 + 3 * i);
		}
		this.judge.flatness().judge();
		expectBroken("heap and threads are flat", "threads grew");
	}

	@Test
	void heapThatGoesUpAndDownIsFlat() {
		for (int i = 0; i < 30; i++) {
			this.judge.flatness().sample((40L + 30 * (i % 2)) << 20, 50 + i % 7);
		}
		this.judge.flatness().judge();
		assertThat(this.judge.holds()).as(this.judge.verdicts()).isTrue();
	}

	@Test
	void findingThatIsBroken() {
		Finding finding = this.judge.finding("the moon is round");
		assertThat(this.judge.holds()).isTrue();
		finding.breach("it is a banana");
		expectBroken("the moon is round", "banana");
	}

	@Test
	void readsTheLedgerToItsEnd() {
		this.ledger.runs.add(run("sb1", new Marker("waiter", 0, 0)));
		this.judge.read();
		assertThat(this.ledger.runs).isEmpty();
		this.judge.read();
		assertThat(this.judge.holds()).isTrue();
	}

	private void expectBroken(String invariant, String... evidence) {
		assertThat(this.judge.holds()).isFalse();
		assertThat(this.judge.invariants()).filteredOn((each) -> !each.holds())
			.singleElement()
			.satisfies((broken) -> assertThat(broken.verdict()).startsWith("BROKEN " + invariant).contains(evidence));
		assertThat(this.judge.verdicts()).contains("OK     ", "BROKEN " + invariant);
	}

	private Judge at(Instant now) {
		return new Judge(this.ledger, Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(10), Duration.ofSeconds(2));
	}

	private static SandboxEntry sandbox(String id, Integer timeoutSeconds, Instant endedAt) {
		return new SandboxEntry(id, "base", "here", timeoutSeconds, START, endedAt,
				(endedAt != null) ? EndCause.DELETED : null);
	}

	private static RequestEntry renewal(String id, Instant at) {
		return new RequestEntry("req1", Plane.CONTROL, null, "PUT", "/v1/sandboxes/" + id + "/timeout", 200, at,
				Set.of("x-api-key"));
	}

	private static RunEntry run(String sandboxId, Marker marker) {
		return new RunEntry(sandboxId, "python", Map.of("print", marker).toString(), START, START, 0, false);
	}

}
