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

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What there is in a sandbox, and how it is made and removed.
 */
@ParameterizedClass
@MethodSource("isolations")
class SandboxFilesTests extends SandboxTestBase {

	@Test
	void describesAFile() {
		write("/workspace/folder/file.txt", "grün");
		FileEntry entry = get(this.sandbox.files().stat("folder/file.txt"));
		assertThat(entry.name()).isEqualTo("file.txt");
		assertThat(entry.path()).isEqualTo("/workspace/folder/file.txt");
		assertThat(entry.size()).isEqualTo(5);
		assertThat(entry.directory()).isFalse();
		assertThat(entry.mode()).isEqualTo("0644");
		assertThat(entry.permissions()).isEqualTo("-rw-r--r--");
		assertThat(entry.modified()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
	}

	@Test
	void describesAFolder() {
		FileEntry entry = get(this.sandbox.files().mkdir("/tmp/a/b"));
		assertThat(entry.path()).isEqualTo("/tmp/a/b");
		assertThat(entry.directory()).isTrue();
		assertThat(entry.permissions()).isEqualTo("drwxr-xr-x");
		assertThat(get(this.sandbox.files().stat("/tmp"))).extracting(FileEntry::path).isEqualTo("/tmp");
	}

	@Test
	void showsTheSameFilesToCode() {
		write("made-outside", "o");
		assertThat(run(shell(
				"cat made-outside; echo inside > made-inside; mkdir -p sub; echo t > $TMPDIR/../tmp/t 2>/dev/null || echo t > /tmp/t"))
			.stdout()).isEqualTo("o");
		assertThat(read("/workspace/made-inside")).isEqualTo("inside\n");
		assertThat(read("/tmp/t")).isEqualTo("t\n");
		assertThat(get(this.sandbox.files().exists("/workspace/sub"))).isTrue();
	}

	@Test
	void letsCodeChangeWhatWasWritten() {
		write("a/b/file", "1");
		assertThat(run(shell("echo 2 >> a/b/file && mv a/b c && rm -r a && chmod 600 c/file")).exitCode()).isZero();
		assertThat(read("c/file")).isEqualTo("12\n");
		assertThat(get(this.sandbox.files().stat("c/file")).mode()).isEqualTo("0600");
	}

	@Test
	void listsAFolder() {
		write("b.txt", "b");
		write("a/x", "x");
		run(shell("ln -s a link; ln -s nowhere dangling; ln -s /etc out"));
		List<FileEntry> entries = get(this.sandbox.files().list("/workspace"));
		assertThat(entries).extracting(FileEntry::name).containsExactly("a", "b.txt", "dangling", "link", "out");
		assertThat(entries).extracting(FileEntry::path).contains("/workspace/b.txt", "/workspace/link");
		assertThat(entries).extracting(FileEntry::directory).containsExactly(true, false, false, true, false);
		assertThat(get(this.sandbox.files().list("a"))).extracting(FileEntry::path).containsExactly("/workspace/a/x");
		assertThat(get(this.sandbox.files().list("/tmp"))).isEmpty();
	}

	@Test
	void listsMany() {
		run(shell("mkdir many; cd many; touch $(seq 5000)"));
		assertThat(get(this.sandbox.files().list("many"))).hasSize(5000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ä €.txt", "with space", "new\nline", "quo\"te\\", "-rf", "*", "😀", ".hidden" })
	void takesAnyName(String name) {
		write("/workspace/n/" + name, "x");
		assertThat(get(this.sandbox.files().list("/workspace/n"))).extracting(FileEntry::name).containsExactly(name);
		assertThat(read("/workspace/n/" + name)).isEqualTo("x");
		this.sandbox.files().remove("/workspace/n/" + name).block(PATIENCE);
		assertThat(get(this.sandbox.files().exists("/workspace/n/" + name))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "/workspace/there,true", "there,true", "/tmp,true", "/workspace,true", "nope,false",
			"nope/deeper,false", "there/below-a-file,false", "dangling,false" })
	void tellsWhetherThereIsSomething(String path, boolean exists) {
		write("there", "");
		run(shell("ln -s nowhere dangling"));
		assertThat(get(this.sandbox.files().exists(path))).isEqualTo(exists);
	}

	@Test
	void makesFoldersAgain() {
		get(this.sandbox.files().mkdir("a/b"));
		assertThat(get(this.sandbox.files().mkdir("a/b"))).extracting(FileEntry::directory).isEqualTo(true);
		write("file", "");
		assertThat(failure(this.sandbox.files().mkdir("file")).getReason())
			.isEqualTo(RuntimeFailure.Reason.FILE_ALREADY_EXISTS);
	}

	@Test
	void removesFilesAndWholeFolders() {
		write("file", "");
		// Deeper than a path may be long, and in part closed
		python("""
				import os
				home = os.getcwd()
				for i in range(1000):
				    os.mkdir('folder-%d' % i)
				    os.chdir('folder-%d' % i)
				    open('removed-0', 'w')
				os.chdir(home)""");
		run(shell("mkdir -p closed/in; touch closed/in/file; chmod 000 closed/in; chmod 500 closed"));
		for (String path : List.of("file", "folder-0", "closed")) {
			this.sandbox.files().remove(path).block(PATIENCE);
		}
		assertThat(get(this.sandbox.files().list("/workspace"))).isEmpty();
	}

	@Test
	void removesALinkAndNotWhatItLeadsTo() {
		write("target/file", "kept");
		run(shell("ln -s target link; ln -s /etc out; mkdir box; ln -s ../target box/in; ln -s / box/all"));
		for (String path : List.of("link", "out", "box")) {
			this.sandbox.files().remove(path).block(PATIENCE);
		}
		assertThat(read("target/file")).isEqualTo("kept");
		assertThat(get(this.sandbox.files().list("/workspace"))).extracting(FileEntry::name).containsExactly("target");
	}

	@Test
	void refusesWhatIsNotThere() {
		SandboxFiles files = this.sandbox.files();
		for (Mono<?> each : List.of(files.stat("nope"), files.remove("nope"), files.read("nope").then(),
				files.read("nope/deeper").then())) {
			assertThat(failure(each).getReason()).isEqualTo(RuntimeFailure.Reason.FILE_NOT_FOUND);
		}
		assertThat(failure(files.list("nope")).getReason()).isEqualTo(RuntimeFailure.Reason.DIRECTORY_NOT_FOUND);
		write("file", "");
		assertThat(failure(files.list("file")).getReason()).isEqualTo(RuntimeFailure.Reason.DIRECTORY_NOT_FOUND);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "/", "/workspace/../etc/passwd", "../../etc/passwd", "/workspace/..",
			"/workspacex", "/tmpfile", "/proc/self/environ", "/proc/self/root/etc/passwd", "/home/user/x", "out/passwd",
			"file-out", "twice/etc/passwd", "up/../../etc/passwd", "//etc/passwd", "/./etc/passwd", "indirect",
			"/workspace/./../etc" })
	void letsNothingOut(String path) {
		run(shell("ln -s /etc out; ln -s /etc/passwd file-out; ln -s / root; ln -s root twice; mkdir up;"
				+ " ln -s up/../../../../../../etc/passwd indirect"));
		SandboxFiles files = this.sandbox.files();
		Stream<Mono<?>> attempts = Stream.of(files.stat(path), files.exists(path), files.list(path),
				files.read(path).then(), files.write(path, Mono.just(bytes("x")), null, true),
				files.mkdir(path + "/made"));
		assertThat(attempts.map((each) -> failure(each).getReason()))
			.containsOnly(RuntimeFailure.Reason.PATH_NOT_ALLOWED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "/", "/workspace", "/tmp", ".", "/workspace/a/..", "out/passwd",
			"../workspace" })
	void removesNothingOutsideAndNoRoot(String path) {
		get(this.sandbox.files().mkdir("a"));
		run(shell("ln -s /etc out"));
		assertThat(failure(this.sandbox.files().remove(path)).getReason())
			.isEqualTo(RuntimeFailure.Reason.PATH_NOT_ALLOWED);
	}

	@ParameterizedTest
	@CsvSource({ "a/../b/file", "./b/./file", "/workspace//b//file", "/tmp/../workspace/b/file", "link/file",
			"absolute/file", "b/back/b/file", "/tmp/over/file" })
	void findsTheWayInside(String path) {
		write("b/file", "found");
		get(this.sandbox.files().mkdir("a"));
		run(shell(
				"ln -s b link; ln -s \"$PWD/b\" absolute; ln -s .. b/back; ln -s \"$PWD/b\" \"${TMPDIR:-/tmp}/over\""));
		assertThat(read(path)).isEqualTo("found");
		assertThat(get(this.sandbox.files().stat(path)).path()).isEqualTo("/workspace/b/file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\0b", "/workspace/\0", "\ud800" })
	void refusesWhatIsNoPath(String path) {
		assertThat(failure(this.sandbox.files().stat(path)).getReason()).isEqualTo(RuntimeFailure.Reason.INVALID_PATH);
		assertThat(failure(this.sandbox.files().write(path, Mono.just(bytes("x")), null, true)).getReason())
			.isEqualTo(RuntimeFailure.Reason.INVALID_PATH);
	}

	@Test
	void refusesNamesThatAreTooLongAndLinksInCircles() {
		assertThat(failure(this.sandbox.files().mkdir("x".repeat(300))).getReason())
			.isEqualTo(RuntimeFailure.Reason.INVALID_PATH);
		run(shell("ln -s loop loop; ln -s two one; ln -s one two"));
		for (String path : List.of("loop", "one", "loop/file")) {
			assertThat(failure(this.sandbox.files().stat(path)).getReason())
				.isEqualTo(RuntimeFailure.Reason.INVALID_PATH);
		}
	}

	@Test
	void staysInsideWhileLinksAreSwapped() {
		write("real/passwd", "mine");
		run(shell("ln -s /etc evil; (while :; do ln -sfn real swap; ln -sfn /etc swap; done) >/dev/null 2>&1 &"));
		Set<String> found = ConcurrentHashMap.newKeySet();
		AtomicInteger looks = new AtomicInteger();
		// As many looks as it takes to meet the link that leads outside
		Flux.<Integer>generate((sink) -> sink.next(looks.incrementAndGet()))
			.flatMap((i) -> this.sandbox.files()
				.stat("swap/passwd")
				.map((entry) -> entry.path() + " " + entry.size())
				.onErrorResume(RuntimeFailure.class, (ex) -> Mono.just(ex.getReason().name().toLowerCase(Locale.ROOT))),
					8)
			.doOnNext(found::add)
			.takeUntil((outcome) -> looks.get() >= 2000 && found.contains("path_not_allowed"))
			.blockLast(PATIENCE);
		assertThat(found).isSubsetOf("/workspace/real/passwd 4", "path_not_allowed", "file_not_found")
			.contains("path_not_allowed");
	}

}
