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
import java.util.function.Predicate;
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

	private final Map<String, List<Meter>> registered = new HashMap<>();

	private final Map<String, SandboxLevel> levels = new HashMap<>();

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
		this.live.put(sandboxId, snapshot);
		SandboxLevel.KNOWN.stream().filter((level) -> level.isIn(snapshot)).forEach(this::show);
		snapshot.others().keySet().stream().filter(this.keys::admit).map(SandboxLevel::other).forEach(this::show);
		removeIf((level) -> !level.isIn(snapshot) && isGone(level));
	}

	synchronized void remove(String sandboxId) {
		MetricsSnapshot last = this.live.remove(sandboxId);
		if (last == null) {
			return;
		}
		if (this.live.isEmpty()) {
			this.ended.clear();
		}
		else if (SandboxLevel.KNOWN.stream().anyMatch((level) -> level.outlives() && level.isIn(last))) {
			this.ended.addLast(last);
			if (this.ended.size() > MAX_ENDED) {
				this.ended.removeFirst();
			}
		}
		removeIf(this::isGone);
	}

	/**
	 * Return what tells of a level.
	 */
	Stream<MetricsSnapshot> snapshots(SandboxLevel level) {
		Stream<MetricsSnapshot> live = this.live.values().stream();
		return level.outlives() ? Stream.concat(live, this.ended.stream()) : live;
	}

	private void show(SandboxLevel level) {
		String name = level.meter() + ":" + level.key();
		if (this.levels.putIfAbsent(name, level) == null) {
			this.registered.put(name, level.register(this.registry, this, this.template, this.pool));
		}
	}

	/**
	 * The first snapshot that has it answers.
	 */
	private boolean isGone(SandboxLevel level) {
		return snapshots(level).noneMatch(level::isIn);
	}

	private void removeIf(Predicate<SandboxLevel> unwanted) {
		this.levels.entrySet().removeIf((level) -> {
			boolean remove = unwanted.test(level.getValue());
			if (remove) {
				List<Meter> meters = this.registered.remove(level.getKey());
				if (meters != null) {
					meters.forEach(this.registry::remove);
				}
			}
			return remove;
		});
	}

}
