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

import ai.hopx.client.model.MetricsSnapshot;

/**
 * Takes note of the sandboxes that a {@link SandboxMonitor} follows, and of what they
 * measure. Called from many threads, but of one sandbox in order and never at the same
 * time: must be quick, must not block and must not throw.
 */
public interface SandboxMetricsRecorder {

	/**
	 * A sandbox is followed from now on.
	 * @param sandbox the sandbox
	 */
	default void begins(TrackedSandbox sandbox) {
	}

	/**
	 * A sandbox told what it measures.
	 * @param sandbox the sandbox
	 * @param snapshot the figures, from the sandbox's agent: not to be trusted
	 */
	default void snapshot(TrackedSandbox sandbox, MetricsSnapshot snapshot) {
	}

	/**
	 * A sandbox was asked and did not tell.
	 * @param sandbox the sandbox
	 */
	default void snapshotFailed(TrackedSandbox sandbox) {
	}

	/**
	 * A sandbox that was made for no pool could not be killed, and lives until its time
	 * is over.
	 * @param sandbox the sandbox
	 */
	default void killFailed(TrackedSandbox sandbox) {
	}

	/**
	 * A sandbox is followed no more.
	 * @param sandbox the sandbox
	 */
	default void ends(TrackedSandbox sandbox) {
	}

	/**
	 * Return a recorder that takes no note.
	 * @return the recorder
	 */
	static SandboxMetricsRecorder none() {
		return new SandboxMetricsRecorder() {
		};
	}

}
