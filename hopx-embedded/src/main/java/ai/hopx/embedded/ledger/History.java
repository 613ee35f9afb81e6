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

package ai.hopx.embedded.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * So many entries, then the oldest go. Safe for use from many threads.
 *
 * @param <K> what an entry is found by
 * @param <E> the entries
 */
final class History<K, E> {

	private final int limit;

	private final Predicate<E> kept;

	private final Map<K, E> entries = new LinkedHashMap<>();

	private long forgotten;

	/**
	 * Create a history.
	 * @param limit how many entries it holds
	 * @param kept entries that are never forgotten, and do not count
	 */
	History(int limit, Predicate<E> kept) {
		this.limit = limit;
		this.kept = kept;
	}

	synchronized void add(K key, E entry) {
		this.entries.put(key, entry);
		if (this.entries.size() > this.limit) {
			forgetOne();
		}
	}

	private void forgetOne() {
		@Nullable K oldest = null;
		for (Map.Entry<K, E> each : this.entries.entrySet()) {
			if (!this.kept.test(each.getValue())) {
				oldest = each.getKey();
				break;
			}
		}
		if (oldest != null) {
			this.entries.remove(oldest);
			this.forgotten++;
		}
	}

	/**
	 * Change an entry, if it is still there.
	 * @param key its key
	 * @param change makes the new entry of the old one
	 */
	synchronized void change(K key, UnaryOperator<E> change) {
		this.entries.computeIfPresent(key, (same, entry) -> change.apply(entry));
	}

	synchronized List<E> all() {
		return List.copyOf(this.entries.values());
	}

	synchronized List<E> matching(Predicate<E> condition) {
		return new ArrayList<>(this.entries.values()).stream().filter(condition).toList();
	}

	synchronized long forgotten() {
		return this.forgotten;
	}

	synchronized void clear() {
		this.entries.values().removeIf((entry) -> !this.kept.test(entry));
	}

}
