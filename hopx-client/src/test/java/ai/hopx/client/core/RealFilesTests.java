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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.SandboxFileNotFoundException;
import ai.hopx.client.model.FileInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files and environment variables of a sandbox that is really there.
 */
class RealFilesTests {

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	private static ReactiveSandbox reactive;

	private static Sandbox sandbox;

	@TempDir
	Path folder;

	@BeforeAll
	static void create() {
		reactive = server.reactive().create().block(EmbeddedServer.LIMIT);
		sandbox = new BlockingSandbox(reactive);
	}

	@AfterAll
	static void kill() {
		sandbox.close();
	}

	@Test
	void keepsText() {
		String text = "line\r\nünïcödé \uD83D\uDC0D\n";
		sandbox.files().write("/workspace/text/deep/a b&c#d+.txt", text);
		assertThat(sandbox.files().readText("/workspace/text/deep/a b&c#d+.txt")).isEqualTo(text);
		assertThat(sandbox.commands().run("cat 'text/deep/a b&c#d+.txt'").stdout()).isEqualTo(text);
		sandbox.files().write("/workspace/text/empty", "");
		assertThat(sandbox.files().readText("/workspace/text/empty")).isEmpty();
	}

	@Test
	void keepsBytes() {
		byte[] bytes = new byte[256 * 1024 + 7];
		new Random(1).nextBytes(bytes);
		sandbox.files().write("/workspace/bytes", bytes);
		assertThat(sandbox.files().readBytes("/workspace/bytes")).isEqualTo(bytes);
		sandbox.files().write("/workspace/base64", "aGVsbG8gd29ybGQh".getBytes());
		assertThat(sandbox.files().readBytes("/workspace/base64")).isEqualTo("aGVsbG8gd29ybGQh".getBytes());
		sandbox.files().write("/workspace/none", new byte[0]);
		assertThat(sandbox.files().readBytes("/workspace/none")).isEmpty();
	}

	@Test
	void writesWithOptions() {
		WriteOptions once = WriteOptions.defaults().mode("0750").overwrite(false);
		sandbox.files().write("/workspace/once.sh", "#!/bin/sh\necho ran\n", once);
		assertThat(sandbox.commands().run("./once.sh").stdout()).isEqualTo("ran\n");
		assertThatExceptionOfType(HopxConflictException.class)
			.isThrownBy(() -> sandbox.files().write("/workspace/once.sh", "again", once));
		byte[] script = "#!/bin/sh\necho bytes\n".getBytes();
		sandbox.files().write("/workspace/bytes.sh", script, once);
		assertThat(sandbox.commands().run("./bytes.sh").stdout()).isEqualTo("bytes\n");
		assertThatExceptionOfType(HopxConflictException.class)
			.isThrownBy(() -> sandbox.files().write("/workspace/bytes.sh", "again".getBytes(), once));
		assertThat(sandbox.files().readBytes("/workspace/bytes.sh")).isEqualTo(script);
	}

	@Test
	void listsAndRemoves() {
		sandbox.files().mkdir("/workspace/listed/inner");
		sandbox.files().mkdir("/workspace/listed/inner");
		sandbox.files().write("/workspace/listed/file", "12345");
		Map<String, FileInfo> files = sandbox.files()
			.list("/workspace/listed")
			.stream()
			.collect(Collectors.toMap(FileInfo::name, (file) -> file));
		assertThat(files).containsOnlyKeys("inner", "file");
		assertThat(files.get("inner").directory()).isTrue();
		assertThat(files.get("file").directory()).isFalse();
		assertThat(files.get("file").size()).isEqualTo(5);
		assertThat(files.get("file").path()).isEqualTo("/workspace/listed/file");
		assertThat(files.get("file").modifiedTime()).isNotNull();
		assertThat(sandbox.files().exists("/workspace/listed/file")).isTrue();
		sandbox.files().remove("/workspace/listed");
		assertThat(sandbox.files().exists("/workspace/listed/file")).isFalse();
		assertThat(sandbox.files().exists("/workspace/listed")).isFalse();
	}

	@Test
	void saysWhatIsNotThereOrNotAllowed() {
		assertThatExceptionOfType(SandboxFileNotFoundException.class)
			.isThrownBy(() -> sandbox.files().readText("/workspace/missing"));
		assertThatExceptionOfType(SandboxFileNotFoundException.class)
			.isThrownBy(() -> sandbox.files().readBytes("/workspace/missing"));
		assertThatExceptionOfType(SandboxFileNotFoundException.class)
			.isThrownBy(() -> sandbox.files().download("/workspace/missing", this.folder.resolve("x")));
		assertThatExceptionOfType(HopxForbiddenException.class)
			.isThrownBy(() -> sandbox.files().readText("/etc/passwd"))
			.satisfies((error) -> assertThat(error.getCode()).isEqualTo("PATH_NOT_ALLOWED"));
		assertThatExceptionOfType(HopxForbiddenException.class)
			.isThrownBy(() -> sandbox.files().write("/workspace/../etc/x", new byte[1]));
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void movesFilesThereAndBack() throws IOException {
		byte[] bytes = new byte[3_000_001];
		new Random(2).nextBytes(bytes);
		Path source = Files.write(this.folder.resolve("source"), bytes);
		Path target = this.folder.resolve("target");
		sandbox.files().upload(source, "/workspace/moved");
		sandbox.files().download("/workspace/moved", target);
		assertThat(target).hasBinaryContent(bytes);
		sandbox.files().upload(new ByteArrayResource("resource".getBytes()), "/workspace/moved");
		sandbox.files().download("/workspace/moved", target);
		assertThat(target).hasContent("resource");
	}

	@Test
	void movesWhatComesPieceByPiece() {
		Flux<DataBuffer> source = Flux.range(0, 1000)
			.map((number) -> DefaultDataBufferFactory.sharedInstance.wrap("%04d".formatted(number).getBytes()));
		StepVerifier.create(reactive.files().upload(source, "/workspace/pieces"))
			.expectComplete()
			.verify(EmbeddedServer.LIMIT);
		Flux<Integer> lengths = reactive.files().download("/workspace/pieces").map((buffer) -> {
			int length = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			return length;
		});
		StepVerifier.create(lengths.reduce(0, Integer::sum))
			.expectNext(4000)
			.expectComplete()
			.verify(EmbeddedServer.LIMIT);
		assertThat(sandbox.files().readText("/workspace/pieces")).startsWith("00000001").endsWith("09980999");
	}

	@Test
	void changesTheEnvironment() {
		EnvironmentOperations env = sandbox.env();
		env.set("A", "1");
		env.merge(Map.of("B", "2", "MY_SECRET_KEY", "hidden"));
		assertThat(env.get("A")).contains("1");
		assertThat(env.all().isMasked("MY_SECRET_KEY")).isTrue();
		assertThat(sandbox.commands().run("echo $A$B$MY_SECRET_KEY").stdout()).isEqualTo("12hidden\n");
		env.delete("A");
		env.delete("A");
		assertThat(env.get("A")).isEmpty();
		assertThat(sandbox.commands().run("echo $A$B$MY_SECRET_KEY").stdout()).isEqualTo("2hidden\n");
		env.replace(Map.of("C", "3"));
		assertThat(sandbox.commands().run("echo $A$B$C$MY_SECRET_KEY").stdout()).isEqualTo("3\n");
		env.clear();
		assertThat(env.get("C")).isEmpty();
		assertThat(env.get("PATH")).isPresent();
	}

}
