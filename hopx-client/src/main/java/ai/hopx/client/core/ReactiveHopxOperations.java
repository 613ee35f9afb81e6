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

import ai.hopx.client.RateLimit;
import ai.hopx.client.model.ApiHealth;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.template.ReactiveTemplateOperations;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What can be done with Hopx, without blocking. {@link ReactiveHopxTemplate} does it.
 * <p>
 * Nothing is sent before subscription. All errors, those of arguments included, are
 * {@link ai.hopx.client.HopxException}s and arrive as signals. Code that fails is no
 * error: see {@link RunResult}. Safe for use from many threads.
 *
 * @see HopxOperations
 */
public interface ReactiveHopxOperations {

	/**
	 * Run Python code in a sandbox of the default template and give the sandbox back.
	 * @param code the code
	 * @return what it came to
	 */
	Mono<RunResult> runCode(String code);

	/**
	 * Run code in a sandbox of the default template and give the sandbox back.
	 * @param language the code's language
	 * @param code the code
	 * @return what it came to
	 */
	Mono<RunResult> runCode(Language language, String code);

	/**
	 * Run code in a sandbox of the default template and give the sandbox back.
	 * @param request the code and how to run it
	 * @return what it came to
	 */
	Mono<RunResult> runCode(CodeRequest request);

	/**
	 * Work with a sandbox of the default template.
	 * @param <T> the result
	 * @param callback does the work
	 * @return the callback's result
	 * @see #execute(SandboxSpec, Function)
	 */
	<T> Mono<T> execute(Function<? super ReactiveSandbox, ? extends Publisher<T>> callback);

	/**
	 * Work with a sandbox. It is lent by the first {@link SandboxSource} that serves such
	 * sandboxes, else created; and given back or killed whether the work succeeds, fails
	 * or is cancelled. If the work succeeded and the kill failed, the result stands and
	 * the failure is logged; if both failed, the kill's error is suppressed by the
	 * work's.
	 * @param <T> the result
	 * @param spec what sandbox is needed
	 * @param callback does the work, and must not use the sandbox afterwards. Of a
	 * publisher of many, the first counts
	 * @return the callback's result
	 */
	<T> Mono<T> execute(SandboxSpec spec, Function<? super ReactiveSandbox, ? extends Publisher<T>> callback);

	/**
	 * Create a sandbox of the default template.
	 * @return the sandbox, running
	 * @see #create(SandboxSpec)
	 */
	Mono<ReactiveSandbox> create();

	/**
	 * Create a sandbox and wait until it runs: {@code POST /v1/sandboxes}, then
	 * {@code GET /v1/sandboxes/{id}} until its state is {@code running} unless the reply
	 * says so already, then, where the spec has environment variables,
	 * {@code PATCH /env}, as the service does not apply them by itself.
	 * <p>
	 * If any of it fails, or takes longer than {@code hopx.sandbox.ready-timeout}, the
	 * sandbox is killed. A subscriber that cancels does not stop the creation, which has
	 * no undo: the sandbox is killed as soon as it is there. From then on it is the
	 * caller's to kill.
	 * @param spec what sandbox to create
	 * @return the sandbox, running. {@link ai.hopx.client.HopxTimeoutException} where it
	 * took too long; {@link ai.hopx.client.HopxServerException} where it did not start
	 */
	Mono<ReactiveSandbox> create(SandboxSpec spec);

	/**
	 * Get a handle of a sandbox that is there already: {@code GET /v1/sandboxes/{id}}. It
	 * is not resumed or started by this.
	 * @param id the sandbox's id
	 * @return the sandbox. {@link ai.hopx.client.SandboxNotFoundException} where there is
	 * none
	 */
	Mono<ReactiveSandbox> connect(String id);

	/**
	 * Return what can be done with sandboxes by their id.
	 * @return the operations
	 */
	ReactiveSandboxOperations sandboxes();

	/**
	 * Return what can be done with templates.
	 * @return the operations
	 */
	ReactiveTemplateOperations templates();

	/**
	 * Ask the service how it is: {@code GET /health}.
	 * @return its health
	 */
	Mono<ApiHealth> health();

	/**
	 * Return what the control plane last said of its rate limit, in the
	 * {@code X-RateLimit-*} headers of any reply to this application, refusals included.
	 * Asks nobody, and so costs nothing.
	 * @return the limit, or {@code null} where no reply has told of one yet
	 */
	@Nullable RateLimit rateLimit();

}
