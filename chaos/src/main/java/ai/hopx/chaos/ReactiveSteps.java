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

package ai.hopx.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import ai.hopx.chaos.judge.Marker;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.CommandRequest;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * What a subscriber does in a sandbox; some lose interest before there is an answer.
 */
final class ReactiveSteps {

	/** A variable that says who has borrowed the sandbox. */
	static final String BORROWER = "CHAOS_BORROWER";

	/** A file that says the same, where it came from a pool. */
	static final String BORROWER_FILE = "/workspace/borrower.txt";

	private static final int KINDS = 13;

	private final Desk desk;

	private final ReactiveSandbox sandbox;

	private final Session session;

	ReactiveSteps(Desk desk, ReactiveSandbox sandbox, Session session) {
		this.desk = desk;
		this.sandbox = sandbox;
		this.session = session;
	}

	void take() {
		switch (this.session.random().nextInt(KINDS)) {
			case 0, 1 -> run();
			case 2 -> streamCommand();
			case 3 -> stream();
			case 4 -> transfer();
			case 5 -> cell();
			case 6 -> atOnce();
			case 7 -> terminal();
			case 8 -> abandonedStream();
			case 9 -> abandonedDownload();
			case 10 -> watch();
			case 11 -> pauseAndResume();
			default -> ask();
		}
	}

	private void run() {
		Marker marker = this.session.next();
		String what = "run " + marker;
		check(what, marker, call(what, this.sandbox.runCode("print('%s')".formatted(marker)), Limits.run()));
	}

	private void cell() {
		Marker marker = this.session.next();
		String what = "cell " + marker;
		check(what, marker, call(what, this.sandbox.ipython().run("print('%s')".formatted(marker)), Limits.run()));
	}

	private void check(String what, Marker marker, Optional<RunResult> result) {
		result.filter(RunResult::isSuccess)
			.ifPresent((success) -> this.desk.expect(what, marker.toString(), success.stdout()));
	}

	private void stream() {
		Marker marker = this.session.next();
		String what = "stream " + marker;
		CodeRequest request = CodeRequest.of("for i in range(5):\n    print('%s', i)".formatted(marker));
		call(what, this.sandbox.streamCode(request).collectList(), Limits.run())
			.ifPresent((events) -> Streams.check(this.desk, what, marker + " 4", events));
	}

	private void streamCommand() {
		Marker marker = this.session.next();
		String what = "command stream " + marker;
		CommandRequest request = CommandRequest.of("for i in 0 1 2; do echo %s $i; sleep 0.02; done".formatted(marker));
		call(what, this.sandbox.commands().stream(request).collectList(), Limits.run())
			.ifPresent((events) -> Streams.check(this.desk, what, marker + " 2", events));
	}

	private void abandonedStream() {
		Marker marker = this.session.next();
		CodeRequest request = CodeRequest
			.of("import time\nfor i in range(20):\n    print('%s', i, flush=True)\n    time.sleep(0.02)"
				.formatted(marker));
		long leave = 1 + this.session.random().nextInt(300);
		this.desk.call(this.session.naming("abandoned stream " + marker), Limits.run(),
				this.sandbox.streamCode(request).collectList(), leave);
	}

	private void transfer() {
		String text = this.session.text(50_000);
		String path = "/workspace/sent-%d.txt".formatted(this.session.random().nextInt(2));
		DefaultDataBufferFactory buffers = DefaultDataBufferFactory.sharedInstance;
		int cut = text.length() / 2;
		Flux<DataBuffer> pieces = Flux.just(text.substring(0, cut), text.substring(cut))
			.map((piece) -> buffers.wrap(piece.getBytes(StandardCharsets.UTF_8)));
		Optional<Boolean> sent = call("upload", this.sandbox.files().upload(pieces, path).thenReturn(true),
				Limits.transfer());
		Optional<String> read = call("download", download(path), Limits.transfer());
		if (sent.isPresent()) {
			read.ifPresent((found) -> this.desk.expect(this.session.naming("download"), text, found));
		}
	}

	private Mono<String> download(String path) {
		return DataBufferUtils.join(this.sandbox.files().download(path)).map((buffer) -> {
			String text = buffer.toString(StandardCharsets.UTF_8);
			DataBufferUtils.release(buffer);
			return text;
		});
	}

	private void abandonedDownload() {
		String path = "/workspace/abandoned.txt";
		String text = this.session.text(90_000);
		call("write", this.sandbox.files().write(path, text).thenReturn(true), Limits.transfer());
		this.desk.call(this.session.naming("abandoned download"), Limits.transfer(), download(path),
				1 + this.session.random().nextInt(100));
	}

	/**
	 * Runs at the same time, on as many connections.
	 */
	private void atOnce() {
		Marker one = this.session.next();
		Marker other = this.session.next();
		String what = "runs at once " + one;
		Mono<String> runs = Mono.zip(this.sandbox.runCode("print('%s')".formatted(one)),
				this.sandbox.commands().run("echo " + other), (code, command) -> {
					boolean succeeded = code.isSuccess() && command.isSuccess();
					return succeeded ? code.stdout().strip() + "|" + command.stdout().strip() : one + "|" + other;
				});
		call(what, runs, Limits.run()).ifPresent((both) -> this.desk.expect(what, one + "|" + other, both));
	}

	private void terminal() {
		String word = "w" + this.session.random().nextInt(1 << 20);
		Mono<String> talk = Mono.usingWhen(this.sandbox.terminal(),
				(session) -> session.send("echo %s\n".formatted(word))
					.thenMany(session.output())
					.takeUntil((text) -> text.contains(word))
					.collectList()
					.map((texts) -> String.join("", texts)),
				(session) -> session.close());
		// A terminal may be silent without end: who waits for it leaves
		this.desk.call(this.session.naming("terminal"), Limits.run(), talk, 3_000);
	}

	/**
	 * See whether the sandbox was handed over as it was asked for.
	 */
	void own(boolean pooled) {
		Marker marker = this.session.next();
		String what = "look of " + marker;
		String file = pooled ? "open('%s').read()".formatted(BORROWER_FILE) : "'none'";
		String code = "import os\nprint('%s', os.environ.get('%s'), %s)".formatted(marker, BORROWER, file);
		call(what, this.sandbox.runCode(code), Limits.run()).filter((result) -> !result.timedOut())
			.ifPresent((result) -> this.desk.expect(what,
					marker + " " + this.session + " " + (pooled ? this.session : "none"),
					result.stdout() + result.stderr()));
	}

	private void watch() {
		Mono<Boolean> changed = this.sandbox.files().watch("/workspace").next().thenReturn(true);
		Mono<Boolean> change = Mono.delay(Duration.ofMillis(50))
			.then(this.sandbox.files().write("/workspace/watched.txt", "x"))
			.thenReturn(true);
		// A watch may be silent without end: who waits for it leaves
		this.desk.call(this.session.naming("watch"), Limits.run(), Mono.zip(changed, change), 3_000);
	}

	private void pauseAndResume() {
		call("pause", this.sandbox.pause().thenReturn(true), Limits.control());
		call("resume", this.sandbox.resume().thenReturn(true), Limits.control());
		call("await running", this.sandbox.awaitState(SandboxState.RUNNING, Duration.ofSeconds(2)).thenReturn(true),
				Duration.ofSeconds(2));
		run();
	}

	private void ask() {
		switch (this.session.random().nextInt(5)) {
			case 0 -> call("ping", this.sandbox.ping().thenReturn(true), Limits.data());
			case 1 -> call("info", this.sandbox.info(), Limits.control())
				.ifPresent((info) -> this.desk.expect(this.session.naming("info"), this.sandbox.id(), info.id()));
			case 2 -> call("list", this.sandbox.files().list("/workspace").collectList(), Limits.data());
			case 3 -> call("new token", this.sandbox.refreshToken().thenReturn(true), Limits.control());
			default -> call("figures", this.sandbox.metrics().snapshot(), Limits.data());
		}
	}

	private <T> Optional<T> call(String what, Mono<T> work, Duration limit) {
		return this.desk.call(this.session.naming(what), limit, work, 0);
	}

}
