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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.resources.LoopResources;

import ai.hopx.embedded.agent.AgentSettings;
import ai.hopx.embedded.agent.AgentTokens;
import ai.hopx.embedded.agent.Agents;
import ai.hopx.embedded.control.ControlPlane;
import ai.hopx.embedded.control.ControlSettings;
import ai.hopx.embedded.desktop.DesktopTools;
import ai.hopx.embedded.fault.FaultRules;
import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.runtime.IsolationReport;
import ai.hopx.embedded.runtime.LocalSandboxRuntimes;
import ai.hopx.embedded.runtime.RuntimeSettings;
import ai.hopx.embedded.runtime.SandboxRuntimes;
import ai.hopx.embedded.web.Listener;
import ai.hopx.embedded.web.RequestHooks;
import ai.hopx.embedded.web.WebStack;

/**
 * Everything that runs while an {@link EmbeddedHopx} does, started in one order and
 * stopped in the other.
 */
final class EmbeddedServer {

	private static final Log logger = LogFactory.getLog(EmbeddedServer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Deque<Runnable> stops = new ArrayDeque<>();

	private final Listener listener;

	private final ControlPlane controlPlane;

	private final IsolationReport isolation;

	private EmbeddedServer(EmbeddedHopxSettings settings, FaultRules faults, RecordedLedger ledger) {
		try {
			// Most of a start is waiting for what other programs say, and loading classes
			CompletableFuture<SandboxRuntimes> probing = probe(settings);
			this.stops.push(() -> closeQuietly(probing));
			LoopResources loops = LoopResources.create("hopx-embedded", LoopResources.DEFAULT_IO_WORKER_COUNT, true);
			this.stops.push(() -> loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE));
			this.listener = listen(loops, settings.port());
			WebStack webStack = new WebStack((int) settings.maxRequestBodySize().toBytes());
			ControlPlane controlPlane = serve(settings, join(probing), webStack, loops, faults, ledger);
			this.controlPlane = controlPlane;
			this.stops.push(() -> controlPlane.close().block(PATIENCE));
			this.isolation = join(probing).isolation();
		}
		catch (RuntimeException | Error ex) {
			stop();
			throw ex;
		}
	}

	static EmbeddedServer start(EmbeddedHopxSettings settings, FaultRules faults, RecordedLedger ledger) {
		return new EmbeddedServer(settings, faults, ledger);
	}

	private static CompletableFuture<SandboxRuntimes> probe(EmbeddedHopxSettings settings) {
		CompletableFuture<SandboxRuntimes> probing = new CompletableFuture<>();
		RuntimeSettings runtimeSettings = RuntimeSettings.defaults().withIsolation(settings.isolation());
		Thread thread = new Thread(() -> {
			try {
				probing.complete(LocalSandboxRuntimes.create(runtimeSettings));
			}
			catch (Throwable ex) {
				probing.completeExceptionally(ex);
			}
		}, "hopx-embedded-probe");
		thread.setDaemon(true);
		thread.start();
		return probing;
	}

	private static <T> T join(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	private static void closeQuietly(CompletableFuture<SandboxRuntimes> probing) {
		// A failure to probe was reported where the server was started
		SandboxRuntimes runtimes = probing.exceptionally((ex) -> null).join();
		if (runtimes != null) {
			runtimes.close();
		}
	}

	private Listener listen(LoopResources loops, int port) {
		try {
			Listener listener = Listener.bind(loops, port).block(PATIENCE);
			if (listener == null) {
				throw new IllegalStateException("Port " + port + " of 127.0.0.1 did not open");
			}
			this.stops.push(() -> listener.close(Duration.ZERO).block(PATIENCE));
			return listener;
		}
		catch (ChannelBindException ex) {
			throw new IllegalStateException("Port " + port + " of 127.0.0.1 is not available: it is in use, or "
					+ "this user may not bind it. Choose another one, or 0 for any free one", ex);
		}
	}

	private ControlPlane serve(EmbeddedHopxSettings settings, SandboxRuntimes runtimes, WebStack webStack,
			LoopResources loops, FaultRules faults, RecordedLedger ledger) {
		Clock clock = Clock.systemUTC();
		Scheduler timers = Schedulers.newSingle("hopx-embedded-timer", true);
		this.stops.push(timers::dispose);
		RequestHooks hooks = new ServerHooks(faults, ledger, clock);
		AgentTokens tokens = new AgentTokens(settings.tokenLifetime(), clock);
		AgentSettings agentSettings = new AgentSettings(settings.maxRunTimeout(), settings.maxBackgroundTimeout(),
				settings.maskSecrets(), settings.quotas().agentRequestsPerMinute(), settings.desktopStatus());
		Agents agents = new Agents(agentSettings, tokens, runtimes.languages(), webStack, loops, clock, hooks, ledger,
				tools(settings, runtimes), runtimes.isolation().mode() == IsolationReport.Mode.BUBBLEWRAP);
		this.stops.push(() -> agents.close().block(PATIENCE));
		Quotas quotas = settings.quotas();
		ControlSettings controlSettings = new ControlSettings(settings.apiKey(), settings.bootDelay(),
				settings.maxSandboxes(), quotas.requestsPerMinute(), quotas.createsPerMinute(), quotas.buildsPerHour(),
				quotas.buildsPerDay(), settings.nestedErrors());
		return ControlPlane.serve(this.listener, controlSettings, runtimes, agents, tokens, webStack, timers, clock,
				hooks, ledger);
	}

	private static DesktopTools tools(EmbeddedHopxSettings settings, SandboxRuntimes runtimes) {
		Path folder = settings.desktopTools();
		return DesktopTools
			.find((folder != null) ? (name) -> Files.isExecutable(folder.resolve(name)) : runtimes::hasProgram);
	}

	URI baseUrl() {
		return this.listener.uri();
	}

	int port() {
		return this.listener.port();
	}

	IsolationReport isolation() {
		return this.isolation;
	}

	void endSandbox(String id) {
		this.controlPlane.endSandbox(id).block(PATIENCE);
	}

	/**
	 * Stop what was started, the last first. One part that fails does not keep the others
	 * from stopping.
	 */
	void stop() {
		// An interrupt would keep each part from waiting for its end
		boolean interrupted = Thread.interrupted();
		while (!this.stops.isEmpty()) {
			try {
				this.stops.pop().run();
			}
			catch (RuntimeException ex) {
				logger.warn("A part of the embedded server did not stop properly", ex);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
