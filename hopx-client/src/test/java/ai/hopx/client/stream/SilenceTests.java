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
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.SocketServer;
import ai.hopx.client.testsupport.SocketServer.Conversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Agents that hold a socket open and say nothing, by one means or another.
 */
class SilenceTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final String LINE = "{\"type\":\"stdout\",\"data\":\"a\"}";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void aServerThatNeverAnswersTheFirstFrameIsLate() {
		isLate((texts, out, in) -> texts.then(), 0);
	}

	@Test
	void aServerThatFallsSilentIsLate() {
		isLate((texts, out, in) -> texts.next().thenMany(out.sendString(Flux.just(LINE)).then()).then(texts.then()), 1);
	}

	@Test
	void blankFramesWithoutEndAreSilence() {
		isLate((texts, out, in) -> texts.next()
			.thenMany(out.sendString(Flux.interval(Duration.ofMillis(5)).map((tick) -> " ").startWith(LINE)).then())
			.then(), 1);
	}

	private static void isLate(Conversation conversation, int events) {
		try (SocketServer server = SocketServer.talking(conversation)) {
			SandboxStreams streams = new SandboxStreams(
					wire.client()
						.build()
						.connection(wire.sandbox(
								"{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(server.url())),
								true));
			HopxRequest request = HopxRequest.to(Endpoint.STREAM_CODE).timeout(Duration.ofMillis(300)).build();
			StepVerifier.create(streams.execute(request, Map.of("type", "execute")))
				.expectNextCount(events)
				.expectError(HopxTimeoutException.class)
				.verify(LIMIT);
			await().atMost(LIMIT).untilAsserted(() -> assertThat(server.ended()).isEqualTo(1));
			assertThat(server.handshakes()).hasSize(1);
		}
	}

}
