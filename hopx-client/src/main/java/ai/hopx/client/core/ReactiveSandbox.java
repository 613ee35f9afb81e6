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

import java.net.URI;
import java.time.Duration;

import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.model.AgentHealth;
import ai.hopx.client.model.AgentInfo;
import ai.hopx.client.model.AsyncRun;
import ai.hopx.client.model.BackgroundRun;
import ai.hopx.client.model.JupyterSession;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.stream.ExecutionEvent;
import ai.hopx.client.stream.TerminalOptions;
import ai.hopx.client.stream.TerminalSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A handle of one sandbox, without blocking. Made by {@link ReactiveHopxOperations}. Safe
 * for use from many threads. A handle holds no connection: one that is dropped costs
 * nothing, but its sandbox lives until it is killed or its time is over.
 * <p>
 * Nothing is sent before subscription, and each subscription sends anew: code that is
 * subscribed to twice runs twice. All errors are {@link ai.hopx.client.HopxException}s.
 * Code that fails is no error: see {@link RunResult}.
 *
 * @see Sandbox
 */
public interface ReactiveSandbox {

	/**
	 * Return the sandbox's id.
	 * @return the id
	 */
	String id();

	/**
	 * Return how this handle came by its sandbox.
	 * @return its source, and how long it took
	 */
	Acquisition acquisition();

	/**
	 * Run Python code.
	 * @param code the code
	 * @return what it came to
	 * @see #runCode(CodeRequest)
	 */
	Mono<RunResult> runCode(String code);

	/**
	 * Run code.
	 * @param language its language
	 * @param code the code
	 * @return what it came to
	 * @see #runCode(CodeRequest)
	 */
	Mono<RunResult> runCode(Language language, String code);

	/**
	 * Run code: {@code POST /execute}, or {@code POST /execute/rich} where rich output is
	 * asked for and the agent has it. Never sent twice once it may have arrived. The
	 * reply is waited for 30 s longer than the run may take.
	 * @param request the code and how to run it
	 * @return what it came to, time-outs included.
	 * {@link ai.hopx.client.HopxTimeoutException} where no reply came at all: the code
	 * may run on
	 */
	Mono<RunResult> runCode(CodeRequest request);

	/**
	 * Run code and tell what it comes to while it does: {@code /execute/stream}, or
	 * {@code /stream} where the agent has only that. No more is read from the network
	 * than is asked for here, and to cancel ends the run. What was sent is never sent
	 * again.
	 * @param request the code and how to run it
	 * @return the events, the last of them {@link ExecutionEvent.Complete}. A stream that
	 * ends before is {@link ai.hopx.client.HopxTransportException}; a silence of 30 s
	 * more than the run may take, {@link ai.hopx.client.HopxTimeoutException}
	 */
	Flux<ExecutionEvent> streamCode(CodeRequest request);

	/**
	 * Open a terminal of the size that the service gives it: {@code /terminal}.
	 * @return the session, to be closed by the caller
	 */
	Mono<TerminalSession> terminal();

	/**
	 * Open a terminal: {@code /terminal}.
	 * @param options its size
	 * @return the session, to be closed by the caller
	 */
	Mono<TerminalSession> terminal(TerminalOptions options);

	/**
	 * Return what can be done with IPython.
	 * @return the operations
	 */
	ReactiveIpythonOperations ipython();

	/**
	 * Start code in the background.
	 * @param request the code and how to run it
	 * @return the run, under way
	 * @see #startCode(CodeRequest, String)
	 */
	Mono<BackgroundRun> startCode(CodeRequest request);

	/**
	 * Start code in the background, under a name: {@code POST /execute/background}. Never
	 * sent twice once it may have arrived.
	 * @param request the code and how to run it. Without a time-out of its own it may run
	 * for 5 minutes; rich output is not kept
	 * @param name its label in lists
	 * @return the run, under way: see {@link #processes()} for how it goes on
	 */
	Mono<BackgroundRun> startCode(CodeRequest request, String name);

	/**
	 * Start code and have a URL told when it has ended: {@code POST /execute/async}.
	 * Never sent twice once it may have arrived.
	 * @param request the code and how to run it. Without a time-out of its own it may run
	 * for 30 minutes; rich output is not kept
	 * @param callback whom to tell; a {@link CallbackVerifier} reads what arrives there
	 * @return the run, accepted
	 */
	Mono<AsyncRun> startCode(CodeRequest request, RunCallback callback);

	/**
	 * Return what can be done with processes.
	 * @return the operations
	 */
	ReactiveProcessOperations processes();

	/**
	 * Return what can be done with shell commands.
	 * @return the operations
	 */
	ReactiveCommandOperations commands();

	/**
	 * Return what can be done with files.
	 * @return the operations
	 */
	ReactiveFileOperations files();

	/**
	 * Return what can be done with environment variables.
	 * @return the operations
	 */
	ReactiveEnvironmentOperations env();

	/**
	 * Return what can be measured.
	 * @return the operations
	 */
	ReactiveMetricsOperations metrics();

	/**
	 * Return what can be done with the desktop. Only sandboxes of some templates have
	 * one: others answer with {@link ai.hopx.client.DesktopNotAvailableException}.
	 * @return the operations
	 */
	ReactiveDesktopOperations desktop();

	/**
	 * Return what can be done with the agent's cache of results.
	 * @return the operations
	 */
	ReactiveCacheOperations cache();

	/**
	 * List the kernels that run code and keep its variables:
	 * {@code GET /jupyter/sessions}.
	 * @return the kernels
	 */
	Flux<JupyterSession> jupyterSessions();

	/**
	 * Ask the agent for a sign of life: {@code GET /ping}.
	 * @return completion
	 */
	Mono<Void> ping();

	/**
	 * Ask the agent how it is: {@code GET /health}.
	 * @return its health
	 */
	Mono<AgentHealth> health();

	/**
	 * Ask the agent what it is: {@code GET /info}.
	 * @return its description
	 */
	Mono<AgentInfo> agentInfo();

	/**
	 * Describe the sandbox: {@code GET /v1/sandboxes/{id}}.
	 * @return its description
	 */
	Mono<SandboxInfo> info();

	/**
	 * Return the sandbox's state: {@code GET /v1/sandboxes/{id}}.
	 * @return its state
	 */
	Mono<SandboxState> status();

	/**
	 * Start the sandbox after a {@link #stop()}: {@code POST /v1/sandboxes/{id}/start},
	 * then its description and a new token, as both may have changed.
	 * @return completion
	 */
	Mono<Void> start();

	/**
	 * Stop the sandbox, which keeps its files only: {@code POST /v1/sandboxes/{id}/stop}.
	 * @return completion
	 */
	Mono<Void> stop();

	/**
	 * Pause the sandbox, which keeps its memory and processes: {@code POST
	 * /v1/sandboxes/{id}/pause}.
	 * @return completion
	 */
	Mono<Void> pause();

	/**
	 * Resume the sandbox after a {@link #pause()}: {@code POST
	 * /v1/sandboxes/{id}/resume}, then its description and a new token, as both may have
	 * changed.
	 * @return completion
	 */
	Mono<Void> resume();

	/**
	 * Set when the service destroys the sandbox: {@code PUT /v1/sandboxes/{id}/timeout}.
	 * @param timeout the time from now, in place of what was left; rounded up to whole
	 * seconds
	 * @return completion
	 */
	Mono<Void> timeout(Duration timeout);

	/**
	 * Give the sandbox more time: {@code GET /v1/sandboxes/{id}} for what is left, by
	 * this machine's clock, then {@code PUT /v1/sandboxes/{id}/timeout}. One that lives
	 * without end stays so.
	 * @param more the time to add to what is left
	 * @return completion
	 */
	Mono<Void> extend(Duration more);

	/**
	 * Return how long the sandbox has left to live: {@code GET /v1/sandboxes/{id}}.
	 * @return the time, zero where it is over, empty where the sandbox lives without end.
	 * By this machine's clock
	 */
	Mono<Duration> timeLeft();

	/**
	 * Return whether the sandbox's end is near: {@code GET /v1/sandboxes/{id}}.
	 * @param ahead how near
	 * @return whether no more than that is left. Never so for one that lives without end
	 */
	Mono<Boolean> isExpiring(Duration ahead);

	/**
	 * Tell when the sandbox's end comes near: {@code GET /v1/sandboxes/{id}}, at least
	 * every 5 minutes, so that an end that is moved is noticed. A sandbox that is
	 * extended in time is warned of again ahead of its new end. Failures that may pass
	 * are passed over.
	 * @param ahead how long before the end to tell
	 * @return what is left, once for each end; completes when the sandbox is gone.
	 * Watches until then, or until its subscriber leaves
	 */
	Flux<Duration> onExpiring(Duration ahead);

	/**
	 * Get a new token for the agent: {@code POST /v1/sandboxes/{id}/token/refresh}.
	 * Seldom needed: tokens are renewed before they end.
	 * @return completion
	 */
	Mono<Void> refreshToken();

	/**
	 * Wait until the sandbox is in a state.
	 * @param state the state
	 * @param limit how long to wait
	 * @return completion
	 * @see ReactiveSandboxOperations#awaitState(String, SandboxState, Duration)
	 */
	Mono<Void> awaitState(SandboxState state, Duration limit);

	/**
	 * Return where a server inside the sandbox is reached from outside. Asks nobody and
	 * does not check that there is one. Such URLs need no credentials.
	 * @param port port of the server inside the sandbox
	 * @return the URL. {@link ai.hopx.client.HopxValidationException} where the port is
	 * none, or where the sandbox's host has no such addresses, as on this machine
	 */
	Mono<URI> previewUrl(int port);

	/**
	 * Destroy the sandbox: {@code DELETE /v1/sandboxes/{id}}. One that is gone already is
	 * a success.
	 * @return completion
	 */
	Mono<Void> kill();

}
