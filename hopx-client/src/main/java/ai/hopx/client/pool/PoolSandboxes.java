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

package ai.hopx.client.pool;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import ai.hopx.client.pool.PoolEntry.State;
import org.jspecify.annotations.Nullable;

/**
 * The sandboxes of a pool, each in one set:
 *
 * <pre>
 * warming ---&gt; idle &lt;---&gt; withheld
 *    |          |            |
 *    |       borrowed        |
 *    |          |            |
 *    +------&gt; killing &lt;------+
 *               |
 *              gone, in none
 * </pre>
 *
 * Guarded by the pool's lock.
 */
final class PoolSandboxes {

	private final Set<PoolEntry> warming = new LinkedHashSet<>();

	private final Set<PoolEntry> idle = new LinkedHashSet<>();

	private final Set<PoolEntry> withheld = new LinkedHashSet<>();

	private final Set<PoolEntry> borrowed = new LinkedHashSet<>();

	private final Set<PoolEntry> killing = new LinkedHashSet<>();

	/** How many idle ones are to be replaced. */
	private int aged;

	void warming(PoolEntry entry) {
		this.warming.add(entry);
	}

	void idle(PoolEntry entry) {
		remove(entry);
		entry.state = State.IDLE;
		this.idle.add(entry);
		if (entry.aged) {
			this.aged++;
		}
	}

	void withheld(PoolEntry entry) {
		remove(entry);
		entry.state = State.WITHHELD;
		this.withheld.add(entry);
	}

	void borrowed(PoolEntry entry) {
		remove(entry);
		entry.state = State.BORROWED;
		this.borrowed.add(entry);
	}

	void killing(PoolEntry entry) {
		remove(entry);
		entry.state = State.KILLING;
		this.killing.add(entry);
	}

	void gone(PoolEntry entry) {
		remove(entry);
		entry.state = State.GONE;
	}

	private void remove(PoolEntry entry) {
		if (entry.state != State.GONE && set(entry.state).remove(entry) && entry.state == State.IDLE && entry.aged) {
			this.aged--;
		}
	}

	private Set<PoolEntry> set(State state) {
		return switch (state) {
			case WARMING -> this.warming;
			case IDLE -> this.idle;
			case WITHHELD -> this.withheld;
			case BORROWED -> this.borrowed;
			case KILLING -> this.killing;
			case GONE -> Set.of();
		};
	}

	/**
	 * Note that an idle sandbox is to be replaced. It is lent until then.
	 */
	void age(PoolEntry entry) {
		if (!entry.aged) {
			entry.aged = true;
			this.aged++;
		}
	}

	/**
	 * Return the sandbox that is idle for longest.
	 */
	@Nullable PoolEntry oldestIdle() {
		return this.idle.isEmpty() ? null : this.idle.iterator().next();
	}

	@Nullable PoolEntry anyAged() {
		return (this.aged > 0) ? this.idle.stream().filter((entry) -> entry.aged).findFirst().orElse(null) : null;
	}

	List<PoolEntry> allWarming() {
		return List.copyOf(this.warming);
	}

	/**
	 * Return those that wait to be lent, withheld ones included.
	 */
	List<PoolEntry> allWaiting() {
		List<PoolEntry> all = new ArrayList<>(this.idle);
		all.addAll(this.withheld);
		return all;
	}

	List<PoolEntry> allBorrowed() {
		return List.copyOf(this.borrowed);
	}

	List<PoolEntry> allKilling() {
		return List.copyOf(this.killing);
	}

	int countWarming() {
		return this.warming.size();
	}

	int countIdle() {
		return this.idle.size();
	}

	int countWithheld() {
		return this.withheld.size();
	}

	int countBorrowed() {
		return this.borrowed.size();
	}

	int countKilling() {
		return this.killing.size();
	}

	/**
	 * Return how many are idle and need no replacement.
	 */
	int countFresh() {
		return this.idle.size() - this.aged;
	}

	/**
	 * Return how many count against the pool's maximum.
	 */
	int size() {
		return this.warming.size() + this.idle.size() + this.withheld.size() + this.borrowed.size();
	}

}
