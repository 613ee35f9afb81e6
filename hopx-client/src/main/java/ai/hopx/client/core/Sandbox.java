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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.model.AgentHealth;
import ai.hopx.client.model.AgentInfo;
import ai.hopx.client.model.AsyncRun;
import ai.hopx.client.model.BackgroundRun;
import ai.hopx.client.model.JupyterSession;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.stream.ExecutionEvent;
import ai.hopx.client.stream.Terminal;
import ai.hopx.client.stream.TerminalOptions;

/**
 * A handle of one sandbox, waiting for each result. Made by {@link HopxOperations};
 * closing it kills the sandbox. Safe for use from many threads. A handle holds no
 * connection: one that is dropped costs nothing, but its sandbox lives until it is killed
 * or its time is over.
 * <p>
 * Errors are {@link ai.hopx.client.HopxException}s. Code that fails is no error: see
 * {@link RunResult}.
 *
 * @see ReactiveSandbox
 */
public interface Sandbox extends AutoCloseable {

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
	RunResult runCode(String code);

	/**
	 * Run code.
	 * @param language its language
	 * @param code the code
	 * @return what it came to
	 * @see #runCode(CodeRequest)
	 */
	RunResult runCode(Language language, String code);

	/**
	 * Run code: {@code POST /execute}, or {@code POST /execute/rich} where rich output is
	 * asked for and the agent has it. Never sent twice once it may have arrived.
	 * @param request the code and how to run it
	 * @return what it came to, time-outs included
	 * @throws ai.hopx.client.HopxTimeoutException where no reply came at all: the code
	 * may run on
	 */
	RunResult runCode(CodeRequest request);

	/**
	 * Run code and tell what it comes to while it does: {@code /execute/stream}, or
	 * {@code /stream} where the agent has only that. Begins with the first event that is
	 * asked for. An error is thrown where the event that it comes instead of is asked
	 * for.
	 * @param request the code and how to run it
	 * @return the events, the last of them {@link ExecutionEvent.Complete}. Must be
	 * closed, which ends the run where it still goes on
	 */
	Stream<ExecutionEvent> streamCode(CodeRequest request);

	/**
	 * Open a terminal of the size that the service gives it: {@code /terminal}.
	 * @return the session, to be closed by the caller
	 */
	Terminal terminal();

	/**
	 * Open a terminal: {@code /terminal}.
	 * @param options its size
	 * @return the session, to be closed by the caller
	 */
	Terminal terminal(TerminalOptions options);

	/**
	 * Return what can be done with IPython.
	 * @return the operations
	 */
	IpythonOperations ipython();

	/**
	 * Start code in the background.
	 * @param request the code and how to run it
	 * @return the run, under way
	 * @see #startCode(CodeRequest, String)
	 */
	BackgroundRun startCode(CodeRequest request);

	/**
	 * Start code in the background, under a name. Never sent twice once it may have
	 * arrived.
	 * @param request the code and how to run it. Without a time-out of its own it may run
	 * for 5 minutes; rich output is not kept
	 * @param name its label in lists
	 * @return the run, under way: see {@link #processes()} for how it goes on
	 */
	BackgroundRun startCode(CodeRequest request, String name);

	/**
	 * Start code and have a URL told when it has ended. Never sent twice once it may have
	 * arrived.
	 * @param request the code and how to run it. Without a time-out of its own it may run
	 * for 30 minutes; rich output is not kept
	 * @param callback whom to tell; a {@link CallbackVerifier} reads what arrives there
	 * @return the run, accepted
	 */
	AsyncRun startCode(CodeRequest request, RunCallback callback);

	/**
	 * Return what can be done with processes.
	 * @return the operations
	 */
	ProcessOperations processes();

	/**
	 * Return what can be done with shell commands.
	 * @return the operations
	 */
	CommandOperations commands();

	/**
	 * Return what can be done with files.
	 * @return the operations
	 */
	FileOperations files();

	/**
	 * Return what can be done with environment variables.
	 * @return the operations
	 */
	EnvironmentOperations env();

	/**
	 * Return what can be measured.
	 * @return the operations
	 */
	MetricsOperations metrics();

	/**
	 * Return what can be done with the desktop. Only sandboxes of some templates have
	 * one: others answer with {@link ai.hopx.client.DesktopNotAvailableException}.
	 * @return the operations
	 */
	DesktopOperations desktop();

	/**
	 * Return what can be done with the agent's cache of results.
	 * @return the operations
	 */
	CacheOperations cache();

	/**
	 * List the kernels that run code and keep its variables.
	 * @return the kernels
	 */
	List<JupyterSession> jupyterSessions();

	/**
	 * Ask the agent for a sign of life: {@code GET /ping}.
	 */
	void ping();

	/**
	 * Ask the agent how it is: {@code GET /health}.
	 * @return its health
	 */
	AgentHealth health();

	/**
	 * Ask the agent what it is: {@code GET /info}.
	 * @return its description
	 */
	AgentInfo agentInfo();

	/**
	 * Describe the sandbox: {@code GET /v1/sandboxes/{id}}.
	 * @return its description
	 */
	SandboxInfo info();

	/**
	 * Return the sandbox's state: {@code GET /v1/sandboxes/{id}}.
	 * @return its state
	 */
	SandboxState status();

	/**
	 * Start the sandbox after a {@link #stop()}.
	 * @see ReactiveSandbox#start()
	 */
	void start();

	/**
	 * Stop the sandbox, which keeps its files only.
	 * @see ReactiveSandbox#stop()
	 */
	void stop();

	/**
	 * Pause the sandbox, which keeps its memory and processes.
	 * @see ReactiveSandbox#pause()
	 */
	void pause();

	/**
	 * Resume the sandbox after a {@link #pause()}.
	 * @see ReactiveSandbox#resume()
	 */
	void resume();

	/**
	 * Set when the service destroys the sandbox: {@code PUT /v1/sandboxes/{id}/timeout}.
	 * @param timeout the time from now, in place of what was left; rounded up to whole
	 * seconds
	 */
	void timeout(Duration timeout);

	/**
	 * Give the sandbox more time. One that lives without end stays so.
	 * @param more the time to add to what is left
	 * @see ReactiveSandbox#extend(Duration)
	 */
	void extend(Duration more);

	/**
	 * Return how long the sandbox has left to live: {@code GET /v1/sandboxes/{id}}.
	 * @return the time, zero where it is over, empty where the sandbox lives without end.
	 * By this machine's clock
	 */
	Optional<Duration> timeLeft();

	/**
	 * Return whether the sandbox's end is near: {@code GET /v1/sandboxes/{id}}.
	 * @param ahead how near
	 * @return whether no more than that is left. Never so for one that lives without end
	 */
	boolean isExpiring(Duration ahead);

	/**
	 * Have something done each time that the sandbox's end comes near, such as
	 * {@link #extend}. Watches until the sandbox is gone or the monitor is closed.
	 * @param ahead how long before the end to tell
	 * @param callback takes what is left, once for each end, on a thread that may wait.
	 * What it throws is logged
	 * @return what ends the watch
	 * @see ReactiveSandbox#onExpiring(Duration)
	 */
	ExpiryMonitor onExpiring(Duration ahead, Consumer<? super Duration> callback);

	/**
	 * Get a new token for the agent. Seldom needed: tokens are renewed before they end.
	 * @see ReactiveSandbox#refreshToken()
	 */
	void refreshToken();

	/**
	 * Wait until the sandbox is in a state.
	 * @param state the state
	 * @param limit how long to wait
	 * @throws ai.hopx.client.HopxTimeoutException at the limit
	 * @see ReactiveSandboxOperations#awaitState(String, SandboxState, Duration)
	 */
	void awaitState(SandboxState state, Duration limit);

	/**
	 * Return where a server inside the sandbox is reached from outside. Asks nobody and
	 * does not check that there is one. Such URLs need no credentials.
	 * @param port port of the server inside the sandbox
	 * @return the URL
	 * @throws ai.hopx.client.HopxValidationException where the port is none, or where the
	 * sandbox's host has no such addresses, as on this machine
	 */
	URI previewUrl(int port);

	/**
	 * Destroy the sandbox: {@code DELETE /v1/sandboxes/{id}}. One that is gone already is
	 * a success. An interrupt ends the wait and not the kill.
	 */
	void kill();

	/**
	 * Kill the sandbox.
	 * @see #kill()
	 */
	@Override
	default void close() {
		kill();
	}

}
