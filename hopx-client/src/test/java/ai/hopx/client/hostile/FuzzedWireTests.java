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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ai.hopx.client.HopxException;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.CommandRequest;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.stream.TerminalSession;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same on real sockets, where also what is around a body is odd: status lines,
 * headers, chunks, and the frames of every kind of stream. The seed is that of
 * {@link FuzzingTests}.
 */
class FuzzedWireTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final int ROUNDS = 3 * Integer.getInteger("hopx.fuzz.rounds", 12);

	private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");

	private static final AtomicReference<byte[]> decisions = new AtomicReference<>(new byte[0]);

	private static final AtomicInteger answered = new AtomicInteger();

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private static RawServer server;

	@BeforeAll
	static void start() throws IOException {
		server = RawServer.start(FuzzedWireTests::serve);
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
	}

	@ParameterizedTest
	@EnumSource
	void endsInAValueOrAnExceptionOfOurs(Reader reader) {
		ReactiveSandbox sandbox = sandbox();
		answered.set(0);
		SplittableRandom random = new SplittableRandom(FuzzingTests.SEED ^ reader.ordinal());
		for (int i = 0; i < ROUNDS; i++) {
			byte[] bytes = new byte[random.nextInt(400)];
			random.nextBytes(bytes);
			decisions.set(bytes);
			try {
				Flux.from(reader.call.apply(sandbox)).doOnNext(Operation::release).then().block(LIMIT);
			}
			catch (HopxException ex) {
				assertThat(ex.getMessage()).hasSizeLessThan(5_000)
					.matches((text) -> text.chars().noneMatch(Character::isISOControl));
			}
			catch (RuntimeException ex) {
				throw new AssertionError(reader + " with " + HexFormat.of().formatHex(bytes), ex);
			}
		}
		// Streams may ask a second time, elsewhere; and a client may hang up first
		assertThat(answered).hasValueGreaterThan(ROUNDS * 3 / 4);
	}

	private static ReactiveSandbox sandbox() {
		ReactiveHopxTemplate template = new ReactiveHopxTemplate(
				wire.client()
					.baseUrl(server.url())
					.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
					.responseTimeout(Duration.ofSeconds(10))
					.maxInMemorySize(DataSize.ofKilobytes(64))
					.maxFrameSize(DataSize.ofKilobytes(32))
					.build(),
				SandboxDefaults.standard(), Stream::empty, SandboxLifecycleListener.none(), SandboxTracker.none());
		return template.create().block(LIMIT);
	}

	private static void serve(RawServer.Connection connection) throws IOException {
		for (String head = connection.readRequest(); head != null; head = connection.readRequest()) {
			if (head.contains(" /v1/")) {
				connection.reply(200,
						"{\"id\":\"s1\",\"status\":\"running\",\"public_host\":\"%s\",\"auth_token\":\"%s\"}"
							.formatted(server.url(), HopxWire.TOKEN));
				continue;
			}
			Choices choices = new Choices(decisions.get());
			Matcher key = KEY.matcher(head);
			connection.write(key.find() ? conversation(key.group(1), choices) : reply(choices));
			answered.incrementAndGet();
			return;
		}
	}

	private static byte[] reply(Choices choices) {
		byte[] body = new Mutations(choices).of(Samples.report());
		StringBuilder head = new StringBuilder();
		head.append(choices.oneIn(3)
				? choices.of("HTTP/1.1 099 X", "HTTP/1.1 1000 X", "HTTP/1.1 -1 X", "HTTP/9.9 200 X", "HTTP/1.1",
						"200 OK", "HTTP/1.0 200 X", "HTTP/1.1 100 X", "HTTP/1.1 101 X", "HTTP/1.1 204 X",
						"HTTP/1.1 401 X", "HTTP/1.1 429 X", "HTTP/1.1 600 \u0007", "HTTP/1.1 2e2 X")
				: "HTTP/1.1 200 X");
		head.append("\r\n");
		for (int i = choices.below(4); i > 0; i--) {
			head.append(choices.of("Content-Encoding: gzip", "Content-Length: -1",
					"Content-Length: 99999999999999999999", "Transfer-Encoding: chunked",
					"Transfer-Encoding: gzip, chunked", "Retry-After: -1", "Set-Cookie: a", "X-Request-ID: a\u0000b",
					": x", "a b: c", " folded", "Content-Type: ;;;", "Location: http://[", "Upgrade: h2c",
					"Connection: close, upgrade", "X: \u00e4\u0085", "X-RateLimit-Reset: 1e300"))
				.append(choices.of("\r\n", "\r\n", "\r\n", "\n"));
		}
		if (choices.oneIn(2)) {
			head.append("Content-Length: ").append(body.length + choices.of(0, 0, 1, -1)).append("\r\n");
		}
		return joined(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), body);
	}

	private static byte[] conversation(String key, Choices choices) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(
				"HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
					.formatted(accept(key))
					.getBytes(StandardCharsets.US_ASCII));
		Mutations mutations = new Mutations(choices);
		Samples.frames().lines().filter((frame) -> !choices.oneIn(3)).forEach((frame) -> {
			byte[] payload = mutations.of(frame);
			// A mistake in the framing ends the conversation, so that there are few
			boolean odd = choices.oneIn(12);
			int opcode = odd ? choices.of(0, 2, 3, 8, 9, 10, 11, 15) : 1;
			int flags = odd ? choices.of(0x80, 0x00, 0xC0, 0xF0) : 0x80;
			bytes.write(flags | opcode);
			length(bytes, payload.length + (choices.oneIn(40) ? choices.of(1, -1, 70_000) : 0), choices.oneIn(60));
			bytes.writeBytes(payload);
		});
		if (choices.oneIn(2)) {
			int status = choices.of(1000, 1001, 1006, 1008, 1011, 3000, 4003, 0, 65_535);
			bytes.writeBytes(new byte[] { (byte) 0x88, 3, (byte) (status >> 8), (byte) status,
					(byte) (int) choices.of(0x78, 0xFF) });
		}
		return bytes.toByteArray();
	}

	private static void length(ByteArrayOutputStream bytes, int length, boolean masked) {
		int mask = masked ? 0x80 : 0;
		if (length >= 0 && length < 126) {
			bytes.write(mask | length);
		}
		else if (length >= 0 && length < 65_536) {
			bytes.write(mask | 126);
			bytes.write(length >> 8);
			bytes.write(length);
		}
		else {
			bytes.write(mask | 127);
			for (int shift = 56; shift >= 0; shift -= 8) {
				bytes.write((int) ((long) length >> shift));
			}
		}
	}

	private static String accept(String key) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1")
				.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	private static byte[] joined(byte[] head, byte[] body) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		joined.writeBytes(head);
		joined.writeBytes(body);
		return joined.toByteArray();
	}

	/**
	 * What reads in a way of its own.
	 */
	enum Reader {

		WHOLE((sandbox) -> sandbox.agentInfo()),

		NOTHING((sandbox) -> sandbox.ping()),

		PIECES((sandbox) -> sandbox.files().download("/a")),

		CODE((sandbox) -> sandbox.streamCode(CodeRequest.of("1"))),

		IPYTHON((sandbox) -> sandbox.ipython().stream(CodeRequest.of("1"))),

		COMMAND((sandbox) -> sandbox.commands().stream(CommandRequest.of("ls"))),

		WATCH((sandbox) -> sandbox.files().watch("/")),

		TERMINAL((sandbox) -> sandbox.terminal().flatMapMany(TerminalSession::output));

		private final Function<ReactiveSandbox, Publisher<?>> call;

		Reader(Function<ReactiveSandbox, Publisher<?>> call) {
			this.call = call;
		}

	}

}
