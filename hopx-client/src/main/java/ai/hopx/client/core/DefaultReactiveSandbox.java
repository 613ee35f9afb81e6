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
import java.time.Instant;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.SandboxConnection;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.model.AgentHealth;
import ai.hopx.client.model.AgentInfo;
import ai.hopx.client.model.AsyncRun;
import ai.hopx.client.model.BackgroundRun;
import ai.hopx.client.model.JupyterSession;
import ai.hopx.client.model.JupyterSessionList;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.stream.ExecutionEvent;
import ai.hopx.client.stream.TerminalOptions;
import ai.hopx.client.stream.TerminalSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A sandbox on both planes: its life on the control plane, the rest at its agent.
 */
final class DefaultReactiveSandbox implements ReactiveSandbox {

	private final SandboxLife life;

	private final SandboxConnection connection;

	private final Acquisition acquisition;

	private final OperationObserver observer;

	private final HopxExchange agent;

	private final AgentCode code;

	private final AgentCommands commands;

	private final AgentFiles files;

	private final AgentEnvironment environment;

	private final AgentDesktop desktop;

	private final AgentStreams streams;

	private final BackgroundRuns background;

	private final AgentFigures figures;

	DefaultReactiveSandbox(SandboxLife life, SandboxConnection connection, AgentSettings settings,
			Acquisition acquisition, OperationObserver observer) {
		this.life = life;
		this.connection = connection;
		this.acquisition = acquisition;
		this.observer = observer;
		this.agent = new ObservedExchange(connection, observer);
		this.code = new AgentCode(connection, observer, settings.runTimeout());
		this.streams = new AgentStreams(connection, this.agent, observer, settings.runTimeout());
		this.commands = new AgentCommands(this.agent, observer, settings.runTimeout(), this.streams);
		this.files = new AgentFiles(this.agent, observer, settings.maxInMemorySize(), this.streams);
		this.environment = new AgentEnvironment(this.agent);
		this.desktop = new AgentDesktop(this.agent, connection.sandboxId(), settings.maxInMemorySize());
		this.background = new BackgroundRuns(this.agent);
		this.figures = new AgentFigures(this.agent, connection.sandboxId(), settings.maxInMemorySize());
	}

	@Override
	public String id() {
		return this.connection.sandboxId();
	}

	@Override
	public Acquisition acquisition() {
		return this.acquisition;
	}

	@Override
	public Mono<RunResult> runCode(String code) {
		return runCode(Language.PYTHON, code);
	}

	@Override
	public Mono<RunResult> runCode(Language language, String code) {
		return Mono.defer(() -> runCode(CodeRequest.of(language, code)));
	}

	@Override
	public Mono<RunResult> runCode(CodeRequest request) {
		return this.code.run(request);
	}

	@Override
	public Flux<ExecutionEvent> streamCode(CodeRequest request) {
		return this.streams.code(request);
	}

	@Override
	public Mono<TerminalSession> terminal() {
		return terminal(TerminalOptions.defaults());
	}

	@Override
	public Mono<TerminalSession> terminal(TerminalOptions options) {
		return this.streams.terminal(options);
	}

	@Override
	public ReactiveIpythonOperations ipython() {
		return this.streams;
	}

	@Override
	public Mono<BackgroundRun> startCode(CodeRequest request) {
		return this.background.start(request);
	}

	@Override
	public Mono<BackgroundRun> startCode(CodeRequest request, String name) {
		return this.background.start(request, name);
	}

	@Override
	public Mono<AsyncRun> startCode(CodeRequest request, RunCallback callback) {
		return this.background.start(request, callback);
	}

	@Override
	public ReactiveProcessOperations processes() {
		return new AgentProcesses(this.agent, this.observer, id());
	}

	@Override
	public ReactiveCommandOperations commands() {
		return this.commands;
	}

	@Override
	public ReactiveFileOperations files() {
		return this.files;
	}

	@Override
	public ReactiveEnvironmentOperations env() {
		return this.environment;
	}

	@Override
	public ReactiveMetricsOperations metrics() {
		return this.figures;
	}

	@Override
	public ReactiveCacheOperations cache() {
		return this.figures;
	}

	@Override
	public Flux<JupyterSession> jupyterSessions() {
		return ask(Endpoint.JUPYTER_SESSIONS, JupyterSessionList.class).flatMapIterable(JupyterSessionList::sessions);
	}

	@Override
	public Mono<Void> ping() {
		return this.agent.send(HopxRequest.to(Endpoint.PING_AGENT).build());
	}

	@Override
	public ReactiveDesktopOperations desktop() {
		return this.desktop;
	}

	@Override
	public Mono<AgentHealth> health() {
		return ask(Endpoint.AGENT_HEALTH, AgentHealth.class);
	}

	@Override
	public Mono<AgentInfo> agentInfo() {
		return ask(Endpoint.AGENT_INFO, AgentInfo.class);
	}

	private <T> Mono<T> ask(Endpoint endpoint, Class<T> type) {
		return this.agent.retrieve(HopxRequest.to(endpoint).build(), type);
	}

	@Override
	public Mono<SandboxInfo> info() {
		return this.observer.observe("get-sandbox", this.life.info().doOnNext(this.connection::update));
	}

	@Override
	public Mono<SandboxState> status() {
		return info().map(SandboxInfo::status);
	}

	@Override
	public Mono<Void> start() {
		return this.observer.observe("start-sandbox", this.life.start().then(moved()));
	}

	@Override
	public Mono<Void> stop() {
		return this.observer.observe("stop-sandbox", this.life.stop());
	}

	@Override
	public Mono<Void> pause() {
		return this.observer.observe("pause-sandbox", this.life.pause());
	}

	@Override
	public Mono<Void> resume() {
		return this.observer.observe("resume-sandbox", this.life.resume().then(moved()));
	}

	/**
	 * A sandbox that comes back may do so elsewhere, and may no longer know its old
	 * token.
	 */
	private Mono<Void> moved() {
		return info().then(refreshToken());
	}

	@Override
	public Mono<Void> timeout(Duration timeout) {
		return this.observer.observe("set-sandbox-timeout", this.life.timeout(timeout));
	}

	@Override
	public Mono<Void> extend(Duration more) {
		return this.observer.observe("extend-sandbox", Mono.defer(() -> {
			Arguments.positive(more, "The time to add");
			return info().flatMap((sandbox) -> {
				Instant expiresAt = sandbox.expiresAt();
				return (expiresAt != null) ? timeout(left(expiresAt).plus(more)) : Mono.empty();
			});
		}));
	}

	@Override
	public Mono<Duration> timeLeft() {
		return info().flatMap((sandbox) -> Mono.justOrEmpty(sandbox.expiresAt())).map(DefaultReactiveSandbox::left);
	}

	@Override
	public Mono<Boolean> isExpiring(Duration ahead) {
		return Mono.defer(() -> {
			Arguments.positive(ahead, "The time ahead of a sandbox's end");
			return timeLeft().map((left) -> left.compareTo(ahead) <= 0).defaultIfEmpty(false);
		});
	}

	@Override
	public Flux<Duration> onExpiring(Duration ahead) {
		return Flux.defer(() -> {
			Arguments.positive(ahead, "The time ahead of a sandbox's end");
			return new ExpiryWatch(info(), ahead, Schedulers.parallel()).warnings();
		});
	}

	private static Duration left(Instant expiresAt) {
		Duration left = Duration.between(Instant.now(), expiresAt);
		return left.isNegative() ? Duration.ZERO : left;
	}

	@Override
	public Mono<Void> refreshToken() {
		return this.observer.observe("refresh-token", this.connection.refreshToken());
	}

	@Override
	public Mono<Void> awaitState(SandboxState state, Duration limit) {
		return this.observer.observe("await-state", this.life.awaitState(state, limit));
	}

	@Override
	public Mono<URI> previewUrl(int port) {
		return this.connection.origin().map((origin) -> PreviewUrls.of(origin, port));
	}

	@Override
	public Mono<Void> kill() {
		return this.observer.observe("kill-sandbox", this.life.kill());
	}

	@Override
	public String toString() {
		return "Sandbox[id=%s, source=%s]".formatted(id(), this.acquisition.source());
	}

}
