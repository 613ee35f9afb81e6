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

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import ai.hopx.embedded.ledger.RunEntry;

/**
 * No sandbox was lent twice, and none was kept alive after its borrower had given it
 * back.
 */
public final class Loans extends Invariant {

	/** For renewals that were under way when the sandbox came back. */
	private static final Duration UNDER_WAY = Duration.ofSeconds(10);

	private final Map<String, String> borrowers = new HashMap<>();

	private final Map<String, Instant> givenBack = new HashMap<>();

	private final Map<String, String> ran = new HashMap<>();

	Loans() {
		super("no sandbox was lent twice");
	}

	/**
	 * Somebody has borrowed a sandbox.
	 * @param sandboxId the sandbox
	 * @param borrower who
	 */
	public synchronized void borrowed(String sandboxId, String borrower) {
		String before = this.borrowers.putIfAbsent(sandboxId, borrower);
		if (before != null) {
			broken("%s was lent to %s and to %s".formatted(sandboxId, before, borrower));
		}
	}

	/**
	 * A sandbox was given back.
	 * @param sandboxId the sandbox
	 * @param now when
	 */
	public synchronized void gaveBack(String sandboxId, Instant now) {
		this.givenBack.put(sandboxId, now);
	}

	/**
	 * Look at a run that the ledger has.
	 */
	synchronized void saw(RunEntry run) {
		Marker marker = Marker.in(run.source());
		if (marker != null) {
			String before = this.ran.putIfAbsent(run.sandboxId(), marker.loan());
			if (before != null && !before.equals(marker.loan())) {
				broken("%s ran code of %s and of %s".formatted(run.sandboxId(), before, marker.loan()));
			}
		}
	}

	/**
	 * Look at a renewal that the ledger has.
	 */
	synchronized void renewed(String sandboxId, Instant at) {
		Instant end = this.givenBack.get(sandboxId);
		if (end != null && at.isAfter(end.plus(UNDER_WAY))) {
			broken("%s was given back at %s and renewed at %s".formatted(sandboxId, end, at));
		}
	}

	@Override
	protected synchronized String seen() {
		return this.borrowers.size() + " loans, " + this.ran.size() + " sandboxes with runs";
	}

}
