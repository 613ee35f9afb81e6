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

package ai.hopx.embedded;

import java.net.URI;
import java.time.Clock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import ai.hopx.embedded.fault.FaultRules;
import ai.hopx.embedded.fault.Faults;
import ai.hopx.embedded.ledger.Ledger;
import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.runtime.IsolationReport;

/**
 * A Hopx that runs in this JVM: the control plane on one port of the loopback interface,
 * the agent of each sandbox on another. For development and tests without an account or a
 * network.
 * <p>
 * It really runs the code that it is given, on this machine: as isolated as
 * {@link #isolation()} says, which is also logged once, at WARN, whenever a server
 * starts. Clients need {@link #apiKey()}.
 *
 * <pre class="code">
 * try (EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults())) {
 *     URI api = hopx.baseUrl();
 * }
 * </pre>
 *
 * Stopping ends every sandbox, with all its processes and files, before it returns; only
 * code that is not isolated and means to can get away. Safe for use from many threads;
 * starting and stopping block, so not on event loops.
 */
public final class EmbeddedHopx implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(EmbeddedHopx.class);

	private final EmbeddedHopxSettings settings;

	private final FaultRules faults = new FaultRules();

	private final RecordedLedger ledger = new RecordedLedger(Clock.systemUTC());

	private @Nullable EmbeddedServer server;

	private @Nullable Thread shutdownHook;

	private EmbeddedHopx(EmbeddedHopxSettings settings) {
		this.settings = settings;
	}

	/**
	 * Create a server, which {@link #start()} starts.
	 * @param settings what it should be like
	 * @return the server, not running
	 */
	public static EmbeddedHopx create(EmbeddedHopxSettings settings) {
		Assert.notNull(settings, "'settings' must not be null");
		return new EmbeddedHopx(settings);
	}

	/**
	 * Create a server and start it.
	 * @param settings what it should be like
	 * @return the running server
	 * @throws IllegalStateException if it cannot be started; the message says what to do
	 */
	public static EmbeddedHopx start(EmbeddedHopxSettings settings) {
		EmbeddedHopx hopx = create(settings);
		hopx.start();
		return hopx;
	}

	/**
	 * Start the server. Does nothing if it runs. A server that was stopped can be started
	 * again; it has no sandboxes then and, unless its settings name one, another port.
	 * @throws IllegalStateException if it cannot be started: the port is in use,
	 * {@code python3} is missing, the isolation that was asked for does not work here
	 */
	public synchronized void start() {
		if (this.server != null) {
			return;
		}
		EmbeddedServer server = EmbeddedServer.start(this.settings, this.faults, this.ledger);
		this.server = server;
		if (this.settings.shutdownHook()) {
			this.shutdownHook = new Thread(this::stop, "hopx-embedded-shutdown");
			Runtime.getRuntime().addShutdownHook(this.shutdownHook);
		}
		logger.warn(announcement(server));
	}

	private static String announcement(EmbeddedServer server) {
		IsolationReport isolation = server.isolation();
		String how = switch (isolation.mode()) {
			case BUBBLEWRAP -> "isolated by bubblewrap";
			case PLAIN -> "NOT isolated: it can do whatever this user can";
		};
		String reason = (isolation.reason() != null) ? " (" + isolation.reason() + ")" : "";
		return "Embedded Hopx runs its clients' code on this machine, " + how + reason + "; base URL "
				+ server.baseUrl();
	}

	/**
	 * Stop the server: ends every sandbox, frees the ports and removes all files, then
	 * returns. Does nothing if it does not run.
	 */
	public synchronized void stop() {
		EmbeddedServer server = this.server;
		if (server == null) {
			return;
		}
		this.server = null;
		removeShutdownHook();
		server.stop();
		this.faults.reset();
	}

	private void removeShutdownHook() {
		Thread hook = this.shutdownHook;
		this.shutdownHook = null;
		if (hook != null && hook != Thread.currentThread()) {
			try {
				Runtime.getRuntime().removeShutdownHook(hook);
			}
			catch (IllegalStateException ex) {
				// The JVM is going down: the hook will find nothing to do
			}
		}
	}

	/**
	 * Stop the server, as {@link #stop()} does.
	 */
	@Override
	public void close() {
		stop();
	}

	/**
	 * Return whether the server runs.
	 * @return whether it was started and not stopped
	 */
	public synchronized boolean isRunning() {
		return this.server != null;
	}

	/**
	 * Return where the control plane is.
	 * @return an {@code http} URI without a path
	 * @throws IllegalStateException if the server does not run
	 */
	public URI baseUrl() {
		return server().baseUrl();
	}

	/**
	 * Return the control plane's port.
	 * @return the port
	 * @throws IllegalStateException if the server does not run
	 */
	public int port() {
		return server().port();
	}

	/**
	 * Return the key that clients need.
	 * @return the key; a generated one is as secret as any
	 */
	public String apiKey() {
		return this.settings.apiKey();
	}

	/**
	 * Return how code is kept away from this machine.
	 * @return what is in force and, where it could be stronger, why it is not
	 * @throws IllegalStateException if the server does not run
	 */
	public IsolationReport isolation() {
		return server().isolation();
	}

	/**
	 * Return what makes requests fail, for tests of what becomes of that.
	 * @return the faults, which end when the server stops
	 */
	public Faults faults() {
		return this.faults;
	}

	/**
	 * Return what the server has seen: sandboxes, runs, requests.
	 * @return the ledger, which outlives the server
	 */
	public Ledger ledger() {
		return this.ledger;
	}

	/**
	 * End a sandbox, with all its processes and files, before this returns. No request is
	 * made. Does nothing if there is no such sandbox.
	 * @param id the sandbox's id
	 * @throws IllegalStateException if the server does not run
	 */
	public void endSandbox(String id) {
		server().endSandbox(id);
	}

	private synchronized EmbeddedServer server() {
		EmbeddedServer server = this.server;
		Assert.state(server != null, "The embedded Hopx does not run; start it first");
		return server;
	}

	@Override
	public synchronized String toString() {
		return "EmbeddedHopx[" + ((this.server != null) ? this.server.baseUrl() : "stopped") + "]";
	}

}
