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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.hopx.client.model.MetricsSnapshot;

/**
 * What a monitor told its recorder, in order.
 */
final class Heard implements SandboxMetricsRecorder {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	List<String> calls() {
		return List.copyOf(this.calls);
	}

	List<String> calls(String id) {
		return this.calls.stream().filter((call) -> call.startsWith(id + " ")).toList();
	}

	@Override
	public void begins(TrackedSandbox sandbox) {
		add(sandbox, "begins");
	}

	@Override
	public void snapshot(TrackedSandbox sandbox, MetricsSnapshot snapshot) {
		Double executions = snapshot.totalExecutions();
		add(sandbox, "snapshot " + ((executions != null) ? executions.intValue() : "-"));
	}

	@Override
	public void snapshotFailed(TrackedSandbox sandbox) {
		add(sandbox, "snapshot failed");
	}

	@Override
	public void killFailed(TrackedSandbox sandbox) {
		add(sandbox, "kill failed");
	}

	@Override
	public void ends(TrackedSandbox sandbox) {
		add(sandbox, "ends");
	}

	private void add(TrackedSandbox sandbox, String call) {
		this.calls.add(sandbox.id() + " " + call);
	}

}
