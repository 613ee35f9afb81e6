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

package ai.hopx.spring.boot.actuate.metrics;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxTracker.Follower;
import ai.hopx.client.core.SandboxTracker.Origin;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.monitor.SandboxMetricsRecorder;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.client.monitor.TrackedSandbox;

/**
 * Sandboxes without machines, which tell a recorder what a test says.
 */
final class Sandboxes {

	private final Map<String, Follower> followers = new ConcurrentHashMap<>();

	private final SandboxMetricsRecorder recorder;

	private final SandboxMonitor monitor;

	Sandboxes(SandboxMetricsRecorder recorder) {
		this.recorder = recorder;
		this.monitor = SandboxMonitor.builder().recorder(recorder).build();
	}

	/**
	 * One of template {@code t} and no pool.
	 */
	TrackedSandbox begin(String id) {
		return begin(id, "t", null);
	}

	TrackedSandbox begin(String id, String template, String pool) {
		ReactiveSandbox sandbox = (ReactiveSandbox) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ReactiveSandbox.class }, (proxy, method, arguments) -> id);
		this.followers.put(id, this.monitor.created(sandbox, new Origin(template, pool), null));
		return find(id);
	}

	TrackedSandbox find(String id) {
		return this.monitor.find(id).orElseThrow();
	}

	void tell(String id, String json) {
		this.recorder.snapshot(find(id), HopxJson.mapper().readValue(json, MetricsSnapshot.class));
	}

	void end(String id) {
		this.followers.remove(id).became(SandboxState.DELETED);
	}

	void failToKill(String id) {
		this.followers.get(id).killFailed();
	}

}
