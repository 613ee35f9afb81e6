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

package ai.hopx.client;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ai.hopx.client.testsupport.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file twice the size of the heap, there and back, in a JVM of its own.
 */
class SmallHeapTests {

	private static final long MIB = 1024 * 1024;

	private static final long SIZE = Long.getLong("hopx.test.transfer-mib", 64) * MIB;

	@TempDir
	Path directory;

	@Test
	void downloadsAFileLargerThanTheHeap() throws Exception {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 X\r\nContent-Length: " + SIZE + "\r\n\r\n");
			byte[] block = new byte[(int) MIB];
			for (long sent = 0; sent < SIZE; sent += block.length) {
				connection.write(block);
			}
			connection.readRequest();
		})) {
			assertThat(transfer("download", server)).contains("received " + SIZE);
		}
	}

	@Test
	void uploadsAFileLargerThanTheHeap() throws Exception {
		AtomicLong received = new AtomicLong();
		try (RawServer server = RawServer.start((connection) -> {
			connection.readHead();
			byte[] block = new byte[(int) MIB];
			while (received.get() < SIZE) {
				received.addAndGet(connection.read(block));
			}
			connection.reply(200, "{}");
			connection.readRequest();
		})) {
			assertThat(transfer("upload", server)).contains("sent " + SIZE);
			assertThat(received).hasValue(SIZE);
		}
	}

	private String transfer(String what, RawServer server) throws IOException, InterruptedException {
		File output = this.directory.resolve("output").toFile();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx32m", "-XX:MaxDirectMemorySize=32m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-cp",
				System.getProperty("java.class.path"), SmallHeapTransfer.class.getName(), what, server.url().toString(),
				String.valueOf(SIZE))
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		try {
			assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
			String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
			assertThat(process.exitValue()).as(text).isZero();
			return text;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
