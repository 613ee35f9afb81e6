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

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.runtime.CodeRun;
import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.DetachedRun;
import ai.hopx.embedded.runtime.InterpreterState;
import ai.hopx.embedded.runtime.ProcessEntry;
import ai.hopx.embedded.runtime.ResourceUsage;
import ai.hopx.embedded.runtime.RunEvent;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.SandboxFiles;
import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.runtime.SocketSession;
import ai.hopx.embedded.runtime.TerminalSession;
import ai.hopx.embedded.runtime.TerminalSpec;

/**
 * Lets every run of a sandbox wait for what programs expect to be there, writes it into
 * the ledger, and leaves the rest to its runtime.
 */
final class RecordedRuntime implements SandboxRuntime {

	private final SandboxRuntime runtime;

	private final String sandboxId;

	private final RecordedLedger ledger;

	private final Mono<Void> ready;

	RecordedRuntime(SandboxRuntime runtime, String sandboxId, RecordedLedger ledger, Mono<Void> ready) {
		this.runtime = runtime;
		this.sandboxId = sandboxId;
		this.ledger = ledger;
		this.ready = ready;
	}

	@Override
	public Mono<RunOutcome> run(CodeRun run) {
		return recorded(run.language(), run.code(), (record) -> this.runtime.run(run).doOnNext(record::ended));
	}

	@Override
	public Mono<RunOutcome> run(CommandRun run) {
		return recorded(null, line(run), (record) -> this.runtime.run(run).doOnNext(record::ended));
	}

	@Override
	public Mono<DetachedRun> start(CodeRun run) {
		return detached(run.language(), run.code(), this.runtime.start(run));
	}

	@Override
	public Mono<DetachedRun> start(CommandRun run) {
		return detached(null, line(run), this.runtime.start(run));
	}

	@Override
	public Mono<DetachedRun> serve(CommandRun run) {
		return this.runtime.serve(run);
	}

	private Mono<DetachedRun> detached(@Nullable String language, String source, Mono<DetachedRun> start) {
		return this.ready.then(Mono.defer(() -> {
			Record record = new Record(this.ledger.runStarted(this.sandboxId, language, source));
			return start.doOnError((ex) -> record.endedWithoutOutcome())
				.doOnNext(
						(started) -> started.outcome().subscribe(record::ended, (ex) -> record.endedWithoutOutcome()));
		}));
	}

	@Override
	public Mono<Void> kill(long pid) {
		return this.runtime.kill(pid);
	}

	@Override
	public Flux<RunEvent> stream(CodeRun run) {
		return streamed(run.language(), run.code(), this.runtime.stream(run));
	}

	@Override
	public Flux<RunEvent> stream(CommandRun run) {
		return streamed(null, line(run), this.runtime.stream(run));
	}

	private Flux<RunEvent> streamed(@Nullable String language, String source, Flux<RunEvent> events) {
		return this.ready.thenMany(Flux.defer(() -> {
			Record record = new Record(this.ledger.runStarted(this.sandboxId, language, source));
			return events.doOnNext((event) -> {
				if (event instanceof RunEvent.Ended ended) {
					record.ended(ended.outcome());
				}
			}).doFinally((signal) -> record.endedWithoutOutcome());
		}));
	}

	@Override
	public TerminalSession openTerminal(TerminalSpec spec) {
		return this.runtime.openTerminal(spec);
	}

	@Override
	public SocketSession connect(String path) {
		return this.runtime.connect(path);
	}

	private <T> Mono<T> recorded(@Nullable String language, String source, Function<Record, Mono<T>> run) {
		return this.ready.then(Mono.defer(() -> {
			Record record = new Record(this.ledger.runStarted(this.sandboxId, language, source));
			return run.apply(record).doFinally((signal) -> record.endedWithoutOutcome());
		}));
	}

	private static String line(CommandRun run) {
		return run.args().isEmpty() ? run.command() : run.command() + " " + String.join(" ", run.args());
	}

	@Override
	public Map<String, String> environment() {
		return this.runtime.environment();
	}

	@Override
	public SandboxFiles files() {
		return this.runtime.files();
	}

	@Override
	public Mono<Void> pause() {
		return this.runtime.pause();
	}

	@Override
	public Mono<Void> resume() {
		return this.runtime.resume();
	}

	@Override
	public Mono<Void> reset() {
		return this.runtime.reset();
	}

	@Override
	public Mono<List<ProcessEntry>> processes() {
		return this.runtime.processes();
	}

	@Override
	public Mono<ResourceUsage> usage() {
		return this.runtime.usage();
	}

	@Override
	public Mono<InterpreterState> interpreter() {
		return this.runtime.interpreter();
	}

	@Override
	public int activeRuns() {
		return this.runtime.activeRuns();
	}

	@Override
	public Mono<String> whenGone() {
		return this.runtime.whenGone();
	}

	@Override
	public Mono<Void> destroy() {
		return this.runtime.destroy();
	}

	/**
	 * One run in the ledger.
	 */
	private final class Record {

		private final long number;

		private final AtomicBoolean ended = new AtomicBoolean();

		Record(long number) {
			this.number = number;
		}

		void ended(RunOutcome outcome) {
			end(outcome.exitCode(), outcome.timedOut());
		}

		void endedWithoutOutcome() {
			end(null, false);
		}

		private void end(@Nullable Integer exitCode, boolean timedOut) {
			if (this.ended.compareAndSet(false, true)) {
				RecordedRuntime.this.ledger.runEnded(this.number, exitCode, timedOut);
			}
		}

	}

}
