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

package ai.hopx.embedded.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.agent.Agent;
import ai.hopx.embedded.agent.AgentSpec;
import ai.hopx.embedded.agent.Agents;
import ai.hopx.embedded.build.ImageBoot;
import ai.hopx.embedded.build.TemplateImage;
import ai.hopx.embedded.control.Template.TemplateResources;
import ai.hopx.embedded.ledger.EndCause;
import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.runtime.RuntimeSpec;
import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.runtime.SandboxRuntimes;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Replies;

/**
 * All sandboxes, from their creation to their end. Every end of a sandbox, whatever its
 * cause, goes through {@link #end(Sandbox, EndCause)}.
 */
final class Sandboxes {

	private static final Log logger = LogFactory.getLog(Sandboxes.class);

	private static final int MIB_A_GIB = 1024;

	private final ControlSettings settings;

	private final SandboxRuntimes runtimes;

	private final ImageBoot images;

	private final Agents agents;

	private final Scheduler timers;

	private final Clock clock;

	private final SandboxIds ids;

	private final ExpiredSandboxes expired;

	private final Map<String, Sandbox> alive = new ConcurrentHashMap<>();

	private final AtomicLong sequence = new AtomicLong();

	private final Slots slots;

	private final RecordedLedger ledger;

	Sandboxes(ControlSettings settings, SandboxRuntimes runtimes, ImageBoot images, Agents agents, Scheduler timers,
			Clock clock, RecordedLedger ledger) {
		this.settings = settings;
		this.runtimes = runtimes;
		this.images = images;
		this.agents = agents;
		this.timers = timers;
		this.clock = clock;
		this.ids = new SandboxIds(clock);
		this.expired = new ExpiredSandboxes(clock);
		this.slots = new Slots(settings.maxSandboxes());
		this.ledger = ledger;
	}

	/**
	 * Create a sandbox.
	 * @param request what is wanted
	 * @return the sandbox, once it runs and its agent answers
	 */
	Mono<Sandbox> create(CreateRequest request) {
		return Background.run(Mono.defer(() -> {
			String id = this.ids.next();
			this.slots.take(id);
			return register(id, request).doOnError((ex) -> this.slots.release(id)).flatMap(this::boot);
		}));
	}

	private Mono<Sandbox> register(String id, CreateRequest request) {
		TemplateResources resources = request.template().defaultResources();
		AgentSpec spec = new AgentSpec(id, resources.vcpu(), resources.memoryMb(), resources.diskGb() * MIB_A_GIB,
				request.env(), request.template().hasDesktop());
		return this.agents.open(spec).map((agent) -> register(id, request, agent));
	}

	private Sandbox register(String id, CreateRequest request, Agent agent) {
		Sandbox sandbox = new Sandbox(id, this.sequence.incrementAndGet(), request, Replies.now(this.clock), agent);
		this.alive.put(id, sandbox);
		this.ledger.sandboxCreated(id, request.template().name(), request.region(), request.timeoutSeconds());
		if (request.timeoutSeconds() != null) {
			expireAfter(sandbox, request.timeoutSeconds(), sandbox.createdAt());
		}
		return sandbox;
	}

	private Mono<Sandbox> boot(Sandbox sandbox) {
		if (this.slots.closed()) {
			// Registered while the server was ending all others
			return end(sandbox, EndCause.SERVER_STOPPED).then(Mono.error(() -> notFound(sandbox.id())));
		}
		return Mono.delay(this.settings.bootDelay(), this.timers)
			.takeUntilOther(sandbox.whenEnded())
			.then(Mono.defer(() -> sandbox.ended() ? Mono.empty() : start(sandbox)))
			.flatMap((runtime) -> started(sandbox, runtime))
			.switchIfEmpty(Mono.error(() -> gone(sandbox.id())))
			.onErrorResume((ex) -> end(sandbox, EndCause.BOOT_FAILED).then(Mono.error(() -> bootFailure(ex))));
	}

	private Mono<SandboxRuntime> start(Sandbox sandbox) {
		RuntimeSpec spec = runtimeSpec(sandbox);
		TemplateImage image = sandbox.request().image();
		return this.runtimes.start(spec)
			.flatMap((runtime) -> this.images.boot(image, runtime, spec.diskMb())
				.onErrorResume((ex) -> runtime.destroy().then(Mono.error(ex)))
				.thenReturn(runtime));
	}

	private static RuntimeSpec runtimeSpec(Sandbox sandbox) {
		TemplateResources resources = sandbox.request().template().defaultResources();
		TemplateImage image = sandbox.request().image();
		Map<String, String> env = new HashMap<>(image.env());
		env.putAll(sandbox.agent().environment());
		return new RuntimeSpec(sandbox.id(), sandbox.request().internetAccess(), resources.memoryMb(),
				resources.diskGb() * MIB_A_GIB, env, image.workdir());
	}

	private Mono<Sandbox> started(Sandbox sandbox, SandboxRuntime runtime) {
		if (!sandbox.run(runtime, Replies.now(this.clock))) {
			return runtime.destroy().then(Mono.empty());
		}
		runtime.whenGone()
			.onErrorResume((ex) -> Mono.just(String.valueOf(ex.getMessage())))
			.subscribe((reason) -> fail(sandbox, runtime, reason));
		return Mono.just(sandbox);
	}

	private static Throwable bootFailure(Throwable ex) {
		if (ex instanceof ApiException) {
			return ex;
		}
		logger.error("A sandbox could not be started", ex);
		return new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
				"The sandbox could not be started: " + ex.getMessage());
	}

	private void fail(Sandbox sandbox, SandboxRuntime runtime, String reason) {
		if (!sandbox.ended()) {
			logger.warn("Sandbox " + sandbox.id() + " has broken down: " + reason);
			this.ledger.sandboxEnded(sandbox.id(), EndCause.FAILED);
			sandbox.fail(reason, Replies.now(this.clock));
			Background.run(runtime.destroy().onErrorComplete()).subscribe();
		}
	}

	/**
	 * Return all sandboxes, the youngest first.
	 * @return a copy
	 */
	List<Sandbox> all() {
		return this.alive.values().stream().sorted(Comparator.comparingLong(Sandbox::sequence).reversed()).toList();
	}

	/**
	 * Tell whether a template has sandboxes.
	 * @param templateId the template's id
	 * @return whether any is alive
	 */
	boolean use(String templateId) {
		return this.alive.values().stream().anyMatch((sandbox) -> sandbox.request().template().id().equals(templateId));
	}

	/**
	 * Find a sandbox.
	 * @param id its id
	 * @return the sandbox
	 * @throws ApiException with status 404 if there is none, or 410 if it has expired
	 */
	Sandbox get(String id) {
		Sandbox sandbox = this.alive.get(id);
		if (sandbox == null) {
			throw gone(id);
		}
		return sandbox;
	}

	private ApiException gone(String id) {
		ApiException expired = this.expired.find(id);
		return (expired != null) ? expired : notFound(id);
	}

	private static ApiException notFound(String id) {
		return ApiException.notFound("Sandbox " + id + " not found").detail("sandbox_id", id);
	}

	/**
	 * Change a sandbox's state.
	 * @param id its id
	 * @param action what to do
	 * @return the sandbox, in its new state
	 */
	Mono<Sandbox> change(String id, LifecycleAction action) {
		return Mono.defer(() -> {
			Sandbox sandbox = get(id);
			return Background.run(sandbox.inTurn(Mono.defer(() -> change(sandbox, action))));
		});
	}

	private Mono<Sandbox> change(Sandbox sandbox, LifecycleAction action) {
		get(sandbox.id());
		SandboxState before = sandbox.state();
		SandboxRuntime runtime = sandbox.runtime();
		if (!action.leadsOn(before) || runtime == null) {
			return Mono.just(sandbox);
		}
		if (action.target() != SandboxState.RUNNING) {
			// Nobody comes in while the doors close
			sandbox.announce(action.target().availability());
		}
		return action.perform(runtime)
			.doOnError((ex) -> sandbox.announce(before.availability()))
			.onErrorMap((ex) -> sandbox.ended() ? notFound(sandbox.id()) : ex)
			.then(Mono.fromSupplier(() -> {
				sandbox.become(action.target(), Replies.now(this.clock));
				if (before == SandboxState.STOPPED) {
					this.images.start(sandbox.request().image(), runtime);
				}
				return sandbox;
			}));
	}

	/**
	 * Let a sandbox end by itself, counted from now.
	 * @param id its id
	 * @param seconds when to end it
	 * @return the sandbox
	 */
	Sandbox expireAfter(String id, int seconds) {
		Sandbox sandbox = get(id);
		expireAfter(sandbox, seconds, Replies.now(this.clock));
		return sandbox;
	}

	private void expireAfter(Sandbox sandbox, int seconds, Instant start) {
		Duration timeout = Duration.ofSeconds(seconds);
		Instant deadline = start.plus(timeout);
		Disposable timer = this.timers.schedule(() -> expire(sandbox, deadline), timeout.toMillis(),
				TimeUnit.MILLISECONDS);
		sandbox.expireAt(seconds, deadline, timer);
	}

	private void expire(Sandbox sandbox, Instant deadline) {
		if (sandbox.expiresAt(deadline) && !sandbox.ended()) {
			this.expired.add(sandbox.id(), sandbox.createdAt(), deadline);
			end(sandbox, EndCause.EXPIRED).subscribe();
		}
	}

	/**
	 * Destroy a sandbox.
	 * @param id its id
	 * @return completion, when nothing is left of it
	 */
	Mono<Void> delete(String id) {
		return Mono.defer(() -> end(get(id), EndCause.DELETED));
	}

	/**
	 * Destroy a sandbox, if there is one.
	 * @param id its id
	 * @return completion, when nothing is left of it
	 */
	Mono<Void> end(String id) {
		return Mono.defer(() -> {
			Sandbox sandbox = this.alive.get(id);
			return (sandbox != null) ? end(sandbox, EndCause.DELETED) : Mono.empty();
		});
	}

	private Mono<Void> end(Sandbox sandbox, EndCause cause) {
		if (!this.alive.remove(sandbox.id(), sandbox)) {
			return Mono.empty();
		}
		this.ledger.sandboxEnded(sandbox.id(), cause);
		@Nullable SandboxRuntime runtime = sandbox.end();
		Mono<Void> destroyed = (runtime != null) ? runtime.destroy() : Mono.empty();
		return Background.run(destroyed.onErrorResume((ex) -> {
			logger.warn("Sandbox " + sandbox.id() + " could not be destroyed", ex);
			return Mono.empty();
		}).then(sandbox.agent().close()).doFinally((signal) -> this.slots.release(sandbox.id())));
	}

	/**
	 * End every sandbox and create no more.
	 * @return completion, when none is left
	 */
	Mono<Void> close() {
		return Mono.defer(() -> {
			this.slots.close();
			return Flux.fromIterable(this.alive.values())
				.flatMap((sandbox) -> end(sandbox, EndCause.SERVER_STOPPED))
				.then();
		});
	}

}
