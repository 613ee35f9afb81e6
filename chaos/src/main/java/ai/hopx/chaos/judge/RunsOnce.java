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

import java.util.HashMap;
import java.util.Map;

import ai.hopx.embedded.ledger.RunEntry;

/**
 * No code ran twice.
 */
public final class RunsOnce extends Invariant {

	private final Map<String, String> seen = new HashMap<>();

	RunsOnce() {
		super("no code ran twice");
	}

	/**
	 * Look at a run that the ledger has.
	 */
	synchronized void saw(RunEntry run) {
		Marker marker = Marker.in(run.source());
		if (marker == null) {
			return;
		}
		String where = run.sandboxId() + " at " + run.startedAt();
		String before = this.seen.putIfAbsent(marker.toString(), where);
		if (before != null) {
			broken("%s ran in %s and again in %s".formatted(marker, before, where));
		}
	}

	@Override
	protected synchronized String seen() {
		return this.seen.size() + " runs";
	}

}
