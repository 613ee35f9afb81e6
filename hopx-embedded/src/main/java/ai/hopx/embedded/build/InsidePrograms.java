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

package ai.hopx.embedded.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.SandboxRuntime;

/**
 * The programs that do a build's work on files inside its sandbox: no name that callers
 * or their code chose is ever used outside.
 *
 * @param runtime the sandbox's inside
 * @param isolated whether its root is its own
 * @param limitBytes how much may be unpacked into it
 * @param timeout how long one of them may take
 */
record InsidePrograms(SandboxRuntime runtime, boolean isolated, long limitBytes, Duration timeout) {

	private static final String IMAGE = source("image.py");

	private static final String READY = source("ready.py");

	private static final String PYTHON = "python3";

	private static final int PIECE = 128 * 1024;

	private static String source(String name) {
		try (InputStream source = InsidePrograms.class.getResourceAsStream(name)) {
			if (source == null) {
				throw new IllegalStateException("The resource " + name + " is missing");
			}
			return new String(source.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Put uploaded files where a step wants them.
	 * @param archive the upload
	 * @param source the step's source
	 * @param target its target, an absolute path
	 * @param permissions octal permissions of the files, or {@code null} for their own
	 * @return what was done, in a line
	 */
	Mono<String> copy(Path archive, String source, String target, @Nullable String permissions) {
		return bringIn(archive, (inside) -> image("copy", inside, Long.toString(this.limitBytes), source, target,
				(permissions != null) ? permissions : ""));
	}

	/**
	 * Lay out a new sandbox as a build left its own.
	 * @param archive the image's files
	 * @return completion
	 */
	Mono<Void> unpack(Path archive) {
		return bringIn(archive, (inside) -> image("unpack", inside, Long.toString(this.limitBytes))).then();
	}

	/**
	 * Take a copy of all files of the sandbox but those below {@code /tmp}.
	 * @param archive where to
	 * @return whether there was anything to copy
	 */
	Mono<Boolean> pack(Path archive) {
		String inside = name();
		return image("pack", inside).flatMap((size) -> {
			if ("0".equals(size)) {
				return Mono.just(false);
			}
			return bringOut(inside, archive).thenReturn(true);
		});
	}

	/**
	 * Wait for what a ready check names.
	 * @param check the check
	 * @param env the template's variables
	 * @param workdir where its commands run, or {@code null} for the usual place
	 * @return whether it came in time
	 */
	Mono<Boolean> awaitReady(ReadyCheck check, Map<String, String> env, @Nullable String workdir) {
		boolean file = "file".equals(check.type());
		// Without isolation the workspace has another name inside
		boolean inWorkspace = file && check.value().startsWith("/workspace/");
		String value = inWorkspace ? check.value().substring("/workspace/".length()) : check.value();
		List<String> args = List.of("-I", "-c", READY, check.type(), value, seconds(check.timeout()),
				seconds(check.interval()));
		return this.runtime
			.run(new CommandRun(PYTHON, args, check.timeout().plus(this.timeout), inWorkspace ? "/workspace" : workdir,
					env))
			.map((outcome) -> outcome.exitCode() == 0);
	}

	private static String seconds(Duration duration) {
		return Double.toString(duration.toMillis() / 1e3);
	}

	private static String name() {
		return "/tmp/.hopx-" + UUID.randomUUID();
	}

	private <T> Mono<T> bringIn(Path archive, Function<String, Mono<T>> use) {
		return Mono.usingWhen(Mono.just(name()),
				(inside) -> this.runtime.files().write(inside, read(archive), "0600", true).then(use.apply(inside)),
				(inside) -> this.runtime.files().remove(inside).onErrorComplete());
	}

	private Mono<Void> bringOut(String inside, Path archive) {
		return Mono.<Void, FileChannel>usingWhen(
				blocking(() -> FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)),
				(file) -> this.runtime.files()
					.read(inside)
					.concatMap((piece) -> blocking(() -> write(file, piece)), 1)
					.then(),
				(file) -> blocking(() -> {
					file.close();
					return file;
				}).then())
			.then(this.runtime.files().remove(inside));
	}

	private static FileChannel write(FileChannel file, ByteBuffer piece) throws IOException {
		while (piece.hasRemaining()) {
			file.write(piece);
		}
		return file;
	}

	private static Flux<ByteBuffer> read(Path archive) {
		return Flux
			.<ByteBuffer, FileChannel>generate(() -> FileChannel.open(archive, StandardOpenOption.READ),
					InsidePrograms::next, InsidePrograms::close)
			.subscribeOn(Schedulers.boundedElastic());
	}

	private static FileChannel next(FileChannel file, SynchronousSink<ByteBuffer> sink) {
		try {
			ByteBuffer piece = ByteBuffer.allocate(PIECE);
			if (file.read(piece) < 0) {
				sink.complete();
			}
			else {
				sink.next(piece.flip());
			}
		}
		catch (IOException ex) {
			sink.error(ex);
		}
		return file;
	}

	private static void close(FileChannel file) {
		try {
			file.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static <T> Mono<T> blocking(Callable<T> work) {
		return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
	}

	private Mono<String> image(String... arguments) {
		List<String> args = new ArrayList<>(List.of("-I", "-S", "-c", IMAGE, this.isolated ? "isolated" : "plain"));
		args.addAll(List.of(arguments));
		return this.runtime.run(new CommandRun(PYTHON, args, this.timeout, "/workspace", Map.of()))
			.map(InsidePrograms::resultOf);
	}

	private static String resultOf(RunOutcome outcome) {
		if (outcome.timedOut() || outcome.exitCode() != 0) {
			throw new BuildFailure(outcome.stderr().strip());
		}
		return outcome.stdout().strip();
	}

}
