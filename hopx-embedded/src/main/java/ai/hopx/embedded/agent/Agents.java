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
import java.util.List;
import java.util.Set;

import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

import org.springframework.http.server.reactive.HttpHandler;

import ai.hopx.embedded.web.ErrorFilter;
import ai.hopx.embedded.web.Listener;
import ai.hopx.embedded.web.RequestIdFilter;
import ai.hopx.embedded.web.Routes;
import ai.hopx.embedded.web.WebStack;

/**
 * Opens the agents of one server.
 */
public final class Agents {

	private final AgentSettings settings;

	private final AgentTokens tokens;

	private final Set<String> languages;

	private final WebStack webStack;

	private final LoopResources loops;

	private final Clock clock;

	private final ApiKeyWarning apiKeyWarning = new ApiKeyWarning();

	/**
	 * Create the opener.
	 * @param settings how agents behave
	 * @param tokens checks the callers' tokens
	 * @param languages the languages that can run
	 * @param webStack makes the handlers
	 * @param loops the server's event loops
	 * @param clock the server's clock
	 */
	public Agents(AgentSettings settings, AgentTokens tokens, Set<String> languages, WebStack webStack,
			LoopResources loops, Clock clock) {
		this.settings = settings;
		this.tokens = tokens;
		this.languages = languages;
		this.webStack = webStack;
		this.loops = loops;
		this.clock = clock;
	}

	/**
	 * Open the agent of a sandbox, which answers that it is being created.
	 * @param spec the sandbox
	 * @return the agent, once its port is open
	 */
	public Mono<Agent> open(AgentSpec spec) {
		AgentContext context = new AgentContext(spec, this.settings, this.languages, this.webStack.webSockets(),
				this.clock);
		return Listener.bind(this.loops, 0).map((listener) -> {
			listener.serve(handler(context));
			return new Agent(context, listener);
		});
	}

	private HttpHandler handler(AgentContext context) {
		AgentMetrics metrics = new AgentMetrics();
		Routes routes = new Routes();
		new StatusRoutes(context).addTo(routes);
		new ExecutionRoutes(context, metrics).addTo(routes);
		new StreamRoutes(context, metrics).addTo(routes);
		new TerminalRoute(context).addTo(routes);
		new WatchRoute(context).addTo(routes);
		new FileRoutes(context).addTo(routes);
		new UploadRoute(context).addTo(routes);
		new EnvironmentRoutes(context).addTo(routes);
		new MetricsRoutes(context, metrics).addTo(routes);
		return this.webStack.handler(routes,
				List.of(new RequestIdFilter(), metrics, new ErrorFilter(false, AgentFailures::translate),
						new AgentGate(context, this.tokens, this.apiKeyWarning, this.clock)));
	}

}
