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

package ai.hopx.spring.boot.actuate.endpoint;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxException;
import ai.hopx.client.core.Blocking;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.client.monitor.TrackedSandbox;
import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.SandboxPools;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows the sandboxes of this application, and can end
 * them or send them to sleep. Only those that this application has made: an API key may
 * see those of others too. To look asks nobody.
 */
@Endpoint(id = "hopx", defaultAccess = Access.READ_ONLY)
public class HopxEndpoint {

	private final HopxClient client;

	private final SandboxMonitor monitor;

	private final @Nullable SandboxPools pools;

	private final Clock clock;

	/**
	 * Create an endpoint.
	 * @param client the way to the service
	 * @param monitor knows the sandboxes
	 * @param pools the pools, {@code null} where there are none
	 */
	public HopxEndpoint(HopxClient client, SandboxMonitor monitor, @Nullable SandboxPools pools) {
		this.client = client;
		this.monitor = monitor;
		this.pools = pools;
		this.clock = Clock.systemUTC();
	}

	/**
	 * Show all sandboxes, the oldest first, and the pools.
	 * @return what there is
	 */
	@ReadOperation
	public HopxDescriptor hopx() {
		Instant now = this.clock.instant();
		List<SandboxDescriptor> sandboxes = this.monitor.sandboxes()
			.stream()
			.sorted(Comparator.comparing(TrackedSandbox::createdAt).thenComparing(TrackedSandbox::id))
			.map((sandbox) -> SandboxDescriptor.brief(sandbox, now))
			.toList();
		return new HopxDescriptor(this.client.baseUrl(), poolStatuses(), sandboxes);
	}

	private List<PoolStatus> poolStatuses() {
		SandboxPools pools = this.pools;
		Stream<String> names = (pools != null) ? pools.names().stream().sorted() : Stream.empty();
		return (pools != null) ? names.map((name) -> pools.get(name).status()).toList() : List.of();
	}

	/**
	 * Show a sandbox with all that it measures.
	 * @param id its id
	 * @return the sandbox, {@code null} where this application has none of that id
	 */
	@ReadOperation
	public @Nullable SandboxDescriptor sandbox(@Selector String id) {
		return this.monitor.find(id)
			.map((sandbox) -> SandboxDescriptor.whole(sandbox, this.clock.instant()))
			.orElse(null);
	}

	/**
	 * Kill a sandbox. Whoever uses it meets an error, as if its time were over.
	 * @param id its id
	 * @return whether this application has one of that id
	 * @throws HopxException where the service did not do it
	 */
	@DeleteOperation
	public boolean kill(@Selector String id) {
		return perform(id, ReactiveSandbox::kill);
	}

	/**
	 * Change the state of a sandbox.
	 * @param id its id
	 * @param action what to do
	 * @return whether this application has one of that id
	 * @throws HopxException where the service did not do it
	 */
	@WriteOperation
	public boolean change(@Selector String id, Action action) {
		return perform(id, action.operation);
	}

	/**
	 * Waits: of what is asynchronous, Actuator lets only some technologies tell a status.
	 */
	private boolean perform(String id, Function<ReactiveSandbox, Mono<Void>> operation) {
		Optional<TrackedSandbox> found = this.monitor.find(id);
		found.map(TrackedSandbox::sandbox).map(operation).ifPresent(Blocking::finish);
		return found.isPresent();
	}

	/**
	 * What can be done to a sandbox.
	 */
	public enum Action {

		/**
		 * Keep memory and processes, and serve no calls.
		 */
		PAUSE(ReactiveSandbox::pause),

		/**
		 * Serve calls again after a pause.
		 */
		RESUME(ReactiveSandbox::resume),

		/**
		 * Keep files only.
		 */
		STOP(ReactiveSandbox::stop),

		/**
		 * Serve calls again after a stop.
		 */
		START(ReactiveSandbox::start);

		private final Function<ReactiveSandbox, Mono<Void>> operation;

		Action(Function<ReactiveSandbox, Mono<Void>> operation) {
			this.operation = operation;
		}

	}

}
