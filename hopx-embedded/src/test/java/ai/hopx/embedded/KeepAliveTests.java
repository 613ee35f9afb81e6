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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class KeepAliveTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	@Test
	void connectionIsReadAfterARequestThatHadToQueue() throws IOException {
		try (Socket socket = new Socket("127.0.0.1", server.hopx().port())) {
			socket.setSoTimeout(10_000);
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			// The first one takes its time, so the second one, answered at once, queues
			send(socket, request("POST", "/v1/sandboxes", "{\"template_name\":\"base\"}")
					+ request("POST", "/v1/nothing", ""));
			assertThat(status(answers)).isEqualTo(201);
			assertThat(status(answers)).isEqualTo(404);
			send(socket, request("GET", "/health", ""));
			assertThat(status(answers)).isEqualTo(200);
		}
	}

	private static String request(String method, String path, String body) {
		return method + " " + path + " HTTP/1.1\r\nHost: test\r\nX-API-Key: " + server.hopx().apiKey()
				+ "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
	}

	private static void send(Socket socket, String requests) throws IOException {
		socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
	}

	private static int status(BufferedReader answers) throws IOException {
		int status = Integer.parseInt(answers.readLine().split(" ")[1]);
		int length = 0;
		for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
			if (line.toLowerCase().startsWith("content-length: ")) {
				length = Integer.parseInt(line.substring("content-length: ".length()));
			}
		}
		// All of our answers are ASCII, so a character is a byte
		assertThat(answers.skip(length)).isEqualTo(length);
		return status;
	}

}
