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
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.hopx.client.HopxAuthenticationException;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.RichOutput;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.stream.ExecutionEvent;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.SocketServer;
import ai.hopx.client.testsupport.SocketServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What streams of runs say on the wire, and what they make of what comes.
 */
class StreamCodeTests {

	private static final String COMPLETE = "{\"type\":\"complete\",\"success\":true,\"exit_code\":0}";

	private static final String LINE = "{\"type\":\"stdout\",\"data\":\"a\\n\"}";

	private static final ExecutionEvent A = new ExecutionEvent.Stdout("a\n");

	private static final ExecutionEvent DONE = new ExecutionEvent.Complete(true, 0);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void saysWhatToRunOnceAndWithTheTokenAlone() {
		try (SocketServer server = SocketServer.sending(LINE, COMPLETE)) {
			CodeRequest request = CodeRequest.of(Language.BASH, "echo a")
				.timeout(Duration.ofMillis(1500))
				.workingDirectory("/tmp")
				.env("A", "1");
			verify(sandbox(server).streamCode(request), A, DONE);
			assertThat(server.handshakes()).containsExactly("GET /execute/stream");
			assertThat(server.frames())
				.containsExactly("{\"type\":\"execute\",\"code\":\"echo a\",\"language\":\"bash\","
						+ "\"timeout\":2,\"workdir\":\"/tmp\",\"working_dir\":\"/tmp\",\"env\":{\"A\":\"1\"}}");
			assertThat(server.headers()).singleElement().satisfies((headers) -> {
				assertThat(headers.get("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
				assertThat(headers.get("User-Agent")).startsWith("hopx-spring/");
				assertThat(headers.names()).map((name) -> name.toLowerCase(Locale.ROOT))
					.isSubsetOf("user-agent", "authorization", "upgrade", "connection", "host", "accept",
							"sec-websocket-key", "sec-websocket-version", "origin", "content-length",
							"sec-websocket-protocol");
			});
			await().atMost(EmbeddedServer.LIMIT).untilAsserted(() -> assertThat(server.closes()).containsExactly(1000));
		}
	}

	@Test
	void runsACommand() {
		try (SocketServer server = SocketServer.sending(LINE, COMPLETE)) {
			verify(sandbox(server).commands().stream(CommandRequest.of("ls | wc")), A, DONE);
			assertThat(server.handshakes()).containsExactly("GET /commands/stream");
			assertThat(server.frames()).containsExactly(
					"{\"type\":\"execute\",\"command\":\"bash\"," + "\"args\":[\"-c\",\"ls | wc\"],\"timeout\":120}");
		}
	}

	@Test
	void runsACell() {
		try (SocketServer server = SocketServer.sending(LINE, COMPLETE)) {
			verify(sandbox(server).ipython().stream(CodeRequest.of("%ls")), A, DONE);
			assertThat(server.handshakes()).containsExactly("GET /stream/ipython");
			assertThat(server.frames()).containsExactly("{\"type\":\"execute\",\"code\":\"%ls\",\"timeout\":120}");
		}
	}

	@Test
	void readsEveryKindOfFrameAndSkipsTheRest() {
		try (SocketServer server = SocketServer.sending("", "  ", "{\"type\":\"status\",\"status\":\"ok\"}", "no JSON",
				"[1]", LINE, "{\"type\":\"stderr\",\"data\":\"e\"}", "{\"type\":\"display\",\"html\":\"<b>\"}",
				"{\"type\":\"result\",\"exit_code\":3,\"execution_time\":0.5,\"result\":\"7\"}",
				"{\"type\":\"complete\",\"success\":false}")) {
			verify(sandbox(server).streamCode(CodeRequest.of("1")), A, new ExecutionEvent.Stderr("e"),
					new ExecutionEvent.Display(new RichOutput(RichOutput.HTML, "<b>", false)),
					new ExecutionEvent.Result(3, Duration.ofMillis(500), "7"), new ExecutionEvent.Complete(false, 3));
		}
	}

	@Test
	void readsBinaryFrames() {
		try (SocketServer server = SocketServer.talking((texts, out, in) -> texts.next()
			.thenMany(out.sendByteArray(Flux.just(LINE.getBytes(), COMPLETE.getBytes())).then())
			.then(in.receiveCloseStatus())
			.then())) {
			verify(sandbox(server).streamCode(CodeRequest.of("1")), A, DONE);
		}
	}

	@Test
	void anErrorOfTheCodeIsAnEvent() {
		try (SocketServer server = SocketServer.sending(
				"{\"type\":\"error\",\"error\":\"boom\",\"code\":\"EXECUTION_FAILED\"}",
				"{\"type\":\"complete\",\"success\":false}")) {
			verify(sandbox(server).streamCode(CodeRequest.of("1")),
					new ExecutionEvent.Error("boom", "EXECUTION_FAILED"), new ExecutionEvent.Complete(false, null));
		}
	}

	@Test
	void aRefusalOfTheServiceIsAnException() {
		refused("{\"type\":\"error\",\"error\":\"no such language\",\"code\":\"INVALID_REQUEST\"}",
				HopxValidationException.class);
		refused("{\"type\":\"error\",\"error\":\"wait\",\"code\":\"RATE_LIMIT_EXCEEDED\",\"retry_after\":0}",
				HopxException.class);
		refused("{\"type\":\"error\",\"error\":\"who\",\"code\":\"TOKEN_EXPIRED\"}", HopxAuthenticationException.class);
		refused("{\"type\":\"error\",\"error\":\"gone\",\"code\":\"RESOURCE_NOT_FOUND\"}", HopxException.class);
	}

	private void refused(String frame, Class<? extends HopxException> type) {
		try (SocketServer server = SocketServer.sending(frame, COMPLETE)) {
			fails(sandbox(server).streamCode(CodeRequest.of("1")), (error) -> assertThat(error).isInstanceOf(type));
			assertThat(server.frames()).as("sent once").hasSize(1);
		}
	}

	@Test
	void usesTheOtherStreamWhereTheFirstIsMissing() {
		try (SocketServer server = SocketServer.start((number) -> (number == 1)
				? Answer.refusal(404, "{\"error\":\"none\"}") : new Answer(101, "", complete()))) {
			verify(sandbox(server).streamCode(CodeRequest.of("1")), DONE);
			assertThat(server.handshakes()).containsExactly("GET /execute/stream", "GET /stream");
		}
	}

	@Test
	void aRefusedTokenIsRenewedOnce() {
		Wire.answer(wire.control(), okJson("{\"auth_token\":\"eyJ.second.x\"}"));
		try (SocketServer server = SocketServer
			.start((number) -> (number == 1) ? Answer.refusal(401, "{\"error\":\"old\",\"code\":\"TOKEN_EXPIRED\"}")
					: new Answer(101, "", complete()))) {
			verify(sandbox(server).streamCode(CodeRequest.of("1")), DONE);
			assertThat(server.headers()).extracting((headers) -> headers.get("Authorization"))
				.containsExactly("Bearer " + HopxWire.TOKEN, "Bearer eyJ.second.x");
			assertThat(server.frames()).hasSize(1);
		}
		try (SocketServer server = SocketServer.start((number) -> Answer.refusal(401, "{\"error\":\"no\"}"))) {
			fails(sandbox(server).streamCode(CodeRequest.of("1")),
					(error) -> assertThat(error).isInstanceOf(HopxAuthenticationException.class));
			assertThat(server.handshakes()).hasSize(2);
		}
	}

	@Test
	void aHandshakeThatHasToWaitIsTriedAgain() {
		try (SocketServer server = SocketServer.start((number) -> (number == 1)
				? Answer.refusal(429, "{\"error\":\"wait\",\"code\":\"RATE_LIMIT_EXCEEDED\",\"retry_after\":0}")
				: new Answer(101, "", complete()))) {
			verify(sandbox(server).streamCode(CodeRequest.of("1")), DONE);
			assertThat(server.handshakes()).hasSize(2);
		}
	}

	@Test
	void aRefusalSaysWhatTheServiceSays() {
		try (SocketServer server = SocketServer.start((number) -> Answer.refusal(403,
				"{\"error\":\"not yours\",\"code\":\"FORBIDDEN\",\"request_id\":\"req_1\"}"))) {
			fails(sandbox(server).streamCode(CodeRequest.of("1")), (error) -> {
				assertThat(error).isInstanceOf(HopxForbiddenException.class).hasMessageContaining("not yours");
				assertThat(error.getCode()).isEqualTo("FORBIDDEN");
				assertThat(error.getRequestId()).isEqualTo("req_1");
				assertThat(error.getSandboxId()).isEqualTo(HopxWire.SANDBOX_ID);
			});
		}
		try (SocketServer server = SocketServer.start((number) -> Answer.refusal(200, "{\"agent\":\"x\"}"))) {
			fails(sandbox(server).streamCode(CodeRequest.of("1")),
					(error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class));
		}
	}

	@Test
	void aStreamThatEndsEarlyIsAnErrorAndIsNotRunAgain() {
		endsEarly((texts, out, in) -> texts.next().then(out.sendString(Mono.just(LINE)).then()));
		endsEarly((texts, out,
				in) -> texts.next().then(out.sendString(Mono.just(LINE)).then()).then(SocketServer.drop(in)));
		endsEarly((texts, out, in) -> texts.next()
			.then(out.sendString(Mono.just(LINE)).then())
			.then(Mono.delay(Duration.ofMillis(100)))
			.then(SocketServer.reset(in)));
	}

	private void endsEarly(SocketServer.Conversation conversation) {
		try (SocketServer server = SocketServer.talking(conversation)) {
			StepVerifier.create(sandbox(server).streamCode(CodeRequest.of("1")))
				.expectNext(A)
				.expectErrorSatisfies((error) -> {
					assertThat(error).isInstanceOf(HopxTransportException.class);
					assertThat(((HopxTransportException) error).isUnsent()).isFalse();
				})
				.verify(EmbeddedServer.LIMIT);
			assertThat(server.handshakes()).hasSize(1);
		}
	}

	@Test
	void anAgentMayEndWithItsResult() {
		try (SocketServer server = SocketServer.talking((texts, out, in) -> texts.next()
			.then(out.sendString(Flux.just(LINE, "{\"type\":\"result\",\"exit_code\":1}")).then())
			.then(SocketServer.drop(in)))) {
			verify(sandbox(server).streamCode(CodeRequest.of("1")), A, new ExecutionEvent.Result(1, null, null),
					new ExecutionEvent.Complete(false, 1));
		}
	}

	@Test
	void aCloseSaysWhy() {
		closed(1008, HopxForbiddenException.class);
		closed(4401, HopxAuthenticationException.class);
		closed(1011, HopxServerException.class);
		closed(1001, HopxTransportException.class);
	}

	private void closed(int status, Class<? extends HopxException> type) {
		try (SocketServer server = SocketServer
			.talking((texts, out, in) -> texts.next().then(out.sendClose(status, "because")))) {
			fails(sandbox(server).streamCode(CodeRequest.of("1")),
					(error) -> assertThat(error).isInstanceOf(type).hasMessageContaining("because"));
			assertThat(server.handshakes()).as("never run twice").hasSize(1);
			assertThat(server.frames()).hasSize(1);
		}
	}

	@Test
	void framesHaveALimit() {
		String frame = "{\"type\":\"stdout\",\"data\":\"" + "x".repeat(2000) + "\"}";
		try (SocketServer server = SocketServer.sending(LINE, frame, COMPLETE)) {
			HopxClient client = wire.client().maxFrameSize(DataSize.ofKilobytes(1)).build();
			StepVerifier.create(sandbox(wire, client, server).streamCode(CodeRequest.of("1")))
				.expectNext(A)
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
					.hasMessageContaining("hopx.stream.max-frame-size"))
				.verify(EmbeddedServer.LIMIT);
		}
	}

	@Test
	void aServerThatNeverAnswersTheHandshakeIsLate() {
		HopxClient client = wire.client().responseTimeout(Duration.ofMillis(100)).build();
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(2000)));
		ReactiveSandbox sandbox = new DefaultReactiveSandbox(Wire.life(wire), client.connection(wire.sandbox(), true),
				Wire.SETTINGS, new Acquisition(Acquisition.Source.CONNECTED, Duration.ZERO), OperationObserver.none());
		fails(sandbox.streamCode(CodeRequest.of("1")),
				(error) -> assertThat(error).isInstanceOf(HopxTimeoutException.class));
	}

	@Test
	void cancellingClosesTheSocket() {
		try (SocketServer server = SocketServer.talking((texts, out, in) -> out
			.sendString(
					texts.next().thenMany(Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().map((i) -> LINE)))
			.then())) {
			StepVerifier.create(sandbox(server).streamCode(CodeRequest.of("1")).take(10))
				.expectNextCount(10)
				.expectComplete()
				.verify(EmbeddedServer.LIMIT);
			await().atMost(EmbeddedServer.LIMIT).untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
		}
	}

	@Test
	void theBlockingStreamEndsTheRunWhenItIsClosed() {
		try (SocketServer server = SocketServer.talking((texts, out, in) -> out
			.sendString(
					texts.next().thenMany(Flux.interval(Duration.ofMillis(1)).onBackpressureDrop().map((i) -> LINE)))
			.then())) {
			try (Stream<ExecutionEvent> events = new BlockingSandbox(sandbox(server)).streamCode(CodeRequest.of("1"))) {
				assertThat(events.limit(10)).hasSize(10).containsOnly(A);
			}
			await().atMost(EmbeddedServer.LIMIT).untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
		}
	}

	private static SocketServer.Conversation complete() {
		return (texts, out, in) -> texts.next()
			.then(out.sendString(Mono.just(COMPLETE)).then())
			.then(in.receiveCloseStatus())
			.then();
	}

	private static ReactiveSandbox sandbox(SocketServer server) {
		return sandbox(wire, server);
	}

	static ReactiveSandbox sandbox(HopxWire wire, SocketServer server) {
		return sandbox(wire, wire.client().build(), server);
	}

	private static ReactiveSandbox sandbox(HopxWire wire, HopxClient client, SocketServer server) {
		String sandbox = "{\"id\":\"%s\",\"public_host\":\"%s\",\"auth_token\":\"%s\"}".formatted(HopxWire.SANDBOX_ID,
				server.url(), HopxWire.TOKEN);
		return new DefaultReactiveSandbox(Wire.life(wire),
				client.connection(HopxJson.mapper().readValue(sandbox, SandboxInfo.class), true), Wire.SETTINGS,
				new Acquisition(Acquisition.Source.CONNECTED, Duration.ZERO), OperationObserver.none());
	}

	private static void verify(Flux<ExecutionEvent> stream, ExecutionEvent... events) {
		StepVerifier.create(stream.collectList())
			.assertNext((all) -> assertThat(all).isEqualTo(List.of(events)))
			.expectComplete()
			.verify(EmbeddedServer.LIMIT);
	}

	private static void fails(Flux<?> stream, Consumer<HopxException> check) {
		StepVerifier.create(stream)
			.expectErrorSatisfies((error) -> check.accept((HopxException) error))
			.verify(EmbeddedServer.LIMIT);
	}

}
