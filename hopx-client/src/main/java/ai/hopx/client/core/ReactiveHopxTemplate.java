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

import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.Pages;
import ai.hopx.client.RateLimit;
import ai.hopx.client.model.ApiHealth;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.template.TemplateClient;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * The way to Hopx for reactive applications. {@link HopxTemplate} is the same for those
 * that block. Safe for use from many threads; one is enough for an application.
 */
public class ReactiveHopxTemplate implements ReactiveHopxOperations {

	/**
	 * For a callback that is missing: told before a sandbox is taken.
	 */
	static final String NO_WORK = "There is nothing to do with the sandbox: the callback must not be null";

	private final HopxClient client;

	private final AgentSettings agentSettings;

	private final SandboxLifecycle lifecycle;

	private final LifecycleEvents events;

	private final SandboxCreation creation;

	private final SandboxLending lending;

	private final TemplateClient templates;

	/**
	 * Create a template.
	 * @param client the way to the service; its owner closes it
	 * @param defaults what holds where a call says nothing else
	 * @param sources where {@code execute} and {@code runCode} look for a sandbox before
	 * they create one, in this order. Asked for at each of these calls, so that sources
	 * can be made late
	 * @param listener hears of what happens to sandboxes
	 */
	public ReactiveHopxTemplate(HopxClient client, SandboxDefaults defaults,
			Supplier<? extends Stream<? extends SandboxSource>> sources, SandboxLifecycleListener listener) {
		Assert.notNull(client, "'client' must not be null");
		Assert.notNull(defaults, "'defaults' must not be null");
		Assert.notNull(sources, "'sources' must not be null");
		Assert.notNull(listener, "'listener' must not be null");
		this.client = client;
		this.agentSettings = new AgentSettings(defaults.runTimeout(), client.maxInMemorySize());
		this.lifecycle = new SandboxLifecycle(client);
		this.events = new LifecycleEvents(listener, Clock.systemUTC());
		this.creation = new SandboxCreation(client, this.lifecycle, this.events, defaults, this.agentSettings);
		this.templates = new TemplateClient(client);
		this.lending = new SandboxLending(this.creation, defaults, sources);
	}

	@Override
	public Mono<RunResult> runCode(String code) {
		return runCode(Language.PYTHON, code);
	}

	@Override
	public Mono<RunResult> runCode(Language language, String code) {
		return Mono.defer(() -> runCode(CodeRequest.of(language, code)));
	}

	@Override
	public Mono<RunResult> runCode(CodeRequest request) {
		return Mono.defer(() -> {
			Arguments.present(request, "There is no request to run code");
			return execute((sandbox) -> sandbox.runCode(request));
		});
	}

	@Override
	public <T> Mono<T> execute(Function<? super ReactiveSandbox, ? extends Publisher<T>> callback) {
		return execute(SandboxSpec.defaults(), callback);
	}

	@Override
	public <T> Mono<T> execute(SandboxSpec spec, Function<? super ReactiveSandbox, ? extends Publisher<T>> callback) {
		if (callback == null) {
			return Mono.error(Arguments.invalid(NO_WORK));
		}
		return Mono.usingWhen(this.lending.lease(spec), (lease) -> Mono.from(callback.apply(lease.sandbox())),
				this.lending::giveBack, this.lending::giveBack, this.lending::giveBack);
	}

	@Override
	public Mono<ReactiveSandbox> create() {
		return create(SandboxSpec.defaults());
	}

	@Override
	public Mono<ReactiveSandbox> create(SandboxSpec spec) {
		return this.creation.create(spec);
	}

	@Override
	public Mono<ReactiveSandbox> connect(String id) {
		return Mono.defer(() -> {
			long started = System.nanoTime();
			return this.lifecycle.get(id).map((sandbox) -> {
				Duration duration = Duration.ofNanos(System.nanoTime() - started);
				return new DefaultReactiveSandbox(SandboxLife.of(sandbox, this.lifecycle, this.events),
						this.client.connection(sandbox, false), this.agentSettings,
						new Acquisition(Acquisition.Source.CONNECTED, duration));
			});
		});
	}

	@Override
	public ReactiveSandboxOperations sandboxes() {
		return new SandboxesById(this.lifecycle, this.events);
	}

	@Override
	public TemplateClient templates() {
		return this.templates;
	}

	@Override
	public Mono<ApiHealth> health() {
		return this.client.retrieve(HopxRequest.to(Endpoint.API_HEALTH).build(), ApiHealth.class);
	}

	@Override
	public @Nullable RateLimit rateLimit() {
		return this.client.rateLimit();
	}

	/**
	 * The pages behind {@link ReactiveSandboxOperations#list}, for who takes them one at
	 * a time.
	 */
	Pages<SandboxInfo> pages(SandboxFilter filter) {
		return this.lifecycle.pages(filter);
	}

	/**
	 * The rules of {@code execute}, for who runs the callback on a thread of its own.
	 */
	SandboxLending lending() {
		return this.lending;
	}

}
