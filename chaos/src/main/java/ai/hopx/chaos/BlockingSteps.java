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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ai.hopx.chaos.judge.Marker;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.CommandRequest;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.stream.ExecutionEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;

/**
 * What a thread that waits does in a sandbox. Every answer is held against what was
 * asked.
 */
final class BlockingSteps {

	private static final int KINDS = 11;

	private final Desk desk;

	private final Sandbox sandbox;

	private final Session session;

	private final ScheduledExecutorService interrupts;

	BlockingSteps(Desk desk, Sandbox sandbox, Session session, ScheduledExecutorService interrupts) {
		this.desk = desk;
		this.sandbox = sandbox;
		this.session = session;
		this.interrupts = interrupts;
	}

	void take() {
		switch (this.session.random().nextInt(KINDS)) {
			case 0, 1 -> run(false);
			case 2 -> run(true);
			case 3 -> command();
			case 4 -> stream();
			case 5 -> file();
			case 6 -> transfer();
			case 7 -> environment();
			case 8 -> background();
			case 9 -> interrupted();
			default -> ask();
		}
	}

	private void run(boolean rich) {
		Marker marker = this.session.next();
		CodeRequest request = CodeRequest.of("print('%s')".formatted(marker)).rich(rich);
		check("run " + marker, marker, call("run " + marker, () -> this.sandbox.runCode(request), Limits.run()));
	}

	private void check(String what, Marker marker, Optional<RunResult> result) {
		result.filter(RunResult::isSuccess)
			.ifPresent((success) -> this.desk.expect(what, marker.toString(), success.stdout()));
	}

	private void command() {
		Marker marker = this.session.next();
		String what = "command " + marker;
		call(what, () -> this.sandbox.commands().run(CommandRequest.of("echo " + marker).timeout(Limits.RUN)),
				Limits.run())
			.filter(CommandResult::isSuccess)
			.ifPresent((result) -> this.desk.expect(what, marker.toString(), result.stdout()));
	}

	private void stream() {
		Marker marker = this.session.next();
		String what = "stream " + marker;
		CodeRequest request = CodeRequest
			.of("import time\nfor i in range(4):\n    print('%s', i, flush=True)\n    time.sleep(0.02)"
				.formatted(marker));
		call(what, () -> {
			try (Stream<ExecutionEvent> events = this.sandbox.streamCode(request)) {
				return events.toList();
			}
		}, Limits.run()).ifPresent((events) -> Streams.check(this.desk, what, marker + " 3", events));
	}

	private void file() {
		String path = "/workspace/file-%d.txt".formatted(this.session.random().nextInt(3));
		String text = this.session.text(2_000);
		Optional<Boolean> written = call("write " + path, () -> {
			this.sandbox.files().write(path, text);
			return true;
		}, Limits.data());
		Optional<String> read = call("read " + path, () -> this.sandbox.files().readText(path), Limits.data());
		if (written.isPresent()) {
			read.ifPresent((found) -> this.desk.expect(this.session.naming("read " + path), text, found));
		}
	}

	private void transfer() {
		String path = "/workspace/upload.bin";
		byte[] bytes = this.session.text(60_000).getBytes(StandardCharsets.UTF_8);
		Optional<Boolean> sent = call("upload", () -> {
			this.sandbox.files().upload(new ByteArrayResource(bytes), path);
			return true;
		}, Limits.transfer());
		Optional<byte[]> read = call("read bytes", () -> this.sandbox.files().readBytes(path), Limits.transfer());
		if (sent.isPresent()) {
			read.ifPresent((found) -> this.desk.expect(this.session.naming("read bytes"),
					new String(bytes, StandardCharsets.UTF_8), new String(found, StandardCharsets.UTF_8)));
		}
	}

	private void environment() {
		String value = this.session.text(40);
		Optional<Boolean> set = call("set variable", () -> {
			this.sandbox.env().set("CHAOS", value);
			return true;
		}, Limits.data());
		Optional<Optional<String>> read = call("get variable", () -> this.sandbox.env().get("CHAOS"), Limits.data());
		if (set.isPresent()) {
			read.ifPresent((found) -> this.desk.expect(this.session.naming("get variable"), value, found.orElse("")));
		}
	}

	private void background() {
		Marker marker = this.session.next();
		call("background " + marker,
				() -> this.sandbox.startCode(CodeRequest.of("print('%s')".formatted(marker)).timeout(Limits.RUN)),
				Limits.data());
		call("processes", () -> this.sandbox.processes().list(), Limits.data());
	}

	/**
	 * The thread is interrupted while it waits, or just before or after.
	 */
	private void interrupted() {
		Marker marker = this.session.next();
		Thread me = Thread.currentThread();
		ScheduledFuture<?> interrupt = this.interrupts.schedule(me::interrupt, this.session.random().nextInt(120),
				TimeUnit.MILLISECONDS);
		String what = "interrupted run " + marker;
		Optional<RunResult> result = call(what, () -> this.sandbox.runCode("print('%s')".formatted(marker)),
				Limits.run());
		interrupt.cancel(false);
		Thread.interrupted();
		check(what, marker, result);
	}

	private void ask() {
		switch (this.session.random().nextInt(5)) {
			case 0 -> call("ping", () -> {
				this.sandbox.ping();
				return true;
			}, Limits.data());
			case 1 -> call("info", this.sandbox::info, Limits.control())
				.ifPresent((info) -> this.desk.expect(this.session.naming("info"), this.sandbox.id(), info.id()));
			case 2 -> call("list", () -> List.copyOf(this.sandbox.files().list("/workspace")), Limits.data());
			case 3 -> call("renew", () -> {
				this.sandbox.timeout(Limits.LEASE);
				return true;
			}, Limits.control());
			default -> call("health", this.sandbox::health, Limits.data());
		}
	}

	private <T> Optional<T> call(String what, Callable<@Nullable T> work, Duration limit) {
		return this.desk.call(this.session.naming(what), limit, work);
	}

}
