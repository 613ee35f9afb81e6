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

package ai.hopx.client.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import ai.hopx.client.HopxException;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replies that would grow a thousandfold. Nothing is unpacked, asked for or not: what
 * counts against a limit is what is held.
 */
class InflationTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int UNPACKED = 64 * 1024 * 1024;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private byte[] bomb;

	private RawServer server;

	@BeforeEach
	void start() throws IOException {
		this.bomb = bomb();
		this.server = RawServer.start(this::serve);
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Test
	void aPackedReplyIsNotUnpacked() {
		StepVerifier.create(sandbox().agentInfo()).expectError(HopxException.class).verify(LIMIT);
		assertAskedForNothingPacked();
	}

	@Test
	void aPackedFileStaysPacked() {
		Flux<Integer> sizes = sandbox().files().download("/a").map(InflationTests::size);
		StepVerifier.create(sizes.reduce(0, Integer::sum)).expectNext(this.bomb.length).expectComplete().verify(LIMIT);
		StepVerifier.create(sandbox().files().readBytes("/a").map((bytes) -> bytes.length))
			.expectNext(this.bomb.length)
			.expectComplete()
			.verify(LIMIT);
		assertAskedForNothingPacked();
	}

	@Test
	void streamsAgreeOnNoExtension() {
		StepVerifier.create(sandbox().streamCode(CodeRequest.of("1"))).expectError(HopxException.class).verify(LIMIT);
		assertThat(this.server.requests())
			.anyMatch((head) -> head.toLowerCase(Locale.ROOT).contains("sec-websocket-key"));
		assertAskedForNothingPacked();
	}

	private void assertAskedForNothingPacked() {
		assertThat(this.server.requests()).isNotEmpty()
			.allSatisfy((head) -> assertThat(head).doesNotContainIgnoringCase("accept-encoding")
				.doesNotContainIgnoringCase("sec-websocket-extensions"));
	}

	private ReactiveSandbox sandbox() {
		return new ReactiveHopxTemplate(
				wire.client()
					.baseUrl(this.server.url())
					.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
					.build(),
				SandboxDefaults.standard(), Stream::empty, SandboxLifecycleListener.none(), SandboxTracker.none())
			.create()
			.block(LIMIT);
	}

	private void serve(RawServer.Connection connection) throws IOException {
		for (String head = connection.readRequest(); head != null; head = connection.readRequest()) {
			if (head.contains(" /v1/")) {
				connection.reply(200,
						"{\"id\":\"s1\",\"status\":\"running\",\"public_host\":\"%s\",\"auth_token\":\"%s\"}"
							.formatted(this.server.url(), HopxWire.TOKEN));
			}
			else {
				connection.write("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
						+ "Content-Length: " + this.bomb.length + "\r\n\r\n");
				connection.write(this.bomb);
			}
		}
	}

	private static byte[] bomb() throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
			byte[] blanks = " ".repeat(1024 * 1024).getBytes();
			for (int i = 0; i < UNPACKED / blanks.length; i++) {
				out.write(blanks);
			}
			out.write("{\"agent\":\"x\",\"version\":\"1\"}".getBytes());
		}
		return packed.toByteArray();
	}

	private static int size(DataBuffer buffer) {
		int size = buffer.readableByteCount();
		DataBufferUtils.release(buffer);
		return size;
	}

}
