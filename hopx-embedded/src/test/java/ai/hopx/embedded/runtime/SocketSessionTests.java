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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Connections to programs that listen inside a sandbox.
 */
@ParameterizedClass
@MethodSource("isolations")
class SocketSessionTests extends SandboxTestBase {

	private static final String ECHO = """
			import os, socket
			os.chdir('%s')
			server = socket.socket(socket.AF_UNIX)
			server.bind('new.sock')
			server.listen()
			os.rename('new.sock', 'echo.sock')
			while True:
			    peer = server.accept()[0]
			    while True:
			        data = peer.recv(65536)
			        if not data or data == b'bye':
			            peer.close()
			            break
			        peer.sendall(data)
			""";

	@BeforeEach
	void listen() {
		String folder = (this.isolation == Isolation.PLAIN) ? this.sandbox.environment().get("TMPDIR") : "/tmp";
		get(this.sandbox.start(code("python", ECHO.formatted(folder))));
		get(Mono.defer(() -> this.sandbox.files().exists("/tmp/echo.sock"))
			.filter(Boolean::booleanValue)
			.repeatWhenEmpty((tries) -> tries.delayElements(Duration.ofMillis(10))));
	}

	@Test
	void carriesBytesAsTheyAre() {
		byte[] all = new byte[1 << 20];
		new Random(7).nextBytes(all);
		SocketSession session = this.sandbox.connect("/tmp/echo.sock");
		ByteArrayOutputStream echo = new ByteArrayOutputStream();
		Mono<Void> read = session.output().doOnNext((piece) -> {
			byte[] bytes = new byte[piece.remaining()];
			piece.get(bytes);
			echo.writeBytes(bytes);
		}).takeUntil((piece) -> echo.size() >= all.length).then();
		Mono<Void> write = Flux.range(0, 16).concatMap((part) -> {
			byte[] bytes = new byte[1 << 16];
			System.arraycopy(all, part << 16, bytes, 0, bytes.length);
			return session.write(bytes);
		}).then();
		Mono.when(read, write).block(PATIENCE);
		assertThat(echo.toByteArray()).isEqualTo(all);
	}

	@Test
	void endsWhenTheProgramClosesIt() {
		SocketSession session = this.sandbox.connect("/tmp/echo.sock");
		StepVerifier.create(session.output())
			.then(() -> session.write("hi".getBytes()).block(PATIENCE))
			.expectNext(bytes("hi"))
			.then(() -> session.write("bye".getBytes()).block(PATIENCE))
			.expectComplete()
			.verify(PATIENCE);
		session.write("late".getBytes()).block(PATIENCE);
	}

	@Test
	void isClosedByCancelling() {
		// The program serves one after the other
		for (int i = 0; i < 3; i++) {
			SocketSession session = this.sandbox.connect("/tmp/echo.sock");
			StepVerifier.create(session.output())
				.then(() -> session.write("hi".getBytes()).block(PATIENCE))
				.expectNext(bytes("hi"))
				.thenCancel()
				.verify(PATIENCE);
		}
		assertThat(this.sandbox.activeRuns()).isEqualTo(1);
	}

	@Test
	void failsWhereNobodyListens() {
		assertThat(failure(this.sandbox.connect("/tmp/none.sock").output().then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.FILE_NOT_FOUND);
		write("/tmp/file", "");
		assertThat(failure(this.sandbox.connect("/tmp/file").output().then()).getReason())
			.isEqualTo(RuntimeFailure.Reason.FILE_NOT_FOUND);
	}

	@Test
	void endsWithTheSandbox() {
		SocketSession session = this.sandbox.connect("/tmp/echo.sock");
		StepVerifier.create(session.output())
			.then(() -> session.write("hi".getBytes()).block(PATIENCE))
			.expectNext(bytes("hi"))
			.then(() -> this.sandbox.reset().block(PATIENCE))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void followsNoLinkOutOfTheSandbox(@TempDir Path folder) throws IOException {
		assumeTrue(this.isolation != Isolation.PLAIN);
		Path path = folder.resolve("host.sock");
		try (ServerSocketChannel host = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			host.bind(UnixDomainSocketAddress.of(path));
			host.configureBlocking(false);
			assertThat(run(shell("ln -s " + path + " /tmp/out.sock")).exitCode()).isZero();
			failure(this.sandbox.connect("/tmp/out.sock").output().then());
			failure(this.sandbox.connect(path.toString()).output().then());
			assertThat(host.accept()).isNull();
		}
	}

}
