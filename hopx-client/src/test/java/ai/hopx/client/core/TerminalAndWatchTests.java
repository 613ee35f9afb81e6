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

import java.time.Duration;
import java.util.stream.Collectors;

import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.stream.FileEvent;
import ai.hopx.client.stream.Terminal;
import ai.hopx.client.stream.TerminalOptions;
import ai.hopx.client.stream.TerminalSession;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.SocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What terminals and watches say on the wire, and what they make of what comes.
 */
class TerminalAndWatchTests {

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@ValueSource(strings = { "{\"type\":\"exit\",\"code\":3}", "{\"type\":\"exit\",\"exitCode\":3}",
			"{\"type\":\"exit\",\"exit_code\":3}", "{\"type\":\"done\",\"code\":3,\"exitCode\":3}" })
	void typesAndListens(String exit) {
		try (SocketServer server = SocketServer.sending("{\"type\":\"output\",\"data\":\"a\"}", "raw",
				"{\"type\":\"stdout\",\"data\":\"b\"}", "{\"type\":\"later\"}", exit)) {
			Sandbox sandbox = new BlockingSandbox(StreamCodeTests.sandbox(wire, server));
			try (Terminal terminal = sandbox.terminal(TerminalOptions.size(100, 30))) {
				terminal.send("ls\n");
				terminal.resize(80, 24);
				assertThat(terminal.output().collect(Collectors.joining())).isEqualTo("arawb");
				assertThat(terminal.exitCode()).hasValue(3);
			}
			assertThat(server.handshakes()).containsExactly("GET /terminal");
			await().atMost(EmbeddedServer.LIMIT).untilAsserted(() -> assertThat(server.closes()).containsExactly(1000));
			assertThat(server.frames().get(0)).contains("\"resize\"", "\"cols\":100", "\"rows\":30");
			assertThat(server.frames().get(1)).contains("\"type\":\"input\"", "\"data\":\"ls\\n\"");
			assertThat(server.frames().get(2)).contains("\"cols\":80", "\"rows\":24");
		}
	}

	@Test
	void aTerminalThatBreaksOffSaysSo() {
		try (SocketServer server = SocketServer.talking((texts, out, in) -> texts.next().then(SocketServer.drop(in)))) {
			TerminalSession session = StreamCodeTests.sandbox(wire, server).terminal().block(EmbeddedServer.LIMIT);
			StepVerifier.create(session.send("x").thenMany(session.output()))
				.expectError(HopxTransportException.class)
				.verify(EmbeddedServer.LIMIT);
			StepVerifier.create(session.exitCode())
				.expectError(HopxTransportException.class)
				.verify(EmbeddedServer.LIMIT);
			StepVerifier.create(session.close()).expectComplete().verify(EmbeddedServer.LIMIT);
		}
	}

	@Test
	void aTerminalThatIsClosedEndsInPeace() {
		try (SocketServer server = SocketServer.talking((texts, out, in) -> in.receiveCloseStatus().then())) {
			TerminalSession session = StreamCodeTests.sandbox(wire, server).terminal().block(EmbeddedServer.LIMIT);
			StepVerifier.create(session.output())
				.expectSubscription()
				.then(() -> session.close().subscribe())
				.expectComplete()
				.verify(EmbeddedServer.LIMIT);
			StepVerifier.create(session.exitCode()).expectComplete().verify(EmbeddedServer.LIMIT);
		}
	}

	@Test
	void checksWhatItIsTold() {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> TerminalOptions.size(0, 24));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> TerminalOptions.size(80, 10_001));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> new TerminalOptions(80, null));
		try (SocketServer server = SocketServer.sending()) {
			StepVerifier.create(StreamCodeTests.sandbox(wire, server).files().watch(" "))
				.expectError(HopxValidationException.class)
				.verify(EmbeddedServer.LIMIT);
			assertThat(server.handshakes()).isEmpty();
		}
	}

	@Test
	void watches() {
		try (SocketServer server = SocketServer.sending("{\"type\":\"status\",\"status\":\"Watching /workspace\"}",
				"{\"type\":\"change\",\"path\":\"/workspace/a\",\"event\":\"created\"}",
				"{\"type\":\"change\",\"path\":\"/workspace/b\",\"event\":\"renamed\",\"old_path\":\"/workspace/a\"}",
				"{\"type\":\"change\"}", "{\"type\":\"change\",\"path\":\"/workspace/b\",\"event\":\"touched\"}")) {
			Flux<FileEvent> changes = StreamCodeTests.sandbox(wire, server).files().watch("/workspace");
			StepVerifier.create(changes.take(3))
				.expectNext(new FileEvent("/workspace/a", FileEvent.CREATED, null),
						new FileEvent("/workspace/b", FileEvent.RENAMED, "/workspace/a"),
						new FileEvent("/workspace/b", "touched", null))
				.expectComplete()
				.verify(EmbeddedServer.LIMIT);
			assertThat(server.handshakes()).containsExactly("GET /files/watch");
			assertThat(server.frames()).singleElement()
				.asString()
				.contains("\"action\":\"watch\"", "\"path\":\"/workspace\"");
		}
	}

	@Test
	void aWatchNeverEndsInSilence() {
		try (SocketServer server = SocketServer
			.talking((texts, out, in) -> texts.next().then(out.sendClose(1000, "")))) {
			StepVerifier.create(StreamCodeTests.sandbox(wire, server).files().watch("/workspace"))
				.expectError(HopxTransportException.class)
				.verify(EmbeddedServer.LIMIT);
		}
		try (SocketServer server = SocketServer
			.sending("{\"type\":\"error\",\"error\":\"no\",\"code\":\"PATH_NOT_ALLOWED\"}")) {
			StepVerifier
				.create(StreamCodeTests.sandbox(wire, server).files().watch("/etc").timeout(Duration.ofSeconds(9)))
				.expectError(HopxForbiddenException.class)
				.verify(EmbeddedServer.LIMIT);
		}
	}

}
