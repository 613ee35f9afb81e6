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
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.hopx.client.core.SandboxSource;
import ai.hopx.client.core.SandboxSpec;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * All pools of an application, by their names. Templates take sandboxes from the one that
 * matches: template and region are the same, and the spec asks for nothing else but
 * environment variables. Of two that match it is the one named {@code default}, else the
 * first by name. Safe for use from many threads.
 */
public class SandboxPools implements SandboxSource {

	private static final String DEFAULT = "default";

	private final Map<String, ReactiveSandboxPool> pools = new LinkedHashMap<>();

	private final Map<String, SandboxPool> blocking = new LinkedHashMap<>();

	/**
	 * Create a collection of pools.
	 * @param pools the pools, with names of their own
	 */
	public SandboxPools(Collection<ReactiveSandboxPool> pools) {
		List<ReactiveSandboxPool> sorted = new ArrayList<>(pools);
		sorted.sort(Comparator.comparing((ReactiveSandboxPool pool) -> !DEFAULT.equals(pool.settings().name()))
			.thenComparing((pool) -> pool.settings().name()));
		for (ReactiveSandboxPool pool : sorted) {
			String name = pool.settings().name();
			if (this.pools.put(name, pool) != null) {
				throw new IllegalArgumentException("There are two pools named '%s'".formatted(name));
			}
			this.blocking.put(name, new SandboxPool(pool));
		}
	}

	/**
	 * Return the names of all pools.
	 * @return the names
	 */
	public Set<String> names() {
		return Set.copyOf(this.pools.keySet());
	}

	/**
	 * Return a pool.
	 * @param name its name
	 * @return the pool
	 * @throws IllegalArgumentException where there is none of that name
	 */
	public SandboxPool get(String name) {
		return present(this.blocking.get(name), name);
	}

	/**
	 * Return a pool.
	 * @param name its name
	 * @return the same pool as {@link #get(String)}, for reactive applications
	 * @throws IllegalArgumentException where there is none of that name
	 */
	public ReactiveSandboxPool reactive(String name) {
		return present(this.pools.get(name), name);
	}

	private <T> T present(@Nullable T pool, String name) {
		if (pool == null) {
			throw new IllegalArgumentException("There is no pool '%s' but only %s: set 'hopx.pools.%s.template'"
				.formatted(name, this.pools.keySet(), name));
		}
		return pool;
	}

	@Override
	public Mono<Lease> lease(SandboxSpec spec) {
		return serving(spec)
			.map((pool) -> pool.acquire(AcquireRequest.defaults().env(spec.env()))
				.map((sandbox) -> new Lease(sandbox, sandbox.kill())))
			.orElseGet(Mono::empty);
	}

	Optional<ReactiveSandboxPool> serving(SandboxSpec spec) {
		return this.pools.values().stream().filter((pool) -> pool.serves(spec)).findFirst();
	}

	@Override
	public String toString() {
		return "SandboxPools" + this.pools.keySet();
	}

}
