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

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Contents of files on their way in and out.
 */
@ParameterizedClass
@MethodSource("isolations")
class FileTransferTests extends SandboxTestBase {

	private static final int PIECE = 100_000;

	@Test
	void carriesAFileInAndOut() {
		long size = 64L << 20;
		CRC32 sent = new CRC32();
		Flux<ByteBuffer> content = Flux.generate(AtomicLong::new, (position, sink) -> {
			long at = position.get();
			if (at == size) {
				sink.complete();
				return position;
			}
			byte[] piece = new byte[(int) Math.min(PIECE, size - at)];
			for (int i = 0; i < piece.length; i++) {
				piece[i] = (byte) ((at + i) * 31 >> 3);
			}
			sent.update(piece);
			position.addAndGet(piece.length);
			sink.next(ByteBuffer.wrap(piece));
			return position;
		});
		assertThat(get(this.sandbox.files().write("big", content, null, true)).size()).isEqualTo(size);
		CRC32 received = new CRC32();
		StepVerifier.create(this.sandbox.files().read("big").doOnNext(received::update).then())
			.expectComplete()
			.verify(PATIENCE);
		assertThat(received.getValue()).isEqualTo(sent.getValue());
	}

	@Test
	void readsNoFasterThanItIsAsked() {
		run(shell("head -c 50000000 /dev/zero > big"));
		AtomicLong arrived = new AtomicLong();
		StepVerifier
			.create(this.sandbox.files().read("big").doOnNext((piece) -> arrived.addAndGet(piece.remaining())), 1)
			.expectNextCount(1)
			.then(() -> assertThat(get(this.sandbox.files().stat("big")).size()).isEqualTo(50_000_000))
			.then(() -> assertThat(arrived.get()).isLessThan(1_000_000))
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((piece) -> true)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(arrived.get()).isEqualTo(50_000_000);
	}

	@Test
	void showsNothingBeforeAllHasArrived() {
		write("file", "old");
		Sinks.Many<ByteBuffer> content = Sinks.many().unicast().onBackpressureBuffer();
		StepVerifier.create(this.sandbox.files().write("file", content.asFlux(), null, true))
			.then(() -> content.tryEmitNext(bytes("new ")))
			.then(() -> assertThat(read("file")).isEqualTo("old"))
			.then(() -> assertThat(get(this.sandbox.files().list("/workspace"))).hasSize(1))
			.then(() -> content.tryEmitNext(bytes("file")))
			.then(content::tryEmitComplete)
			.expectNextCount(1)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(read("file")).isEqualTo("new file");
	}

	@Test
	void leavesNothingOfAWriteThatFails() {
		Flux<ByteBuffer> content = Flux.concat(Mono.just(bytes("half")),
				Mono.error(new IllegalStateException("broken")));
		StepVerifier.create(this.sandbox.files().write("a/file", content, null, true))
			.expectErrorMessage("broken")
			.verify(PATIENCE);
		assertNoUnfinished("a");
	}

	@Test
	void leavesNothingOfAWriteThatIsCancelled() {
		Sinks.Many<ByteBuffer> content = Sinks.many().unicast().onBackpressureBuffer();
		content.tryEmitNext(bytes("half"));
		StepVerifier.create(this.sandbox.files().write("a/file", content.asFlux(), null, true))
			.then(() -> Awaitility.await()
				.atMost(PATIENCE)
				.until(() -> run(shell("ls -A a | wc -l")).stdout().equals("1\n")))
			.thenCancel()
			.verify(PATIENCE);
		assertThat(content.currentSubscriberCount()).isZero();
		assertNoUnfinished("a");
	}

	private void assertNoUnfinished(String folder) {
		Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> run(shell("ls -A %s | wc -l".formatted(folder))).stdout().equals("0\n"));
	}

	@Test
	void stopsReadingWhenItIsCancelled() {
		run(shell("head -c 50000000 /dev/zero > big"));
		StepVerifier.create(this.sandbox.files().read("big"), 1).expectNextCount(1).thenCancel().verify(PATIENCE);
		assertThat(read("/workspace/big")).hasSize(50_000_000);
	}

	@Test
	void writesWhereThereIsSomethingOnlyIfItMay() {
		write("file", "old");
		RuntimeFailure failure = failure(this.sandbox.files().write("file", Mono.just(bytes("new")), null, false));
		assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.FILE_ALREADY_EXISTS);
		assertThat(read("file")).isEqualTo("old");
		assertThat(get(this.sandbox.files().write("fresh", Mono.just(bytes("new")), null, false)).size()).isEqualTo(3);
	}

	@Test
	void oneOfManyWritersThatMayNotOverwriteWins() {
		List<String> results = Flux.range(0, 20)
			.flatMap((i) -> this.sandbox.files()
				.write("race", Mono.just(bytes("writer " + i)), null, false)
				.map((entry) -> "written")
				.onErrorResume(RuntimeFailure.class, (ex) -> Mono.just(ex.getReason().name())), 20)
			.collectList()
			.block(PATIENCE);
		assertThat(results).hasSize(20).filteredOn("written"::equals).hasSize(1);
		assertThat(results).filteredOn("FILE_ALREADY_EXISTS"::equals).hasSize(19);
		assertNoUnfinishedIn("/workspace", 1);
	}

	private void assertNoUnfinishedIn(String folder, int files) {
		assertThat(run(shell("ls -A | wc -l")).stdout()).isEqualTo(files + "\n");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-,0644", "0600,0600", "755,0755", "0444,0444" })
	void givesAFileItsPermissions(String mode, String expected) {
		FileEntry entry = get(this.sandbox.files().write("file", Mono.just(bytes("x")), mode, true));
		assertThat(entry.mode()).isEqualTo(expected);
	}

	@Test
	void keepsPermissionsOfAFileThatIsReplaced() {
		write("script", "echo 1");
		run(shell("chmod 750 script"));
		assertThat(write("script", "echo 2").mode()).isEqualTo("0750");
	}

	@ParameterizedTest
	@ValueSource(strings = { "999", "rwx", "-1", "0", "10000" })
	void refusesPermissionsThatAreNone(String mode) {
		if (mode.equals("0")) {
			assertThat(get(this.sandbox.files().write("file", Mono.just(bytes("x")), mode, true)).mode())
				.isEqualTo("0000");
			return;
		}
		assertThat(failure(this.sandbox.files().write("file", Mono.just(bytes("x")), mode, true)).getReason())
			.isEqualTo(RuntimeFailure.Reason.FILE_OPERATION_FAILED);
	}

	@Test
	void writesThroughALink() {
		write("target", "old");
		run(shell("ln -s target link; ln -s made dangling"));
		assertThat(write("link", "new").path()).isEqualTo("/workspace/target");
		write("dangling", "there");
		assertThat(read("target")).isEqualTo("new");
		assertThat(read("made")).isEqualTo("there");
		assertThat(run(shell("readlink link")).stdout()).isEqualTo("target\n");
	}

	@Test
	void refusesWhatIsNoFile() {
		run(shell("mkdir folder; mkfifo pipe"));
		for (String path : List.of("folder", "pipe", "/workspace")) {
			assertThat(failure(this.sandbox.files().read(path).then()).getReason())
				.isEqualTo(RuntimeFailure.Reason.FILE_OPERATION_FAILED);
			assertThat(failure(this.sandbox.files().write(path, Mono.just(bytes("x")), null, true)).getReason())
				.isEqualTo(RuntimeFailure.Reason.FILE_OPERATION_FAILED);
		}
	}

	@Test
	void refusesMoreThanTheSandboxMayHold() {
		SandboxRuntime small = get(factory(this.isolation).start(new RuntimeSpec("small", false, 512, 20)));
		Flux<ByteBuffer> content = Flux.range(0, 150).map((i) -> ByteBuffer.allocate(PIECE));
		assertThat(get(small.files().write("first", content.take(100), null, true)).size()).isEqualTo(100L * PIECE);
		RuntimeFailure failure = failure(small.files().write("second", content, null, true));
		assertThat(failure.getReason()).isEqualTo(RuntimeFailure.Reason.FILE_OPERATION_FAILED);
		assertThat(failure).hasMessageContaining("20 MiB");
		assertThat(get(small.files().list("/workspace"))).extracting(FileEntry::name).containsExactly("first");
		small.destroy().block(PATIENCE);
	}

	@Test
	void refusesAFileThatMayNotBeRead() {
		write("secret", "x");
		run(shell("chmod 000 secret"));
		assertThat(failure(this.sandbox.files().read("secret").then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.PERMISSION_DENIED);
	}

	@Test
	void readsAndWritesNothing() {
		assertThat(get(this.sandbox.files().write("empty", Flux.empty(), null, true)).size()).isZero();
		StepVerifier.create(this.sandbox.files().read("empty")).expectComplete().verify(PATIENCE);
	}

	@Test
	void runsCodeWhileAFileIsOnItsWay() {
		Sinks.Many<ByteBuffer> content = Sinks.many().unicast().onBackpressureBuffer();
		StepVerifier.create(this.sandbox.files().write("file", content.asFlux(), null, true)).then(() -> {
			content.tryEmitNext(bytes("x"));
			RunOutcome outcome = run(shell("echo between", Duration.ofSeconds(5)));
			assertThat(outcome.stdout()).isEqualTo("between\n");
			content.tryEmitComplete();
		}).expectNextCount(1).expectComplete().verify(PATIENCE);
	}

}
