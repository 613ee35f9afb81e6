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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.desktop.Desktops;
import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.runtime.SandboxFiles;
import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.WebSockets;

/**
 * What the routes of one agent know of their sandbox.
 */
final class AgentContext {

	private final AgentSpec spec;

	private final AgentSettings settings;

	private final Set<String> languages;

	private final Clock clock;

	private final RecordedLedger ledger;

	private final Instant startedAt;

	private final SandboxEnvironment environment;

	private volatile Availability availability = Availability.CREATING;

	private volatile String failure = "";

	private final Desktops desktops;

	/** Number of the display, 0 without a desktop. */
	private final int display;

	private volatile @Nullable SandboxRuntime runtime;

	private volatile @Nullable Desktop desktop;

	private final AgentStreams streams;

	AgentContext(AgentSpec spec, AgentSettings settings, Set<String> languages, WebSockets webSockets, Clock clock,
			RecordedLedger ledger, Desktops desktops) {
		this.spec = spec;
		this.settings = settings;
		this.languages = languages;
		this.clock = clock;
		this.ledger = ledger;
		this.desktops = desktops;
		this.display = spec.desktop() ? desktops.chooseDisplay() : 0;
		this.startedAt = Replies.now(clock);
		this.environment = new SandboxEnvironment(spec.env());
		this.streams = new AgentStreams(webSockets, this::checkAvailable);
	}

	AgentSpec spec() {
		return this.spec;
	}

	AgentSettings settings() {
		return this.settings;
	}

	Set<String> languages() {
		return this.languages;
	}

	Instant now() {
		return Replies.now(this.clock);
	}

	Instant startedAt() {
		return this.startedAt;
	}

	Duration uptime() {
		return Duration.between(this.startedAt, this.clock.instant());
	}

	SandboxEnvironment environment() {
		return this.environment;
	}

	/**
	 * Return the agent's open WebSockets.
	 * @return the streams
	 */
	AgentStreams streams() {
		return this.streams;
	}

	void availability(Availability availability) {
		this.availability = availability;
		this.streams.availability(availability);
	}

	void failure(String failure) {
		this.failure = failure;
	}

	/**
	 * Check that the sandbox serves.
	 * @throws ApiException if its state does not let it
	 */
	void checkAvailable() {
		this.availability.check(this.spec.sandboxId(), this.failure);
	}

	boolean serves() {
		return this.availability == Availability.RUNNING;
	}

	/**
	 * Check that the sandbox still exists. The runs that its end killed have no outcome
	 * of their own.
	 * @throws ApiException if it is gone
	 */
	void checkPresent() {
		if (!exists()) {
			checkAvailable();
		}
	}

	/**
	 * Tell whether the sandbox is there, running or not.
	 * @return {@code false} once it is gone
	 */
	boolean exists() {
		return this.availability != Availability.GONE && this.availability != Availability.FAILED;
	}

	SandboxRuntime runtime() {
		SandboxRuntime runtime = this.runtime;
		if (runtime == null) {
			throw new IllegalStateException("The agent has no runtime yet");
		}
		return runtime;
	}

	void runtime(SandboxRuntime runtime) {
		this.environment.base(runtime.environment());
		// What a desktop is made of is no run of anybody's
		this.desktop = this.spec.desktop() ? this.desktops.open(runtime, this.display) : null;
		this.runtime = new RecordedRuntime(runtime, this.spec.sandboxId(), this.ledger, screen());
	}

	Desktops desktops() {
		return this.desktops;
	}

	int display() {
		return this.display;
	}

	/**
	 * Return the desktop.
	 * @return the desktop, or {@code null} where the template has none
	 */
	@Nullable Desktop desktop() {
		return this.desktop;
	}

	/**
	 * Wait for the screen of a sandbox that has one: what is run may open windows at
	 * once. Nothing is run the less for a screen that cannot be had.
	 * @return completion
	 */
	Mono<Void> screen() {
		Desktop desktop = this.desktop;
		return (desktop != null && this.desktops.tools().missing().isEmpty()) ? desktop.ready().onErrorComplete()
				: Mono.empty();
	}

	SandboxFiles files() {
		return runtime().files();
	}

}
