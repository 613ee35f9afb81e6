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
import reactor.core.scheduler.Schedulers;

/**
 * Waits for a {@link ReactiveSandbox}. Safe for use from many threads.
 */
public class BlockingSandbox implements Sandbox {

	private final ReactiveSandbox reactive;

	/**
	 * Create a handle of the same sandbox.
	 * @param reactive does the work
	 */
	public BlockingSandbox(ReactiveSandbox reactive) {
		this.reactive = reactive;
	}

	@Override
	public String id() {
		return this.reactive.id();
	}

	@Override
	public Acquisition acquisition() {
		return this.reactive.acquisition();
	}

	@Override
	public RunResult runCode(String code) {
		return Blocking.await(this.reactive.runCode(code));
	}

	@Override
	public RunResult runCode(Language language, String code) {
		return Blocking.await(this.reactive.runCode(language, code));
	}

	@Override
	public RunResult runCode(CodeRequest request) {
		return Blocking.await(this.reactive.runCode(request));
	}

	@Override
	public Stream<ExecutionEvent> streamCode(CodeRequest request) {
		return BlockingStreams.of(this.reactive.streamCode(request));
	}

	@Override
	public Terminal terminal() {
		return terminal(TerminalOptions.defaults());
	}

	@Override
	public Terminal terminal(TerminalOptions options) {
		return new BlockingTerminal(
				Blocking.await(this.reactive.terminal(options), (session) -> session.close().subscribe()));
	}

	@Override
	public IpythonOperations ipython() {
		return new BlockingIpythonOperations(this.reactive.ipython());
	}

	@Override
	public BackgroundRun startCode(CodeRequest request) {
		return Blocking.await(this.reactive.startCode(request));
	}

	@Override
	public BackgroundRun startCode(CodeRequest request, String name) {
		return Blocking.await(this.reactive.startCode(request, name));
	}

	@Override
	public AsyncRun startCode(CodeRequest request, RunCallback callback) {
		return Blocking.await(this.reactive.startCode(request, callback));
	}

	@Override
	public ProcessOperations processes() {
		return new BlockingProcessOperations(this.reactive.processes());
	}

	@Override
	public CommandOperations commands() {
		return new BlockingCommandOperations(this.reactive.commands());
	}

	@Override
	public FileOperations files() {
		return new BlockingFileOperations(this.reactive.files());
	}

	@Override
	public EnvironmentOperations env() {
		return new BlockingEnvironmentOperations(this.reactive.env());
	}

	@Override
	public MetricsOperations metrics() {
		return new BlockingMetricsOperations(this.reactive.metrics());
	}

	@Override
	public CacheOperations cache() {
		return new BlockingCacheOperations(this.reactive.cache());
	}

	@Override
	public List<JupyterSession> jupyterSessions() {
		return Blocking.await(this.reactive.jupyterSessions().collectList());
	}

	@Override
	public void ping() {
		Blocking.awaitOptional(this.reactive.ping());
	}

	@Override
	public DesktopOperations desktop() {
		return new BlockingDesktopOperations(this.reactive.desktop());
	}

	@Override
	public AgentHealth health() {
		return Blocking.await(this.reactive.health());
	}

	@Override
	public AgentInfo agentInfo() {
		return Blocking.await(this.reactive.agentInfo());
	}

	@Override
	public SandboxInfo info() {
		return Blocking.await(this.reactive.info());
	}

	@Override
	public SandboxState status() {
		return Blocking.await(this.reactive.status());
	}

	@Override
	public void start() {
		Blocking.awaitOptional(this.reactive.start());
	}

	@Override
	public void stop() {
		Blocking.awaitOptional(this.reactive.stop());
	}

	@Override
	public void pause() {
		Blocking.awaitOptional(this.reactive.pause());
	}

	@Override
	public void resume() {
		Blocking.awaitOptional(this.reactive.resume());
	}

	@Override
	public void timeout(Duration timeout) {
		Blocking.awaitOptional(this.reactive.timeout(timeout));
	}

	@Override
	public void extend(Duration more) {
		Blocking.awaitOptional(this.reactive.extend(more));
	}

	@Override
	public Optional<Duration> timeLeft() {
		return Optional.ofNullable(Blocking.awaitOptional(this.reactive.timeLeft()));
	}

	@Override
	public boolean isExpiring(Duration ahead) {
		return Blocking.await(this.reactive.isExpiring(ahead));
	}

	@Override
	public ExpiryMonitor onExpiring(Duration ahead, Consumer<? super Duration> callback) {
		Arguments.positive(ahead, "The time ahead of a sandbox's end");
		Arguments.present(callback, "Say what to do ahead of a sandbox's end");
		return BlockingExpiryMonitor.of(id(), this.reactive.onExpiring(ahead), callback, Schedulers.boundedElastic());
	}

	@Override
	public void refreshToken() {
		Blocking.awaitOptional(this.reactive.refreshToken());
	}

	@Override
	public void awaitState(SandboxState state, Duration limit) {
		Blocking.awaitOptional(this.reactive.awaitState(state, limit));
	}

	@Override
	public URI previewUrl(int port) {
		return Blocking.await(this.reactive.previewUrl(port));
	}

	@Override
	public void kill() {
		Blocking.finish(this.reactive.kill());
	}

	@Override
	public String toString() {
		return this.reactive.toString();
	}

}
