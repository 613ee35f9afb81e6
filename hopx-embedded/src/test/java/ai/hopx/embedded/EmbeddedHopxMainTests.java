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

package ai.hopx.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server as a process of its own, with a heap that a file would not fit into.
 */
class EmbeddedHopxMainTests {

	private static final int FILE_SIZE = 64 << 20;

	private static final int SIGTERM = 128 + 15;

	@TempDir
	Path temporary;

	private ServerProcess server;

	@AfterEach
	void end() {
		this.server.close();
	}

	@Test
	void runsUntilItIsToldToStopAndLeavesNothing() throws Exception {
		Process process = start("--port=0");
		String line = process.inputReader().readLine();
		assertThat(line).matches("Hopx embedded is ready at http://127\\.0\\.0\\.1:\\d+");
		Http control = new Http(URI.create(line.substring(line.indexOf("http"))),
				Map.of("X-API-Key", ServerProcess.KEY));
		Reply created = control.post("/v1/sandboxes", Map.of("template_name", "base"));
		Http agent = Http.withToken(created.text("public_host"), created.text("auth_token"));
		agent.postLater("/execute", Map.of("language", "bash", "code", "touch started; sleep 60"));
		Awaitility.await()
			.until(() -> agent.get("/files/exists?path=/workspace/started").json().path("exists").booleanValue());
		List<ProcessHandle> children = process.descendants().toList();
		assertThat(children).isNotEmpty();

		// Not Process.destroy(), which closes the streams as well
		process.toHandle().destroy();

		assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(SIGTERM);
		assertThat(process.inputReader().readLine()).isNull();
		assertThat(this.server.errors()).contains("runs its clients' code on this machine")
			.doesNotContain(ServerProcess.KEY);
		assertThat(children).noneMatch(ProcessHandle::isAlive);
		assertThat(this.server.files()).isEmpty();
	}

	@Test
	void aFileLargerThanTheHeapPassesThrough() throws Exception {
		start("--port=0");
		Reply created = this.server.control().post("/v1/sandboxes", Map.of("template_name", "base"));
		Http agent = Http.withToken(created.text("public_host"), created.text("auth_token"));

		MessageDigest sent = Digests.newSha256();
		Reply uploaded = new Multipart().file("file", "large", new DigestInputStream(new RandomBytes(FILE_SIZE), sent))
			.field("path", "/workspace/large.bin")
			.postTo(agent, "/files/upload");
		assertThat(uploaded.status()).as(uploaded::toString).isEqualTo(200);
		assertThat(uploaded.json().path("size").intValue()).isEqualTo(FILE_SIZE);

		MessageDigest received = Digests.newSha256();
		var response = Http.CLIENT.send(
				agent.request("GET", "/files/download?path=/workspace/large.bin", BodyPublishers.noBody()),
				BodyHandlers.ofInputStream());
		try (InputStream body = new DigestInputStream(response.body(), received)) {
			assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(FILE_SIZE);
		}
		assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(FILE_SIZE);
		assertThat(Digests.hex(received.digest())).isEqualTo(Digests.hex(sent.digest()));
	}

	@Test
	void aPortInUseIsOneClearLine() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Process process = start("--port=" + taken.getLocalPort());
			assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(1);
			assertThat(this.server.errors().lines()).singleElement()
				.asString()
				.contains("Port " + taken.getLocalPort(), "in use");
			assertThat(process.inputReader().readLine()).isNull();
			assertThat(this.server.files()).isEmpty();
		}
	}

	@Test
	void anUnknownOptionIsOneClearLine() throws Exception {
		Process process = start("--frob");
		assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(2);
		assertThat(this.server.errors().lines()).singleElement().asString().contains("--frob", "--help");
	}

	@Test
	void helpGoesToStandardOutput() throws Exception {
		Process process = start("--help");
		assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.isEqualTo(CommandLine.HELP);
		assertThat(process.waitFor()).isZero();
	}

	private Process start(String... options) throws IOException {
		this.server = ServerProcess.start(this.temporary, "48m", options);
		return this.server.process();
	}

	/**
	 * So many random bytes, made while they are read.
	 */
	private static final class RandomBytes extends InputStream {

		private final Random random = new Random(11);

		private int left;

		RandomBytes(int size) {
			this.left = size;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? this.random.nextInt(256) : -1;
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.left <= 0) {
				return -1;
			}
			byte[] bytes = new byte[Math.min(length, this.left)];
			this.random.nextBytes(bytes);
			System.arraycopy(bytes, 0, target, offset, bytes.length);
			this.left -= bytes.length;
			return bytes.length;
		}

	}

}
