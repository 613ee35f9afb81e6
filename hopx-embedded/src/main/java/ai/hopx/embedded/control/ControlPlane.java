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

package ai.hopx.embedded.control;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import ai.hopx.embedded.agent.AgentTokens;
import ai.hopx.embedded.agent.Agents;
import ai.hopx.embedded.build.BuildSettings;
import ai.hopx.embedded.build.ImageBoot;
import ai.hopx.embedded.build.TemplateBuilds;
import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.runtime.SandboxRuntimes;
import ai.hopx.embedded.web.ErrorFilter;
import ai.hopx.embedded.web.Listener;
import ai.hopx.embedded.web.RateLimit;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.RequestHooks;
import ai.hopx.embedded.web.RequestIdFilter;
import ai.hopx.embedded.web.Routes;
import ai.hopx.embedded.web.Version;
import ai.hopx.embedded.web.WebStack;

/**
 * The server of the control plane and the sandboxes it made.
 */
public final class ControlPlane {

	private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

	private final Sandboxes sandboxes;

	private final TemplateBuilds builds;

	private final Listener listener;

	private ControlPlane(Sandboxes sandboxes, TemplateBuilds builds, Listener listener) {
		this.sandboxes = sandboxes;
		this.builds = builds;
		this.listener = listener;
	}

	/**
	 * Serve the control plane.
	 * @param listener where
	 * @param settings how it behaves
	 * @param runtimes starts the insides of sandboxes
	 * @param agents opens their agents
	 * @param tokens issues the agents' tokens
	 * @param webStack makes the handler
	 * @param timers ends sandboxes when their time is over
	 * @param clock the server's clock
	 * @param hooks what requests go through besides
	 * @param ledger takes note of sandboxes
	 * @return the control plane
	 */
	public static ControlPlane serve(Listener listener, ControlSettings settings, SandboxRuntimes runtimes,
			Agents agents, AgentTokens tokens, WebStack webStack, Scheduler timers, Clock clock, RequestHooks hooks,
			RecordedLedger ledger) {
		Templates templates = new Templates(clock);
		ImageBoot images = new ImageBoot(runtimes);
		Sandboxes sandboxes = new Sandboxes(settings, runtimes, images, agents, timers, clock, ledger);
		BuildSettings buildSettings = BuildSettings.of(settings.buildsPerHour(), settings.buildsPerDay());
		TemplateBuilds builds = new TemplateBuilds(templates, runtimes, images, buildSettings, listener.uri(), clock);
		Routes routes = routes(settings, sandboxes, templates, builds, tokens, clock);
		listener.serve(webStack.handler(routes,
				List.of(new RequestIdFilter(), hooks.recorder(null),
						new ErrorFilter(settings.nestedErrors(), (ex) -> null), hooks.faults(null),
						new RateLimitFilter(new RateLimit(settings.requestsPerMinute(), clock)),
						new ApiKeyFilter(settings.apiKey()))));
		return new ControlPlane(sandboxes, builds, listener);
	}

	private static Routes routes(ControlSettings settings, Sandboxes sandboxes, Templates templates,
			TemplateBuilds builds, AgentTokens tokens, Clock clock) {
		RateLimit createLimit = new RateLimit(settings.createsPerMinute(), clock);
		boolean live = !settings.apiKey().startsWith("hopx_test_");
		Routes routes = new Routes();
		routes.get(ApiKeyFilter.OPEN_PATH, (request) -> Replies
			.ok(Map.of("status", "healthy", "version", Version.current(), "timestamp", Replies.now(clock))));
		new SandboxRoutes(sandboxes, templates, tokens, createLimit, live).addTo(routes);
		new MetricsStreamRoute(sandboxes).addTo(routes);
		builds.addTo(routes);
		new TemplateRoutes(templates, sandboxes, builds).addTo(routes);
		return routes;
	}

	/**
	 * End a sandbox, if there is one.
	 * @param id its id
	 * @return completion, when nothing is left of it
	 */
	public Mono<Void> endSandbox(String id) {
		return this.sandboxes.end(id);
	}

	/**
	 * End all builds and sandboxes and free the port.
	 * @return completion, when that is done
	 */
	public Mono<Void> close() {
		return Mono.fromRunnable(this.builds::close)
			.then(this.sandboxes.close())
			.then(this.listener.close(CLOSE_GRACE));
	}

}
