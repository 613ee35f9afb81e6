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

import java.util.function.Function;

import ai.hopx.client.OperationObserver;
import ai.hopx.client.RateLimit;
import ai.hopx.client.core.SandboxSource.Lease;
import ai.hopx.client.model.ApiHealth;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.template.TemplateOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The way to Hopx for applications that block. It waits for a
 * {@link ReactiveHopxTemplate} and does nothing else of its own. Safe for use from many
 * threads; one is enough for an application.
 */
public class HopxTemplate implements HopxOperations {

	private final ReactiveHopxTemplate reactive;

	private final SandboxOperations sandboxes;

	private final TemplateOperations templates;

	/**
	 * Create a template.
	 * @param reactive does the work
	 */
	public HopxTemplate(ReactiveHopxTemplate reactive) {
		Assert.notNull(reactive, "'reactive' must not be null");
		this.reactive = reactive;
		this.sandboxes = new BlockingSandboxOperations(reactive);
		this.templates = new BlockingTemplateOperations(reactive.templates());
	}

	@Override
	public RunResult runCode(String code) {
		return Blocking.await(this.reactive.runCode(code));
	}

	@Override
	public RunResult runCode(Language language, String code) {
		return Blocking.await(this.reactive.runCode(language, code));
	}

	@Override
	public RunResult runCode(CodeRequest request) {
		return Blocking.await(this.reactive.runCode(request));
	}

	@Override
	public <T extends @Nullable Object> T execute(Function<? super Sandbox, ? extends T> callback) {
		return execute(SandboxSpec.defaults(), callback);
	}

	@Override
	public <T extends @Nullable Object> T execute(SandboxSpec spec, Function<? super Sandbox, ? extends T> callback) {
		Arguments.present(callback, ReactiveHopxTemplate.NO_WORK);
		OperationObserver observer = this.reactive.observer(spec);
		return observer.observeAround("execute", () -> lend(spec, callback, observer));
	}

	private <T extends @Nullable Object> T lend(SandboxSpec spec, Function<? super Sandbox, ? extends T> callback,
			OperationObserver observer) {
		SandboxLending lending = this.reactive.lending();
		Lease lease = Blocking.await(observer.partOfThread(lending.lease(spec)),
				(unwanted) -> lending.giveBack(unwanted).subscribe());
		T result;
		try {
			result = callback.apply(new BlockingSandbox(lease.sandbox()));
		}
		catch (Throwable ex) {
			Blocking.finish(observer.partOfThread(lending.giveBack(lease, ex)));
			throw ex;
		}
		Blocking.finish(observer.partOfThread(lending.giveBack(lease)));
		return result;
	}

	@Override
	public Sandbox create() {
		return create(SandboxSpec.defaults());
	}

	@Override
	public Sandbox create(SandboxSpec spec) {
		SandboxLending lending = this.reactive.lending();
		return new BlockingSandbox(Blocking.await(this.reactive.create(spec),
				(unwanted) -> lending.giveBack(new Lease(unwanted, unwanted.kill())).subscribe()));
	}

	@Override
	public Sandbox connect(String id) {
		return new BlockingSandbox(Blocking.await(this.reactive.connect(id)));
	}

	@Override
	public SandboxOperations sandboxes() {
		return this.sandboxes;
	}

	@Override
	public TemplateOperations templates() {
		return this.templates;
	}

	@Override
	public ApiHealth health() {
		return Blocking.await(this.reactive.health());
	}

	@Override
	public @Nullable RateLimit rateLimit() {
		return this.reactive.rateLimit();
	}

}
