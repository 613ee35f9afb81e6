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

package ai.hopx.embedded.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

import org.springframework.http.server.reactive.HttpHandler;

import ai.hopx.embedded.desktop.DesktopTools;
import ai.hopx.embedded.desktop.Desktops;
import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.web.ErrorFilter;
import ai.hopx.embedded.web.Listener;
import ai.hopx.embedded.web.RequestHooks;
import ai.hopx.embedded.web.RequestIdFilter;
import ai.hopx.embedded.web.Routes;
import ai.hopx.embedded.web.WebStack;

/**
 * Opens the agents of one server.
 */
public final class Agents {

	private static final Duration CALLBACK_BACKOFF = Duration.ofMillis(500);

	private final AgentSettings settings;

	private final AgentTokens tokens;

	private final Set<String> languages;

	private final WebStack webStack;

	private final LoopResources loops;

	private final Clock clock;

	private final RequestHooks hooks;

	private final RecordedLedger ledger;

	private final Desktops desktops;

	private final ApiKeyWarning apiKeyWarning = new ApiKeyWarning();

	private final CallbackSender callbacks;

	/**
	 * Create the opener.
	 * @param settings how agents behave
	 * @param tokens checks the callers' tokens
	 * @param languages the languages that can run
	 * @param webStack makes the handlers
	 * @param loops the server's event loops
	 * @param clock the server's clock
	 * @param hooks what requests go through besides
	 * @param ledger takes note of what runs
	 * @param tools what desktops can be made of
	 * @param isolated whether sandboxes are isolated
	 */
	public Agents(AgentSettings settings, AgentTokens tokens, Set<String> languages, WebStack webStack,
			LoopResources loops, Clock clock, RequestHooks hooks, RecordedLedger ledger, DesktopTools tools,
			boolean isolated) {
		this.settings = settings;
		this.tokens = tokens;
		this.languages = languages;
		this.webStack = webStack;
		this.loops = loops;
		this.clock = clock;
		this.hooks = hooks;
		this.ledger = ledger;
		this.desktops = new Desktops(tools, isolated, loops, clock);
		this.callbacks = new CallbackSender(loops, clock, CALLBACK_BACKOFF);
	}

	/**
	 * Open the agent of a sandbox, which answers that it is being created.
	 * @param spec the sandbox
	 * @return the agent, once its port is open
	 */
	public Mono<Agent> open(AgentSpec spec) {
		AgentContext context = new AgentContext(spec, this.settings, this.languages, this.webStack.webSockets(),
				this.clock, this.ledger, this.desktops);
		return Listener.bind(this.loops, 0).map((listener) -> {
			AgentMetrics metrics = new AgentMetrics();
			MetricsSnapshot snapshot = new MetricsSnapshot(context, metrics);
			listener.serve(handler(context, metrics, snapshot));
			return new Agent(context, snapshot, listener);
		});
	}

	/**
	 * Give up what goes on outside of the agents' own connections.
	 * @return completion
	 */
	public Mono<Void> close() {
		return this.callbacks.close();
	}

	private HttpHandler handler(AgentContext context, AgentMetrics metrics, MetricsSnapshot snapshot) {
		String sandboxId = context.spec().sandboxId();
		Routes routes = new Routes();
		new StatusRoutes(context).addTo(routes);
		new ExecutionRoutes(context, metrics).addTo(routes);
		BackgroundJobs jobs = new BackgroundJobs(context);
		new BackgroundRoutes(context, jobs, metrics).addTo(routes);
		new AsyncRoute(context, jobs, metrics, this.callbacks).addTo(routes);
		new ProcessRoutes(context, jobs).addTo(routes);
		new JupyterRoutes(context).addTo(routes);
		new StreamRoutes(context, metrics).addTo(routes);
		new TerminalRoute(context).addTo(routes);
		new WatchRoute(context).addTo(routes);
		new FileRoutes(context).addTo(routes);
		new UploadRoute(context).addTo(routes);
		new EnvironmentRoutes(context).addTo(routes);
		new MetricsRoutes(context, metrics, snapshot).addTo(routes);
		DesktopRoutes.add(context, routes);
		new UpdateRoutes().addTo(routes);
		return this.webStack.handler(routes,
				List.of(new RequestIdFilter(), this.hooks.recorder(sandboxId), new VersionPrefix(), metrics,
						new ErrorFilter(false, AgentFailures::translate), this.hooks.faults(sandboxId),
						new AgentGate(context, this.tokens, this.apiKeyWarning, this.clock)));
	}

}
