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

package ai.hopx.embedded.agent;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import reactor.core.publisher.Mono;

import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.web.Listener;

/**
 * The server of one sandbox, at an origin of its own.
 */
public final class Agent {

	/** How long the answers under way may take when a sandbox ends. */
	private static final Duration CLOSE_GRACE = Duration.ofSeconds(3);

	private final AgentContext context;

	private final MetricsSnapshot snapshot;

	private final Listener listener;

	Agent(AgentContext context, MetricsSnapshot snapshot, Listener listener) {
		this.context = context;
		this.snapshot = snapshot;
		this.listener = listener;
	}

	/**
	 * Return the agent's origin.
	 * @return an absolute URI without a path
	 */
	public URI publicHost() {
		return this.listener.uri();
	}

	/**
	 * Serve requests, or stop to.
	 * @param availability what requests meet from now on
	 */
	public void become(Availability availability) {
		this.context.availability(availability);
		Desktop desktop = this.context.desktop();
		if (desktop != null && availability == Availability.STOPPED) {
			desktop.stopped();
		}
	}

	/**
	 * Tell callers why the sandbox has broken down, once it is
	 * {@link Availability#FAILED}.
	 * @param reason why
	 */
	public void failed(String reason) {
		this.context.failure(reason);
	}

	/**
	 * Give the agent the inside of its sandbox, before it becomes
	 * {@link Availability#RUNNING}.
	 * @param runtime the inside
	 */
	public void attach(SandboxRuntime runtime) {
		this.context.runtime(runtime);
	}

	/**
	 * Return the variables by which programs find what the sandbox has.
	 * @return variables by name
	 */
	public Map<String, String> environment() {
		return (this.context.display() > 0) ? Map.of("DISPLAY", ":" + this.context.display()) : Map.of();
	}

	/**
	 * Take the sandbox's figures, once it has an inside.
	 * @return the figures by name
	 */
	public Mono<Map<String, Object>> metrics() {
		return this.snapshot.take();
	}

	/**
	 * Free the agent's port, after the answers under way.
	 * @return completion, when no connection is left
	 */
	public Mono<Void> close() {
		become(Availability.GONE);
		Desktop desktop = this.context.desktop();
		if (desktop != null) {
			desktop.close();
		}
		return this.listener.close(CLOSE_GRACE);
	}

}
