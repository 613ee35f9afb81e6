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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.monitor.SandboxMetricsRecorder;
import ai.hopx.client.monitor.TrackedSandbox;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Records what sandboxes measure in meters, by template and pool and never by sandbox.
 * Safe for use from many threads.
 */
public final class MicrometerSandboxMetricsRecorder implements SandboxMetricsRecorder {

	private static final String NONE = "none";

	private final Map<Key, SandboxGroup> groups = new ConcurrentHashMap<>();

	private final TemplateNames templates = new TemplateNames();

	private final SnapshotKeys keys = new SnapshotKeys();

	private final MeterRegistry registry;

	/**
	 * Create a recorder.
	 * @param registry where to register the meters
	 */
	public MicrometerSandboxMetricsRecorder(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void begins(TrackedSandbox sandbox) {
		group(sandbox).begins(sandbox.id());
	}

	@Override
	public void snapshot(TrackedSandbox sandbox, MetricsSnapshot snapshot) {
		group(sandbox).measured(sandbox.id(), snapshot);
	}

	@Override
	public void snapshotFailed(TrackedSandbox sandbox) {
		group(sandbox).snapshotFailed();
	}

	@Override
	public void killFailed(TrackedSandbox sandbox) {
		group(sandbox).killFailed();
	}

	@Override
	public void ends(TrackedSandbox sandbox) {
		group(sandbox).ends(sandbox.id());
	}

	/**
	 * Groups stay, since what they count does; there are no more than templates and
	 * pools.
	 */
	private SandboxGroup group(TrackedSandbox sandbox) {
		String pool = (sandbox.pool() != null) ? sandbox.pool() : NONE;
		Key key = new Key(this.templates.bounded(sandbox.template()), pool);
		return this.groups.computeIfAbsent(key,
				(absent) -> new SandboxGroup(this.registry, this.keys, absent.template(), absent.pool()));
	}

	private record Key(String template, String pool) {
	}

}
