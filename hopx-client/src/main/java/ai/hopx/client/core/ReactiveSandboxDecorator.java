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

import org.springframework.util.Assert;

/**
 * Base of handles that do a few things in another way than the handle that they wrap.
 */
public abstract class ReactiveSandboxDecorator implements ReactiveSandbox {

	private final ReactiveSandbox sandbox;

	/**
	 * Wrap a handle.
	 * @param sandbox does the work
	 */
	protected ReactiveSandboxDecorator(ReactiveSandbox sandbox) {
		Assert.notNull(sandbox, "'sandbox' must not be null");
		this.sandbox = sandbox;
	}

	@Override
	public String id() {
		return this.sandbox.id();
	}

	@Override
	public Acquisition acquisition() {
		return this.sandbox.acquisition();
	}

	@Override
	public Mono<RunResult> runCode(String code) {
		return this.sandbox.runCode(code);
	}

	@Override
	public Mono<RunResult> runCode(Language language, String code) {
		return this.sandbox.runCode(language, code);
	}

	@Override
	public Mono<RunResult> runCode(CodeRequest request) {
		return this.sandbox.runCode(request);
	}

	@Override
	public Flux<ExecutionEvent> streamCode(CodeRequest request) {
		return this.sandbox.streamCode(request);
	}

	@Override
	public Mono<TerminalSession> terminal() {
		return this.sandbox.terminal();
	}

	@Override
	public Mono<TerminalSession> terminal(TerminalOptions options) {
		return this.sandbox.terminal(options);
	}

	@Override
	public ReactiveIpythonOperations ipython() {
		return this.sandbox.ipython();
	}

	@Override
	public Mono<BackgroundRun> startCode(CodeRequest request) {
		return this.sandbox.startCode(request);
	}

	@Override
	public Mono<BackgroundRun> startCode(CodeRequest request, String name) {
		return this.sandbox.startCode(request, name);
	}

	@Override
	public Mono<AsyncRun> startCode(CodeRequest request, RunCallback callback) {
		return this.sandbox.startCode(request, callback);
	}

	@Override
	public ReactiveProcessOperations processes() {
		return this.sandbox.processes();
	}

	@Override
	public ReactiveCommandOperations commands() {
		return this.sandbox.commands();
	}

	@Override
	public ReactiveFileOperations files() {
		return this.sandbox.files();
	}

	@Override
	public ReactiveEnvironmentOperations env() {
		return this.sandbox.env();
	}

	@Override
	public ReactiveMetricsOperations metrics() {
		return this.sandbox.metrics();
	}

	@Override
	public ReactiveDesktopOperations desktop() {
		return this.sandbox.desktop();
	}

	@Override
	public ReactiveCacheOperations cache() {
		return this.sandbox.cache();
	}

	@Override
	public Flux<JupyterSession> jupyterSessions() {
		return this.sandbox.jupyterSessions();
	}

	@Override
	public Mono<Void> ping() {
		return this.sandbox.ping();
	}

	@Override
	public Mono<AgentHealth> health() {
		return this.sandbox.health();
	}

	@Override
	public Mono<AgentInfo> agentInfo() {
		return this.sandbox.agentInfo();
	}

	@Override
	public Mono<SandboxInfo> info() {
		return this.sandbox.info();
	}

	@Override
	public Mono<SandboxState> status() {
		return this.sandbox.status();
	}

	@Override
	public Mono<Void> start() {
		return this.sandbox.start();
	}

	@Override
	public Mono<Void> stop() {
		return this.sandbox.stop();
	}

	@Override
	public Mono<Void> pause() {
		return this.sandbox.pause();
	}

	@Override
	public Mono<Void> resume() {
		return this.sandbox.resume();
	}

	@Override
	public Mono<Void> timeout(Duration timeout) {
		return this.sandbox.timeout(timeout);
	}

	@Override
	public Mono<Void> extend(Duration more) {
		return this.sandbox.extend(more);
	}

	@Override
	public Mono<Duration> timeLeft() {
		return this.sandbox.timeLeft();
	}

	@Override
	public Mono<Boolean> isExpiring(Duration ahead) {
		return this.sandbox.isExpiring(ahead);
	}

	@Override
	public Flux<Duration> onExpiring(Duration ahead) {
		return this.sandbox.onExpiring(ahead);
	}

	@Override
	public Mono<Void> refreshToken() {
		return this.sandbox.refreshToken();
	}

	@Override
	public Mono<Void> awaitState(SandboxState state, Duration limit) {
		return this.sandbox.awaitState(state, limit);
	}

	@Override
	public Mono<URI> previewUrl(int port) {
		return this.sandbox.previewUrl(port);
	}

	@Override
	public Mono<Void> kill() {
		return this.sandbox.kill();
	}

}
