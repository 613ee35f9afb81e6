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

import java.util.ArrayList;
import java.util.List;

import ai.hopx.embedded.ledger.Ledger;
import ai.hopx.embedded.ledger.Plane;
import ai.hopx.embedded.ledger.RequestEntry;
import ai.hopx.embedded.ledger.RunEntry;
import ai.hopx.embedded.ledger.SandboxEntry;

/**
 * A ledger in which tests write.
 */
final class WrittenLedger implements Ledger {

	final List<SandboxEntry> sandboxes = new ArrayList<>();

	final List<RunEntry> runs = new ArrayList<>();

	final List<RequestEntry> requests = new ArrayList<>();

	@Override
	public List<SandboxEntry> sandboxes() {
		return List.copyOf(this.sandboxes);
	}

	@Override
	public List<SandboxEntry> alive() {
		return this.sandboxes.stream().filter(SandboxEntry::isAlive).toList();
	}

	@Override
	public List<RunEntry> runs() {
		return List.copyOf(this.runs);
	}

	@Override
	public List<RunEntry> runs(String source) {
		return this.runs.stream().filter((run) -> run.source().equals(source)).toList();
	}

	@Override
	public List<RequestEntry> requests() {
		return List.copyOf(this.requests);
	}

	@Override
	public List<RequestEntry> requests(Plane plane) {
		return this.requests.stream().filter((request) -> request.plane() == plane).toList();
	}

	@Override
	public List<RequestEntry> requests(Plane plane, String method, String pattern) {
		return requests(plane).stream()
			.filter((request) -> request.method().equals(method) && request.path().equals(pattern))
			.toList();
	}

	@Override
	public long forgotten() {
		return 0;
	}

	@Override
	public void clear() {
		this.runs.clear();
		this.requests.clear();
		this.sandboxes.removeIf((sandbox) -> !sandbox.isAlive());
	}

}
