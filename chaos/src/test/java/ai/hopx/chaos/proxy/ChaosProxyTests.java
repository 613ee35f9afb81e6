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

package ai.hopx.chaos.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import ai.hopx.chaos.proxy.ConnectionFault.Kind;
import ai.hopx.embedded.ledger.Plane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Each fault does what it says, on real sockets.
 */
class ChaosProxyTests {

	private static final String KEY = "hopx_live_test.test";

	private static final int LONG = 60_000;

	private static final String TEXT = "0123456789".repeat(50);

	private final KeyWatch keyWatch = new KeyWatch(KEY);

	private ConnectionFault fault = ConnectionFault.NONE;

	private boolean lost;

	private EchoServer server;

	private ChaosProxy proxy;

	@BeforeEach
	void start() throws IOException {
		this.server = new EchoServer();
		this.proxy = new ChaosProxy(new ConnectionPlan() {

			@Override
			public ConnectionFault connection(Plane plane, int ordinal) {
				return ChaosProxyTests.this.fault;
			}

			@Override
			public boolean failsLookUp(int ordinal) {
				return ChaosProxyTests.this.lost;
			}

		}, this.keyWatch, 1);
	}

	@AfterEach
	void stop() {
		this.proxy.close();
		this.server.close();
	}

	@Test
	void passesEverythingOn() throws Exception {
		try (Socket socket = connect()) {
			send(socket, TEXT);
			assertThat(read(socket, TEXT.length())).isEqualTo(TEXT);
			socket.shutdownOutput();
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
		assertThat(this.server.nextEnd()).isEqualTo("closed");
		assertThat(this.proxy.connections()).isOne();
	}

	@Test
	void standsInForAPortOnce() throws Exception {
		assertThat(address()).isEqualTo(address());
		assertThat(address().getPort()).isNotEqualTo(this.server.port());
	}

	@Test
	void latencyHoldsEachDirectionUp() throws Exception {
		plan(Kind.LATENCY, 0, 150);
		try (Socket socket = connect()) {
			long start = System.nanoTime();
			send(socket, TEXT);
			assertThat(read(socket, TEXT.length())).isEqualTo(TEXT);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
		}
		expectMet(Kind.LATENCY);
	}

	@Test
	void jitterKeepsTheOrder() throws Exception {
		plan(Kind.JITTER, 0, 30);
		try (Socket socket = connect()) {
			for (int i = 0; i < 20; i++) {
				send(socket, TEXT);
			}
			assertThat(read(socket, 20 * TEXT.length())).isEqualTo(TEXT.repeat(20));
		}
		expectMet(Kind.JITTER);
	}

	@Test
	void dripIsSlowAndLosesNothing() throws Exception {
		plan(Kind.DRIP, 0, 20);
		try (Socket socket = connect()) {
			long start = System.nanoTime();
			send(socket, TEXT.repeat(10));
			assertThat(read(socket, 10 * TEXT.length())).isEqualTo(TEXT.repeat(10));
			// At most 400 bytes in 20 ms, there and back
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
		}
		expectMet(Kind.DRIP);
	}

	@Test
	void refusedNeverReachesTheServer() throws Exception {
		plan(Kind.REFUSED, 0, 0);
		assertThatThrownBy(() -> {
			try (Socket socket = connect()) {
				read(socket, 1);
			}
		}).isInstanceOf(SocketException.class);
		assertThat(this.server.connections()).isZero();
		expectMet(Kind.REFUSED);
	}

	@Test
	void resetInTheMiddleOfARequest() throws Exception {
		plan(Kind.RESET_MID_REQUEST, 200, 0);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			expectReset(socket, 500);
		}
		assertThat(this.server.nextEnd()).isEqualTo("reset");
		assertThat(this.server.received()).isLessThanOrEqualTo(200);
		expectMet(Kind.RESET_MID_REQUEST);
	}

	@Test
	void requestBelowTheLimitPasses() throws Exception {
		plan(Kind.RESET_MID_REQUEST, 500, 0);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			assertThat(read(socket, 500)).isEqualTo(TEXT);
			send(socket, "x");
			expectReset(socket, 1);
		}
	}

	@Test
	void resetInTheMiddleOfAReply() throws Exception {
		plan(Kind.RESET_MID_RESPONSE, 200, 0);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			expectReset(socket, 201);
		}
		assertThat(this.server.received()).isEqualTo(500);
		expectMet(Kind.RESET_MID_RESPONSE);
	}

	@Test
	void resetInTheMiddleOfAFrame() throws Exception {
		plan(Kind.RESET_MID_FRAME, 10, 0);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			assertThat(read(socket, 500)).isEqualTo(TEXT);
			send(socket, "HTTP/1.1 101 Switching");
			assertThat(read(socket, 22)).startsWith("HTTP/1.1 101");
			send(socket, TEXT);
			expectReset(socket, 11);
		}
		expectMet(Kind.RESET_MID_FRAME);
	}

	@Test
	void staleIsResetWhenNothingMoves() throws Exception {
		plan(Kind.STALE, 0, 100);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			assertThat(read(socket, 500)).isEqualTo(TEXT);
			expectReset(socket, 1);
		}
		expectMet(Kind.STALE);
	}

	@Test
	void halfOpenLosesTheServerAndSaysNothing() throws Exception {
		plan(Kind.HALF_OPEN, 200, LONG);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			assertThat(read(socket, 200)).isEqualTo(TEXT.substring(0, 200));
			assertThat(this.server.nextEnd()).isEqualTo("reset");
			expectSilence(socket);
		}
		expectMet(Kind.HALF_OPEN);
	}

	@Test
	void blackHoleSwallowsAll() throws Exception {
		plan(Kind.BLACK_HOLE, 0, LONG);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			expectSilence(socket);
		}
		assertThat(this.server.connections()).isZero();
		expectMet(Kind.BLACK_HOLE);
	}

	@Test
	void blackHoleMidwayLetsTheBeginningPass() throws Exception {
		plan(Kind.BLACK_HOLE_MIDWAY, 100, LONG);
		try (Socket socket = connect()) {
			send(socket, TEXT);
			assertThat(read(socket, 100)).isEqualTo(TEXT.substring(0, 100));
			expectSilence(socket);
		}
		expectMet(Kind.BLACK_HOLE_MIDWAY);
	}

	@Test
	void silenceEndsWithAReset() throws Exception {
		plan(Kind.BLACK_HOLE, 0, 300);
		try (Socket socket = connect()) {
			expectReset(socket, 1);
		}
	}

	@Test
	void calmEndsSilenceAndFaults() throws Exception {
		plan(Kind.BLACK_HOLE, 0, LONG);
		try (Socket socket = connect()) {
			expectSilence(socket);
			this.proxy.calm();
			expectReset(socket, 1);
		}
		try (Socket socket = connect()) {
			send(socket, TEXT);
			assertThat(read(socket, 500)).isEqualTo(TEXT);
		}
	}

	@Test
	void hostThatIsNotFound() {
		this.lost = true;
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> this.proxy.lookUp(this.server.port()).get(5, TimeUnit.SECONDS))
			.withCauseInstanceOf(UnknownHostException.class);
		expectMet(Kind.DNS_FAILURE);
	}

	@Test
	void serverThatIsGone() throws Exception {
		this.server.close();
		try (Socket socket = connect()) {
			expectReset(socket, 1);
		}
	}

	@Test
	void keyThatComesInPiecesIsSeen() throws Exception {
		try (Socket socket = connect()) {
			send(socket, "GET / HTTP/1.1\r\nX-API-Key: " + KEY.substring(0, 7));
			read(socket, 34);
			assertThat(this.keyWatch.sightings()).isEmpty();
			send(socket, KEY.substring(7) + "\r\n\r\n");
			read(socket, KEY.length() - 3);
		}
		assertThat(this.keyWatch.sightings()).singleElement()
			.asString()
			.contains("the agent at port " + this.server.port())
			.doesNotContain(KEY);
		assertThat(this.keyWatch.bytes()).isEqualTo(27 + KEY.length() + 4);
	}

	@Test
	void otherTextIsNoKey() throws Exception {
		try (Socket socket = connect()) {
			send(socket, TEXT + KEY.substring(1));
			read(socket, 500);
		}
		assertThat(this.keyWatch.sightings()).isEmpty();
	}

	private void plan(Kind kind, int after, int pauseMillis) {
		this.fault = new ConnectionFault(kind, after, pauseMillis, 42);
	}

	private InetSocketAddress address() throws Exception {
		return this.proxy.lookUp(this.server.port()).get(5, TimeUnit.SECONDS);
	}

	private Socket connect() throws Exception {
		InetSocketAddress address = address();
		Socket socket = new Socket(address.getAddress(), address.getPort());
		socket.setSoTimeout(10_000);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String read(Socket socket, int length) throws IOException {
		return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	private static void expectReset(Socket socket, int within) {
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> read(socket, within));
	}

	private static void expectSilence(Socket socket) throws IOException {
		socket.setSoTimeout(200);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
		socket.setSoTimeout(10_000);
	}

	private void expectMet(Kind kind) {
		assertThat(this.proxy.counts().of(kind)).isOne();
		assertThat(this.proxy.counts().toString()).contains(kind + "=1");
	}

}
