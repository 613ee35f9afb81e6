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

package ai.hopx.embedded.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The inside of one sandbox, spoken to through its supervisor.
 */
final class LocalSandboxRuntime implements SandboxRuntime {

	private static final byte[] NOTHING = new byte[0];

	private static final Duration MAX_TERMINAL_LIFE = Duration.ofDays(1);

	// More than it takes to end a run that resists
	private static final Duration SLACK = Duration.ofSeconds(5);

	private final SupervisorLink link;

	private final SupervisorProcess process;

	private final SupervisorFiles files;

	private final RuntimeSettings settings;

	private final Map<String, String> environment;

	private final AtomicInteger activeRuns = new AtomicInteger();

	LocalSandboxRuntime(SupervisorProcess process, RuntimeSettings settings, Map<String, String> environment,
			SandboxFolder folder) {
		this.process = process;
		this.link = process.link();
		this.settings = settings;
		this.environment = environment;
		this.files = new SupervisorFiles(this.link, Map.of("/workspace", folder.workspace(), "/tmp", folder.tmp()));
	}

	@Override
	public Mono<RunOutcome> run(CodeRun run) {
		return run(request(run), run.timeout(), run.code().getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public Mono<RunOutcome> run(CommandRun run) {
		return run(request(run), run.timeout(), NOTHING);
	}

	@Override
	public Flux<RunEvent> stream(CodeRun run) {
		byte[] code = run.code().getBytes(StandardCharsets.UTF_8);
		return Flux.defer(() -> new RunStream(this.link, request(run), code, () -> begin(run.timeout())).events());
	}

	@Override
	public Flux<RunEvent> stream(CommandRun run) {
		return Flux.defer(() -> new RunStream(this.link, request(run), NOTHING, () -> begin(run.timeout())).events());
	}

	@Override
	public TerminalSession openTerminal(TerminalSpec spec) {
		Map<String, Object> request = request("terminal", MAX_TERMINAL_LIFE, null, spec.env());
		request.put("columns", spec.columns());
		request.put("rows", spec.rows());
		return new LocalTerminal(this.link, request, () -> begin(MAX_TERMINAL_LIFE));
	}

	@Override
	public SocketSession connect(String path) {
		return new LocalSocket(this.link,
				Map.of("op", "connect", "path", path, "timeout", MAX_TERMINAL_LIFE.toSeconds()));
	}

	@Override
	public Mono<DetachedRun> start(CodeRun run) {
		return start(request(run), run.code().getBytes(StandardCharsets.UTF_8), () -> begin(run.timeout()));
	}

	@Override
	public Mono<DetachedRun> start(CommandRun run) {
		return start(request(run), NOTHING, () -> begin(run.timeout()));
	}

	@Override
	public Mono<DetachedRun> serve(CommandRun run) {
		return start(request(run), NOTHING, Disposables::disposed);
	}

	@Override
	public Mono<Void> kill(long pid) {
		return this.link.ask(Map.of("op", "kill", "pid", pid), (header, payload) -> header).then();
	}

	@Override
	public Map<String, String> environment() {
		return this.environment;
	}

	@Override
	public SandboxFiles files() {
		return this.files;
	}

	@Override
	public Mono<Void> pause() {
		return ask("pause");
	}

	@Override
	public Mono<Void> resume() {
		return ask("resume");
	}

	@Override
	public Mono<Void> reset() {
		return ask("reset");
	}

	@Override
	public Mono<List<ProcessEntry>> processes() {
		return this.link.ask(Map.of("op", "processes"),
				(header, payload) -> ProcessReports.entries(this.link.json().readTree(payload)));
	}

	@Override
	public Mono<ResourceUsage> usage() {
		return this.link.ask(Map.of("op", "usage"), (header, payload) -> ProcessReports.usage(header));
	}

	@Override
	public Mono<InterpreterState> interpreter() {
		return this.link.ask(Map.of("op", "interpreter"), (header, payload) -> ProcessReports.interpreter(header))
			.flatMap(Mono::justOrEmpty);
	}

	@Override
	public int activeRuns() {
		return this.activeRuns.get();
	}

	@Override
	public Mono<String> whenGone() {
		return this.process.whenGone();
	}

	@Override
	public Mono<Void> destroy() {
		return this.process.destroy();
	}

	private Mono<Void> ask(String operation) {
		return this.link.ask(Map.of("op", operation), (header, payload) -> header).then();
	}

	private Mono<RunOutcome> run(Map<String, Object> request, Duration timeout, byte[] code) {
		return Mono.<RunOutcome>create((sink) -> {
			RunExchange exchange = new RunExchange(this.link.json(), this.settings.maxOutputBytes(), sink,
					begin(timeout)::dispose);
			int id = this.link.open(request, code, exchange);
			sink.onCancel(() -> this.link.send(id, Map.of("op", "cancel", "run", id)));
		}).publishOn(Schedulers.parallel());
	}

	private Mono<DetachedRun> start(Map<String, Object> request, byte[] code, Supplier<Disposable> onStart) {
		request.put("detached", true);
		return Mono.defer(() -> {
			DetachedExchange exchange = new DetachedExchange(this.link.json(), onStart.get()::dispose);
			int id = this.link.open(request, code, exchange);
			return exchange.started(() -> this.link.send(id, Map.of("op", "cancel", "run", id)));
		}).publishOn(Schedulers.parallel());
	}

	private Disposable begin(Duration timeout) {
		this.activeRuns.incrementAndGet();
		Disposable watch = watch(timeout);
		return () -> {
			watch.dispose();
			this.activeRuns.decrementAndGet();
		};
	}

	/**
	 * Look after a supervisor that should have ended a run long ago: code that is not
	 * isolated may have stopped or wrecked it.
	 */
	private Disposable watch(Duration timeout) {
		return Mono.delay(timeout.plus(SLACK))
			.then(this.link.ask(Map.of("op", "ping"), (header, payload) -> header).timeout(SLACK))
			.repeat()
			.subscribe(null, (ex) -> this.process.fail("The sandbox's supervisor does not answer"));
	}

	private static Map<String, Object> request(CodeRun run) {
		Map<String, Object> request = request("code", run.timeout(), run.workdir(), run.env());
		request.put("language", run.language());
		return request;
	}

	private static Map<String, Object> request(CommandRun run) {
		Map<String, Object> request = request("command", run.timeout(), run.workdir(), run.env());
		request.put("command", run.command());
		request.put("args", run.args());
		return request;
	}

	private static Map<String, Object> request(String operation, Duration timeout, @Nullable String workdir,
			Map<String, String> env) {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("op", operation);
		request.put("timeout", timeout.toNanos() / 1e9);
		request.put("cwd", workdir);
		request.put("env", env);
		return request;
	}

}
