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
import ai.hopx.client.template.TemplateOperations;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with Hopx, waiting for each result. {@link HopxTemplate} does it.
 * <p>
 * Errors are {@link ai.hopx.client.HopxException}s, those of arguments included. Code
 * that fails is no error: see {@link RunResult}. An interrupt ends a wait with a
 * {@link ai.hopx.client.HopxException} and leaves the thread interrupted. Threads that
 * serve events, such as those of WebFlux, must not wait: there, all of this is an
 * {@link IllegalStateException}, and {@link ReactiveHopxOperations} is the way. Safe for
 * use from many threads.
 *
 * @see ReactiveHopxOperations
 */
public interface HopxOperations {

	/**
	 * Run Python code in a sandbox of the default template and give the sandbox back.
	 * @param code the code
	 * @return what it came to
	 */
	RunResult runCode(String code);

	/**
	 * Run code in a sandbox of the default template and give the sandbox back.
	 * @param language the code's language
	 * @param code the code
	 * @return what it came to
	 */
	RunResult runCode(Language language, String code);

	/**
	 * Run code in a sandbox of the default template and give the sandbox back.
	 * @param request the code and how to run it
	 * @return what it came to
	 */
	RunResult runCode(CodeRequest request);

	/**
	 * Work with a sandbox of the default template.
	 * @param <T> the result
	 * @param callback does the work
	 * @return the callback's result
	 * @see #execute(SandboxSpec, Function)
	 */
	<T extends @Nullable Object> T execute(Function<? super Sandbox, ? extends T> callback);

	/**
	 * Work with a sandbox, on the calling thread. The sandbox is lent by the first
	 * {@link SandboxSource} that serves such sandboxes, else created; and given back or
	 * killed whether the work succeeds or fails. If the work succeeded and the kill
	 * failed, the result stands and the failure is logged; if both failed, the kill's
	 * error is suppressed by the work's.
	 * @param <T> the result
	 * @param spec what sandbox is needed
	 * @param callback does the work, and must not use the sandbox afterwards
	 * @return the callback's result
	 */
	<T extends @Nullable Object> T execute(SandboxSpec spec, Function<? super Sandbox, ? extends T> callback);

	/**
	 * Create a sandbox of the default template.
	 * @return the sandbox, running, to be closed by the caller
	 * @see #create(SandboxSpec)
	 */
	Sandbox create();

	/**
	 * Create a sandbox and wait until it runs: {@code POST /v1/sandboxes}, then
	 * {@code GET /v1/sandboxes/{id}} until its state is {@code running} unless the reply
	 * says so already, then, where the spec has environment variables,
	 * {@code PATCH /env}, as the service does not apply them by itself. If any of it
	 * fails, is interrupted, or takes longer than {@code hopx.sandbox.ready-timeout}, the
	 * sandbox is killed.
	 * @param spec what sandbox to create
	 * @return the sandbox, running, to be closed by the caller
	 * @throws ai.hopx.client.HopxTimeoutException where it took too long
	 * @throws ai.hopx.client.HopxServerException where it did not start
	 */
	Sandbox create(SandboxSpec spec);

	/**
	 * Get a handle of a sandbox that is there already: {@code GET /v1/sandboxes/{id}}. It
	 * is not resumed or started by this. Closing the handle kills the sandbox.
	 * @param id the sandbox's id
	 * @return the sandbox
	 * @throws ai.hopx.client.SandboxNotFoundException where there is none
	 */
	Sandbox connect(String id);

	/**
	 * Return what can be done with sandboxes by their id.
	 * @return the operations
	 */
	SandboxOperations sandboxes();

	/**
	 * Return what can be done with templates.
	 * @return the operations
	 */
	TemplateOperations templates();

	/**
	 * Ask the service how it is: {@code GET /health}.
	 * @return its health
	 */
	ApiHealth health();

	/**
	 * Return what the control plane last said of its rate limit, in the
	 * {@code X-RateLimit-*} headers of any reply to this application, refusals included.
	 * Asks nobody, and so costs nothing.
	 * @return the limit, or {@code null} where no reply has told of one yet
	 */
	@Nullable RateLimit rateLimit();

}
