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

package ai.hopx.client.core;

import java.time.Duration;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.SandboxConnection;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

/**
 * Creates sandboxes, and leaves none behind that nobody has.
 */
final class SandboxCreation {

	private static final Log logger = LogFactory.getLog(SandboxCreation.class);

	/**
	 * A reply that comes after its caller left still names a sandbox to be killed. One
	 * that comes even later than this is not waited for: its sandbox is left to its own
	 * time-out.
	 */
	private static final Duration REPLY_DEADLINE = Duration.ofMinutes(5);

	private final HopxClient client;

	private final SandboxLifecycle lifecycle;

	private final LifecycleEvents events;

	private final SandboxDefaults defaults;

	private final AgentSettings agentSettings;

	private final SandboxTracker tracker;

	SandboxCreation(HopxClient client, SandboxLifecycle lifecycle, LifecycleEvents events, SandboxDefaults defaults,
			AgentSettings agentSettings, SandboxTracker tracker) {
		this.client = client;
		this.lifecycle = lifecycle;
		this.events = events;
		this.defaults = defaults;
		this.agentSettings = agentSettings;
		this.tracker = tracker;
	}

	Mono<ReactiveSandbox> create(SandboxSpec spec) {
		return Mono.defer(() -> {
			SandboxSpec complete = this.defaults.complete(spec);
			long started = System.nanoTime();
			return Delivery.of(
					(left) -> this.lifecycle.create(complete, replyDeadline())
						.flatMap((created) -> prepare(created, complete, started, left)),
					this.defaults.readyTimeout(), this::tooLate,
					(sandbox) -> killUnwanted(sandbox.id(), sandbox.kill()));
		});
	}

	private Duration replyDeadline() {
		Duration readyTimeout = this.defaults.readyTimeout();
		return (readyTimeout.compareTo(REPLY_DEADLINE) > 0) ? readyTimeout : REPLY_DEADLINE;
	}

	private Mono<ReactiveSandbox> prepare(SandboxInfo created, SandboxSpec spec, long started, Mono<Void> left) {
		SandboxLife life = SandboxLife.of(created, this.lifecycle, this.events);
		Mono<ReactiveSandbox> prepared = Mono.defer(() -> {
			SandboxConnection connection = this.client.connection(created, true);
			return awaitRunning(created, connection, life)
				// A sandbox that may not be spoken to is of no use to anybody
				.then(Mono.defer(connection::origin))
				.then(Mono.defer(() -> applyEnvironment(spec, connection)))
				.then(Mono.fromSupplier(() -> handle(life, connection, spec, started)));
		});
		// Whoever hears of its end has to hear of its beginning first
		return life.created()
			.then(prepared.takeUntilOther(left)
				.onErrorResume((
						error) -> life.kill().doOnError(error::addSuppressed).onErrorComplete().then(Mono.error(error)))
				.switchIfEmpty(Mono.fromRunnable(() -> killUnwanted(created.id(), life.kill()))));
	}

	private Mono<Void> awaitRunning(SandboxInfo created, SandboxConnection connection, SandboxLife life) {
		StateWatch watch = new StateWatch(created.id(), SandboxState.RUNNING);
		return Mono.defer(() -> watch.isReached(created) ? Mono.empty()
				: watch.until(this.lifecycle.get(created.id()).delayUntil(life::seen))
					.doOnNext(connection::update)
					.then());
	}

	/**
	 * The service takes the variables of a create but does not hand them to the sandbox.
	 */
	private static Mono<Void> applyEnvironment(SandboxSpec spec, SandboxConnection connection) {
		return spec.env().isEmpty() ? Mono.empty() : new AgentEnvironment(connection).merge(spec.env());
	}

	private ReactiveSandbox handle(SandboxLife life, SandboxConnection connection, SandboxSpec spec, long started) {
		Duration duration = Duration.ofNanos(System.nanoTime() - started);
		String template = this.defaults.template(spec);
		ReactiveSandbox sandbox = new DefaultReactiveSandbox(life, connection, this.agentSettings,
				new Acquisition(Acquisition.Source.CREATED, duration),
				this.client.operations().ofSandbox(template, connection.sandboxId()));
		life.follow(this.tracker.created(sandbox, new SandboxTracker.Origin(template, null), life.expiresAt()));
		return sandbox;
	}

	private HopxTimeoutException tooLate() {
		return new HopxTimeoutException(
				"The sandbox did not run within 'hopx.sandbox.ready-timeout', which is %s. It is killed"
					.formatted(this.defaults.readyTimeout()),
				HopxError.of(null));
	}

	private static void killUnwanted(String id, Mono<Void> kill) {
		kill.subscribe(null,
				(error) -> logger
					.warn("Sandbox '%s' was not killed after its creator had left. It lives until its time-out: %s"
						.formatted(id, error)));
	}

}
