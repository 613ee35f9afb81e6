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

package ai.hopx.client.stream;

import java.time.Duration;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.SocketServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Frames with numbers that fit nowhere are left out, and the conversation goes on. What a
 * frame says of an error is no better trusted than any other word of a sandbox.
 */
class OddFrameTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void outputIsNotLostForANumberBesideIt() {
		try (SocketServer server = SocketServer.sending(
				"{\"type\":\"stdout\",\"exit_code\":-1e999999999,\"data\":\"a\"}", "{\"type\":\"stderr\",\"data\":[1]}",
				"{\"data\":\"b\",\"type\":\"stderr\"}", "{\"type\":\"complete\",\"exit_code\":0}")) {
			Flux<ExecutionEvent> events = streams(server).execute(HopxRequest.to(Endpoint.STREAM_CODE).build(),
					Map.of("type", "execute"));
			StepVerifier.create(events.collectList())
				.assertNext((all) -> assertThat(all).containsExactly(new ExecutionEvent.Stdout("a"),
						new ExecutionEvent.Stderr(""), new ExecutionEvent.Stderr("b"),
						new ExecutionEvent.Complete(true, 0)))
				.expectComplete()
				.verify(LIMIT);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775808", "-1e999999999", "LONG" })
	void aRunGoesOn(String number) {
		try (SocketServer server = SocketServer.sending(odd("display", number), odd("result", number),
				odd("complete", number), "{\"type\":\"stdout\",\"data\":\"a\"}",
				"{\"type\":\"complete\",\"exit_code\":0}")) {
			Flux<ExecutionEvent> events = streams(server).execute(HopxRequest.to(Endpoint.STREAM_CODE).build(),
					Map.of("type", "execute"));
			StepVerifier.create(events.filter(ExecutionEvent.Stdout.class::isInstance).take(1))
				.expectNext(new ExecutionEvent.Stdout("a"))
				.expectComplete()
				.verify(LIMIT);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "9223372036854775808", "LONG" })
	void aWatchGoesOn(String number) {
		try (SocketServer server = SocketServer.sending(odd("change", number),
				"{\"type\":\"change\",\"path\":\"/a\",\"event\":\"created\"}")) {
			StepVerifier
				.create(streams(server).watch(HopxRequest.to(Endpoint.WATCH_FILES).build(), Map.of("path", "/"))
					.take(1))
				.expectNextCount(1)
				.expectComplete()
				.verify(LIMIT);
		}
	}

	@Test
	void aTerminalGoesOn() {
		Flux<String> frames = Flux.just(odd("output", "9223372036854775808"), "{\"type\":\"output\",\"data\":\"$ \"}",
				"{\"type\":\"exit\"}");
		try (SocketServer server = SocketServer
			.talking((texts, out, in) -> out.sendString(frames).then().then(in.receiveCloseStatus()).then())) {
			StepVerifier
				.create(streams(server).terminal(HopxRequest.to(Endpoint.TERMINAL).build(), TerminalOptions.defaults())
					.flatMapMany(TerminalSession::output))
				.expectNext("$ ")
				.expectComplete()
				.verify(LIMIT);
		}
	}

	@Test
	void anErrorForgesNoLineOfALog() {
		String frame = "{\"type\":\"error\",\"error\":\"no\\r\\nWARN forged \\u001b[0m%s\"}"
			.formatted("x".repeat(20_000));
		try (SocketServer server = SocketServer.sending(frame)) {
			StepVerifier
				.create(streams(server).watch(HopxRequest.to(Endpoint.WATCH_FILES).build(), Map.of("path", "/")))
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(HopxTransportException.class)
					.hasMessageContaining("no WARN forged")
					.message()
					.hasSizeLessThan(1000)
					.matches((text) -> text.chars().noneMatch(Character::isISOControl)))
				.verify(LIMIT);
		}
	}

	private static String odd(String type, String number) {
		return "{\"type\":\"%s\",\"exit_code\":%s}".formatted(type, number.equals("LONG") ? "1".repeat(2000) : number);
	}

	private static SandboxStreams streams(SocketServer server) {
		return new SandboxStreams(
				wire.client()
					.build()
					.connection(wire
						.sandbox("{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(server.url())),
							true));
	}

}
