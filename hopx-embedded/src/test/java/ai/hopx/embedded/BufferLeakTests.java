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
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that end where nobody expects it. The build runs with Netty's paranoid leak
 * detection, which speaks up when a buffer that was not released is garbage-collected.
 */
class BufferLeakTests {

	private static final int ROUNDS = 20;

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final LogCapture log = new LogCapture(ResourceLeakDetector.class.getName());

	@BeforeEach
	void checkThatNettyLooks() {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
	}

	@AfterEach
	void hearNoMore() {
		this.log.close();
	}

	@Test
	void uploadsThatBreakOffLeaveNoBuffers() throws IOException {
		TestSandbox sandbox = server.sandbox();
		for (int i = 0; i < ROUNDS; i++) {
			new Multipart().field("path", "/etc/forbidden")
				.file("file", "b.bin", new byte[500_000])
				.postTo(sandbox.agent(), "/files/upload");
			hangUp(sandbox, "multipart/form-data; boundary=x", "/files/upload",
					"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
							+ "y".repeat(200_000));
		}
		assertThat(leaks()).isEmpty();
	}

	@Test
	void bodiesThatNobodyReadsLeaveNoBuffers() throws IOException {
		TestSandbox sandbox = server.sandbox();
		for (int i = 0; i < ROUNDS; i++) {
			sandbox.agent().without("Authorization").post("/execute", "{\"code\":\"" + "#".repeat(200_000) + "\"}");
			sandbox.agent().post("/nothing", "{\"code\":\"" + "#".repeat(200_000) + "\"}");
			hangUp(sandbox, "application/json", "/execute", "{\"code\":\"" + "#".repeat(200_000));
		}
		assertThat(leaks()).isEmpty();
	}

	@Test
	void streamsThatBreakOffLeaveNoBuffers() {
		TestSandbox sandbox = server.sandbox();
		for (int i = 0; i < ROUNDS; i++) {
			TestSocket stream = TestSocket.openUnread(sandbox, "/execute/stream");
			stream.send(Map.of("language", "bash", "code", "yes"));
			TestSocket terminal = TestSocket.open(sandbox, "/terminal");
			terminal.send("yes\n");
			terminal.next();
			terminal.abort();
			stream.abort();
			try (TestSocket polite = TestSocket.open(sandbox, "/execute/stream")) {
				polite.send(Map.of("code", "1")).all();
			}
		}
		assertThat(leaks()).isEmpty();
	}

	/**
	 * Announce more than is sent, and leave.
	 */
	private static void hangUp(TestSandbox sandbox, String type, String path, String body) throws IOException {
		URI host = URI.create(sandbox.created().text("public_host"));
		try (Socket socket = new Socket(host.getHost(), host.getPort())) {
			String head = "POST " + path + " HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer "
					+ sandbox.created().text("auth_token") + "\r\nContent-Type: " + type
					+ "\r\nContent-Length: 1000000\r\n\r\n";
			socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
		}
	}

	private List<String> leaks() {
		for (int i = 0; i < 10; i++) {
			System.gc();
			// Netty looks for leaks when it allocates
			ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer();
			buffer.release();
		}
		return this.log.warnings();
	}

}
