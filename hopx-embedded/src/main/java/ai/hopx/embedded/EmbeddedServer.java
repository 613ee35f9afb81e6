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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.resources.LoopResources;

import ai.hopx.embedded.agent.AgentSettings;
import ai.hopx.embedded.agent.AgentTokens;
import ai.hopx.embedded.agent.Agents;
import ai.hopx.embedded.control.ControlPlane;
import ai.hopx.embedded.control.ControlSettings;
import ai.hopx.embedded.runtime.IsolationReport;
import ai.hopx.embedded.runtime.LocalSandboxRuntimes;
import ai.hopx.embedded.runtime.RuntimeSettings;
import ai.hopx.embedded.runtime.SandboxRuntimes;
import ai.hopx.embedded.web.WebStack;

/**
 * Everything that runs while an {@link EmbeddedHopx} does, started in one order and
 * stopped in the other.
 */
final class EmbeddedServer {

	private static final Log logger = LogFactory.getLog(EmbeddedServer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Deque<Runnable> stops = new ArrayDeque<>();

	private @Nullable IsolationReport isolation;

	private @Nullable ControlPlane controlPlane;

	private EmbeddedServer() {
	}

	static EmbeddedServer start(EmbeddedHopxSettings settings) {
		EmbeddedServer server = new EmbeddedServer();
		try {
			server.open(settings);
			return server;
		}
		catch (RuntimeException | Error ex) {
			server.stop();
			throw ex;
		}
	}

	private void open(EmbeddedHopxSettings settings) {
		Clock clock = Clock.systemUTC();
		SandboxRuntimes runtimes = LocalSandboxRuntimes
			.create(RuntimeSettings.defaults().withIsolation(settings.isolation()));
		this.stops.push(runtimes::close);
		this.isolation = runtimes.isolation();
		LoopResources loops = LoopResources.create("hopx-embedded", LoopResources.DEFAULT_IO_WORKER_COUNT, true);
		this.stops.push(() -> loops.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE));
		Scheduler timers = Schedulers.newSingle("hopx-embedded-timer", true);
		this.stops.push(timers::dispose);
		WebStack webStack = new WebStack((int) settings.maxRequestBodySize().toBytes());
		AgentTokens tokens = new AgentTokens(settings.tokenLifetime(), clock);
		AgentSettings agentSettings = new AgentSettings(settings.maxRunTimeout(), settings.maskSecrets(),
				settings.agentRequestsPerMinute());
		Agents agents = new Agents(agentSettings, tokens, runtimes.languages(), webStack, loops, clock);
		ControlPlane controlPlane = bind(settings.port(),
				ControlPlane.open(controlSettings(settings), runtimes, agents, tokens, webStack, loops, timers, clock));
		this.stops.push(() -> controlPlane.close().block(PATIENCE));
		this.controlPlane = controlPlane;
	}

	private static ControlSettings controlSettings(EmbeddedHopxSettings settings) {
		return new ControlSettings(settings.port(), settings.apiKey(), settings.bootDelay(), settings.maxSandboxes(),
				settings.requestsPerMinute(), settings.createsPerMinute(), settings.nestedErrors());
	}

	private static ControlPlane bind(int port, Mono<ControlPlane> opening) {
		try {
			ControlPlane controlPlane = opening.block(PATIENCE);
			if (controlPlane == null) {
				throw new IllegalStateException("The control plane did not open");
			}
			return controlPlane;
		}
		catch (ChannelBindException ex) {
			throw new IllegalStateException("Port " + port + " of 127.0.0.1 is not available: it is in use, or "
					+ "this user may not bind it. Choose another one, or 0 for any free one", ex);
		}
	}

	URI baseUrl() {
		return started(this.controlPlane).uri();
	}

	int port() {
		return started(this.controlPlane).port();
	}

	IsolationReport isolation() {
		return started(this.isolation);
	}

	private static <T> T started(@Nullable T part) {
		if (part == null) {
			throw new IllegalStateException("The server has not started");
		}
		return part;
	}

	/**
	 * Stop what was started, the last first. One part that fails does not keep the others
	 * from stopping.
	 */
	void stop() {
		while (!this.stops.isEmpty()) {
			try {
				this.stops.pop().run();
			}
			catch (RuntimeException ex) {
				logger.warn("A part of the embedded server did not stop properly", ex);
			}
		}
	}

}
