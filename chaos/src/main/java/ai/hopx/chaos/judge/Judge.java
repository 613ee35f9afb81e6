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
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.hopx.embedded.ledger.Ledger;
import ai.hopx.embedded.ledger.Plane;
import ai.hopx.embedded.ledger.RequestEntry;
import ai.hopx.embedded.ledger.RunEntry;
import ai.hopx.embedded.ledger.SandboxEntry;

/**
 * Reads the ledger and holds it against what must hold. Reads it to its end each time and
 * has it forget, so that nothing grows however long it takes.
 */
public final class Judge {

	private static final Pattern RENEWAL = Pattern.compile("/v1/sandboxes/([^/]+)/timeout");

	private final Ledger ledger;

	private final Clock clock;

	private final RunsOnce runsOnce = new RunsOnce();

	private final Loans loans = new Loans();

	private final Leases leases;

	private final Answers answers;

	private final KeyKept keyKept = new KeyKept();

	private final Flatness flatness = new Flatness();

	private final List<Invariant> findings = new ArrayList<>();

	private int sandboxes;

	/**
	 * Create a judge.
	 * @param ledger what the server has seen
	 * @param clock the server's clock
	 * @param longestLease the longest lease that anybody asks for
	 * @param slack how late things may be on a machine that is busy
	 */
	public Judge(Ledger ledger, Clock clock, Duration longestLease, Duration slack) {
		this.ledger = ledger;
		this.clock = clock;
		this.leases = new Leases(longestLease, slack);
		this.answers = new Answers(System::nanoTime, slack);
	}

	/**
	 * Read what is new.
	 */
	public synchronized void read() {
		List<SandboxEntry> sandboxes = this.ledger.sandboxes();
		Instant now = this.clock.instant();
		List<RequestEntry> requests = this.ledger.requests();
		List<RunEntry> runs = this.ledger.runs();
		this.ledger.clear();
		this.sandboxes = (int) sandboxes.stream().filter(SandboxEntry::isAlive).count();
		sandboxes.forEach(this.leases::created);
		requests.forEach(this::saw);
		this.leases.judge(sandboxes, now);
		for (RunEntry run : runs) {
			this.runsOnce.saw(run);
			this.loans.saw(run);
		}
		this.answers.check();
	}

	private void saw(RequestEntry request) {
		this.keyKept.saw(request);
		if (request.plane() == Plane.CONTROL && request.method().equals("PUT")) {
			Matcher renewal = RENEWAL.matcher(request.path());
			if (renewal.matches()) {
				this.leases.renewed(renewal.group(1), request.at());
				this.loans.renewed(renewal.group(1), request.at());
			}
		}
	}

	/**
	 * Return how many sandboxes lived when the ledger was last read.
	 * @return the number
	 */
	public synchronized int sandboxes() {
		return this.sandboxes;
	}

	/**
	 * Return who watches loans.
	 * @return the invariant
	 */
	public Loans loans() {
		return this.loans;
	}

	/**
	 * Return who watches calls.
	 * @return the invariant
	 */
	public Answers answers() {
		return this.answers;
	}

	/**
	 * Return who watches the key.
	 * @return the invariant
	 */
	public KeyKept keyKept() {
		return this.keyKept;
	}

	/**
	 * Return who watches heap and threads.
	 * @return the invariant
	 */
	public Flatness flatness() {
		return this.flatness;
	}

	/**
	 * Judge by something else as well.
	 * @param name what must hold
	 * @return the invariant
	 */
	public Finding finding(String name) {
		Finding finding = new Finding(name);
		this.findings.add(finding);
		return finding;
	}

	/**
	 * Return all that must hold.
	 * @return the invariants
	 */
	public List<Invariant> invariants() {
		List<Invariant> all = new ArrayList<>(
				List.of(this.runsOnce, this.leases, this.loans, this.answers, this.keyKept, this.flatness));
		all.addAll(this.findings);
		return all;
	}

	/**
	 * Return whether all holds.
	 * @return whether nothing is broken
	 */
	public boolean holds() {
		return invariants().stream().allMatch(Invariant::holds);
	}

	/**
	 * Return all verdicts.
	 * @return a line or more for each invariant
	 */
	public String verdicts() {
		return invariants().stream().map(Invariant::verdict).collect(Collectors.joining("\n"));
	}

}
