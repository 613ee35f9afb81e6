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

import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

import ai.hopx.client.model.MetricsSnapshot;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What goes up and down in the live sandboxes of one template and pool. A meter is there
 * while a sandbox has told what it shows. To read one takes no lock.
 */
final class SandboxLevels {

	private static final int MAX_ENDED = 32;

	private final Map<String, MetricsSnapshot> live = new ConcurrentHashMap<>();

	/** The last words of those that ended last. */
	private final Deque<MetricsSnapshot> ended = new ConcurrentLinkedDeque<>();

	private final Map<String, Shown> shown = new HashMap<>();

	private final MeterRegistry registry;

	private final SnapshotKeys keys;

	private final String template;

	private final String pool;

	SandboxLevels(MeterRegistry registry, SnapshotKeys keys, String template, String pool) {
		this.registry = registry;
		this.keys = keys;
		this.template = template;
		this.pool = pool;
	}

	synchronized void put(String sandboxId, MetricsSnapshot snapshot) {
		MetricsSnapshot before = this.live.put(sandboxId, snapshot);
		levels(snapshot).forEach(this::show);
		if (before != null) {
			levels(before).forEach(this::hide);
		}
	}

	synchronized void remove(String sandboxId) {
		MetricsSnapshot last = this.live.remove(sandboxId);
		if (last == null) {
			return;
		}
		if (levels(last).anyMatch(SandboxLevel::outlives)) {
			levels(last).filter(SandboxLevel::outlives).forEach(this::show);
			this.ended.addLast(last);
		}
		levels(last).forEach(this::hide);
		int kept = this.live.isEmpty() ? 0 : MAX_ENDED;
		while (this.ended.size() > kept) {
			levels(this.ended.removeFirst()).filter(SandboxLevel::outlives).forEach(this::hide);
		}
	}

	/**
	 * Return what tells of a level.
	 */
	Stream<MetricsSnapshot> snapshots(SandboxLevel level) {
		Stream<MetricsSnapshot> live = this.live.values().stream();
		return level.outlives() ? Stream.concat(live, this.ended.stream()) : live;
	}

	private Stream<SandboxLevel> levels(MetricsSnapshot snapshot) {
		return Stream.concat(SandboxLevel.KNOWN.stream().filter((level) -> level.isIn(snapshot)),
				snapshot.others().keySet().stream().filter(this.keys::admit).map(SandboxLevel::other));
	}

	private void show(SandboxLevel level) {
		this.shown.computeIfAbsent(name(level),
				(name) -> new Shown(level.register(this.registry, this, this.template, this.pool))).sandboxes++;
	}

	private void hide(SandboxLevel level) {
		this.shown.computeIfPresent(name(level), (name, shown) -> {
			shown.sandboxes--;
			if (shown.sandboxes > 0) {
				return shown;
			}
			shown.meters.forEach(this.registry::remove);
			return null;
		});
	}

	private static String name(SandboxLevel level) {
		return level.meter() + ":" + level.key();
	}

	/**
	 * The meters of one level, and how many sandboxes tell it: to look for one that does
	 * would take a look at all of them.
	 */
	private static final class Shown {

		private final List<Meter> meters;

		private int sandboxes;

		Shown(List<Meter> meters) {
			this.meters = meters;
		}

	}

}
