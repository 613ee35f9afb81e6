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

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.test.StepVerifier;

import ai.hopx.embedded.runtime.FileChange.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Changes in folders, seen from outside of the sandbox.
 */
@ParameterizedClass
@MethodSource("isolations")
class FileWatchTests extends SandboxTestBase {

	private final Queue<FileChange> changes = new ConcurrentLinkedQueue<>();

	private Disposable subscription = Disposables.disposed();

	private void watch(String path) {
		Queue<List<FileChange>> batches = new ConcurrentLinkedQueue<>();
		this.subscription = this.sandbox.files().watch(path).subscribe((batch) -> {
			this.changes.addAll(batch);
			batches.add(batch);
		});
		await().atMost(PATIENCE).until(() -> !batches.isEmpty());
		assertThat(batches.peek()).isEmpty();
	}

	@AfterEach
	void stop() {
		this.subscription.dispose();
	}

	private static FileChange change(Kind kind, String path) {
		return new FileChange(kind, path, null);
	}

	private void awaitChanges(FileChange... expected) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.changes).contains(expected));
	}

	private Set<String> paths(Kind kind) {
		return this.changes.stream()
			.filter((change) -> change.kind() == kind)
			.map(FileChange::path)
			.collect(Collectors.toSet());
	}

	@Test
	void seesWhatHappensToAFile() {
		watch("/workspace");
		run(shell("echo 1 > a"));
		awaitChanges(change(Kind.CREATED, "/workspace/a"));
		run(shell("echo 2 > a"));
		awaitChanges(change(Kind.MODIFIED, "/workspace/a"));
		run(shell("mv a b"));
		awaitChanges(new FileChange(Kind.RENAMED, "/workspace/b", "/workspace/a"));
		run(shell("rm b"));
		awaitChanges(change(Kind.DELETED, "/workspace/b"));
		write("/workspace/c", "by the API");
		awaitChanges(change(Kind.CREATED, "/workspace/c"));
		assertThat(this.changes).noneMatch((change) -> change.path().contains(".hopx"));
	}

	@Test
	void seesWhatIsInNewFolders() {
		run(shell("mkdir -p old/er"));
		watch("/workspace");
		run(shell("mkdir -p x/y/z; echo 1 > x/y/z/f; echo 1 > old/er/f"));
		awaitChanges(change(Kind.CREATED, "/workspace/x"), change(Kind.CREATED, "/workspace/x/y/z/f"),
				change(Kind.CREATED, "/workspace/old/er/f"));
		run(shell("echo 22 > x/y/z/f"));
		awaitChanges(change(Kind.MODIFIED, "/workspace/x/y/z/f"));
		run(shell("mv x w"));
		awaitChanges(change(Kind.DELETED, "/workspace/x/y/z/f"), change(Kind.CREATED, "/workspace/w/y/z/f"));
		run(shell("echo 333 > w/y/z/g; rm -r old"));
		awaitChanges(change(Kind.CREATED, "/workspace/w/y/z/g"), change(Kind.DELETED, "/workspace/old/er/f"));
	}

	@Test
	void watchesNoMoreThanItWasAskedTo() {
		run(shell("mkdir in out"));
		watch("/workspace/in");
		run(shell("echo 1 > out/a; echo 1 > b; echo 1 > in/c"));
		awaitChanges(change(Kind.CREATED, "/workspace/in/c"));
		assertThat(paths(Kind.CREATED)).containsExactly("/workspace/in/c");
	}

	@Test
	void missesNothingOfABurst() {
		watch("/workspace");
		python("""
				import os, shutil
				os.mkdir('d')
				for i in range(3000): open('d/f%d' % i, 'w').close()
				for i in range(300):
				    os.mkdir('e%d' % i)
				    open('e%d/g' % i, 'w').close()
				""");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(paths(Kind.CREATED)).hasSize(1 + 3000 + 600));
		python("for name in os.listdir(): shutil.rmtree(name)");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(paths(Kind.DELETED)).hasSize(1 + 3000 + 600));
	}

	@Test
	void slowSubscriberHearsOfTheEndResult() {
		StepVerifier.create(this.sandbox.files().watch("/workspace").concatMapIterable((batch) -> batch, 1), 0)
			.thenRequest(1)
			.then(() -> run(shell("sleep 0.5; for i in $(seq 500); do echo > f$i; done; rm f*; echo > last")))
			.thenAwait(Duration.ofMillis(200))
			.thenRequest(Long.MAX_VALUE)
			.thenConsumeWhile((change) -> !change.equals(change(Kind.CREATED, "/workspace/last")))
			.expectNext(change(Kind.CREATED, "/workspace/last"))
			.thenCancel()
			.verify(PATIENCE);
	}

	@Test
	void linksLeadNowhere() {
		watch("/workspace");
		run(shell("ln -s /etc link; ln -s /etc/passwd file; mkdir d; mv d d2; ln -s /etc d; echo > end"));
		awaitChanges(change(Kind.CREATED, "/workspace/link"), change(Kind.CREATED, "/workspace/file"),
				change(Kind.CREATED, "/workspace/end"));
		assertThat(this.changes).noneMatch((change) -> change.path().contains("passwd"));
		assertThat(failure(this.sandbox.files().watch("/workspace/link").then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.PATH_NOT_ALLOWED);
		assertThat(failure(this.sandbox.files().watch("/workspace/../etc").then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.PATH_NOT_ALLOWED);
		assertThat(failure(this.sandbox.files().watch("/workspace/end").then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.INVALID_PATH);
		assertThat(failure(this.sandbox.files().watch("/workspace/nothing").then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.FILE_NOT_FOUND);
	}

	@Test
	void endsWithItsFolder() {
		run(shell("mkdir d"));
		StepVerifier.create(this.sandbox.files().watch("/workspace/d"))
			.expectNext(List.of())
			.then(() -> run(shell("rm -r d")))
			.expectErrorSatisfies((ex) -> assertThat(((RuntimeFailure) ex).getReason())
				.isEqualTo(RuntimeFailure.Reason.DIRECTORY_NOT_FOUND))
			.verify(PATIENCE);
	}

}
