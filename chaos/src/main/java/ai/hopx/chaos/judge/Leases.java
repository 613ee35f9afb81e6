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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.hopx.embedded.ledger.SandboxEntry;

/**
 * No sandbox outlived its lease, and each had one.
 */
public final class Leases extends Invariant {

	private final Duration longest;

	private final Duration slack;

	private final Map<String, Instant> ends = new HashMap<>();

	private final Set<String> accused = new HashSet<>();

	private int count;

	private long latest = Long.MIN_VALUE;

	/**
	 * Create the invariant.
	 * @param longest the longest lease that anybody asks for
	 * @param slack how late the service may be
	 */
	Leases(Duration longest, Duration slack) {
		super("no sandbox outlived its lease");
		this.longest = longest;
		this.slack = slack;
	}

	/**
	 * A lease was asked to be renewed.
	 */
	synchronized void renewed(String sandboxId, Instant at) {
		this.ends.computeIfPresent(sandboxId, (id, end) -> later(end, at.plus(this.longest)));
	}

	/**
	 * A sandbox is there.
	 */
	synchronized void created(SandboxEntry sandbox) {
		if (this.ends.containsKey(sandbox.id())) {
			return;
		}
		this.count++;
		Integer timeout = sandbox.timeoutSeconds();
		if (timeout == null || timeout > this.longest.toSeconds()) {
			accuse(sandbox, "has a lease of " + timeout + " s, which nobody asked for");
		}
		Duration lease = (timeout != null) ? Duration.ofSeconds(timeout) : this.longest;
		this.ends.put(sandbox.id(), sandbox.createdAt().plus(lease));
	}

	/**
	 * Judge sandboxes, of whose creation and renewals all is known.
	 * @param sandboxes all that the ledger has
	 * @param now the time, which those that live are judged by
	 */
	synchronized void judge(List<SandboxEntry> sandboxes, Instant now) {
		Set<String> alive = new HashSet<>();
		for (SandboxEntry sandbox : sandboxes) {
			Instant end = this.ends.get(sandbox.id());
			Instant ended = sandbox.endedAt();
			if (end == null) {
				continue;
			}
			Instant lived = (ended != null) ? ended : now;
			long late = Duration.between(end, lived).toMillis();
			this.latest = Math.max(this.latest, late);
			if (late > this.slack.toMillis()) {
				accuse(sandbox, "had a lease until %s and lived until %s%s".formatted(end, lived, cause(sandbox)));
			}
			if (ended == null) {
				alive.add(sandbox.id());
			}
		}
		this.ends.keySet().retainAll(alive);
		this.accused.retainAll(alive);
	}

	private static String cause(SandboxEntry sandbox) {
		return sandbox.isAlive() ? ", and lives" : ", when it was " + sandbox.cause();
	}

	private void accuse(SandboxEntry sandbox, String of) {
		if (this.accused.add(sandbox.id())) {
			broken("%s (%s, created %s) %s".formatted(sandbox.id(), sandbox.region(), sandbox.createdAt(), of));
		}
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	@Override
	protected synchronized String seen() {
		return this.count + " sandboxes, the latest end " + ((this.count == 0) ? 0 : this.latest)
				+ " ms after its lease";
	}

}
