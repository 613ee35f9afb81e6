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
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients whose connections break off while they send.
 */
class HangUpTests {

	private static final int ROUNDS = 20;

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	@Test
	void resetInTheMiddleOfARequestIsNoFailureOfTheServer() throws IOException {
		Http http = Http.withKey(server.hopx());
		try (LogCapture log = new LogCapture("ai.hopx.embedded")) {
			for (int i = 0; i < ROUNDS; i++) {
				reset("/v1/sandboxes", "{\"template_name\":");
				// Answered on an event loop that has seen the reset of earlier rounds
				assertThat(http.post("/v1/nothing", Map.of()).status()).isEqualTo(404);
			}
			assertThat(log.warnings()).isEmpty();
		}
	}

	/**
	 * Announce more than is sent, wait until the server reads it, and reset.
	 */
	private static void reset(String path, String body) throws IOException {
		int before = server.hopx().ledger().requests().size();
		try (Socket socket = new Socket("127.0.0.1", server.hopx().port())) {
			String head = "POST " + path + " HTTP/1.1\r\nHost: test\r\nX-API-Key: " + server.hopx().apiKey()
					+ "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";
			socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
			Awaitility.await().until(() -> server.hopx().ledger().requests().size() > before);
			socket.setSoLinger(true, 0);
		}
	}

}
