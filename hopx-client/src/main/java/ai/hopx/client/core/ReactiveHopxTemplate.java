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
import ai.hopx.client.OperationObserver;
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

	private final SandboxDefaults defaults;

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
	 * @param tracker follows the sandboxes that are created
	 */
	public ReactiveHopxTemplate(HopxClient client, SandboxDefaults defaults,
			Supplier<? extends Stream<? extends SandboxSource>> sources, SandboxLifecycleListener listener,
			SandboxTracker tracker) {
		Assert.notNull(client, "'client' must not be null");
		Assert.notNull(defaults, "'defaults' must not be null");
		Assert.notNull(sources, "'sources' must not be null");
		Assert.notNull(listener, "'listener' must not be null");
		Assert.notNull(tracker, "'tracker' must not be null");
		this.client = client;
		this.defaults = defaults;
		this.agentSettings = new AgentSettings(defaults.runTimeout(), client.maxInMemorySize());
		this.lifecycle = new SandboxLifecycle(client);
		this.events = new LifecycleEvents(listener, Clock.systemUTC());
		this.creation = new SandboxCreation(client, this.lifecycle, this.events, defaults, this.agentSettings, tracker);
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
			SandboxSpec spec = SandboxSpec.defaults();
			return observer(spec).observe("run-code", lend(spec, (sandbox) -> sandbox.runCode(request)));
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
		return Mono.defer(() -> observer(spec).observeAround("execute", lend(spec, callback)));
	}

	private <T> Mono<T> lend(SandboxSpec spec, Function<? super ReactiveSandbox, ? extends Publisher<T>> callback) {
		return Mono.usingWhen(OperationObserver.part(this.lending.lease(spec)),
				(lease) -> OperationObserver.found(lease.sandbox().id(), Mono.from(callback.apply(lease.sandbox()))),
				this::giveBack, (lease, error) -> OperationObserver.part(this.lending.giveBack(lease, error)),
				this::giveBack);
	}

	private Mono<Void> giveBack(SandboxSource.Lease lease) {
		return OperationObserver.part(this.lending.giveBack(lease));
	}

	/**
	 * What observes operations with a sandbox that is not there yet.
	 */
	OperationObserver observer(@Nullable SandboxSpec spec) {
		// Without a spec the operation fails, and should be seen to
		return this.client.operations().ofTemplate((spec != null) ? this.defaults.template(spec) : null);
	}

	@Override
	public Mono<ReactiveSandbox> create() {
		return create(SandboxSpec.defaults());
	}

	@Override
	public Mono<ReactiveSandbox> create(SandboxSpec spec) {
		return Mono.defer(
				() -> observer(spec).observe("create", this.creation.create(spec).flatMap(ReactiveHopxTemplate::made)));
	}

	private static Mono<ReactiveSandbox> made(ReactiveSandbox sandbox) {
		return OperationObserver.found(sandbox.id(), Mono.just(sandbox));
	}

	@Override
	public Mono<ReactiveSandbox> connect(String id) {
		Mono<ReactiveSandbox> connection = Mono.defer(() -> {
			long started = System.nanoTime();
			return this.lifecycle.get(id).map((sandbox) -> handle(sandbox, started));
		});
		return this.client.operations().observe("connect", OperationObserver.found(id, connection));
	}

	private ReactiveSandbox handle(SandboxInfo sandbox, long started) {
		Duration duration = Duration.ofNanos(System.nanoTime() - started);
		String template = (sandbox.templateName() != null) ? sandbox.templateName() : sandbox.templateId();
		return new DefaultReactiveSandbox(SandboxLife.of(sandbox, this.lifecycle, this.events),
				this.client.connection(sandbox, false), this.agentSettings,
				new Acquisition(Acquisition.Source.CONNECTED, duration),
				this.client.operations().ofSandbox(template, sandbox.id()));
	}

	@Override
	public ReactiveSandboxOperations sandboxes() {
		return new SandboxesById(this.lifecycle, this.events, this.client.operations());
	}

	@Override
	public TemplateClient templates() {
		return this.templates;
	}

	@Override
	public Mono<ApiHealth> health() {
		return this.client.operations()
			.observe("health", this.client.retrieve(HopxRequest.to(Endpoint.API_HEALTH).build(), ApiHealth.class));
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
		return this.lifecycle.pages(filter, this.client.operations());
	}

	/**
	 * The rules of {@code execute}, for who runs the callback on a thread of its own.
	 */
	SandboxLending lending() {
		return this.lending;
	}

}
