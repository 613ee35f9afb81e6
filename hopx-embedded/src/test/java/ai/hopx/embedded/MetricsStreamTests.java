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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MetricsStreamTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	@Test
	void figuresComeUntilTheSandboxEnds() throws Exception {
		TestSandbox sandbox = server.sandbox();
		HttpResponse<Stream<String>> response = open(sandbox);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		try (Stream<String> lines = response.body()) {
			Iterator<String> events = lines.iterator();
			assertThat(event(events).path("total_executions").intValue()).isZero();
			sandbox.run("python", "1");
			JsonNode second = event(events);
			assertThat(second.path("total_executions").intValue()).isEqualTo(1);
			assertThat(second.path("system").path("memory").path("used").longValue()).isPositive();
			sandbox.close();
			assertThat(events.hasNext()).isFalse();
		}
	}

	@Test
	void aPausedSandboxHasFigures() throws Exception {
		TestSandbox sandbox = server.sandbox();
		sandbox.control().post(sandbox.path() + "/pause");
		try (Stream<String> lines = open(sandbox).body()) {
			assertThat(event(lines.iterator()).path("uptime_seconds").doubleValue()).isPositive();
		}
	}

	@Test
	void noSandboxHasNone() {
		Reply reply = server.control().get("/v1/sandboxes/none/metrics/stream");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.text("code")).isEqualTo("RESOURCE_NOT_FOUND");
		assertThat(server.control().without("X-API-Key").get("/v1/sandboxes/none/metrics/stream").status())
			.isEqualTo(401);
	}

	private static HttpResponse<Stream<String>> open(TestSandbox sandbox) throws IOException, InterruptedException {
		return Http.CLIENT.send(
				sandbox.control().request("GET", sandbox.path() + "/metrics/stream", BodyPublishers.noBody()),
				BodyHandlers.ofLines());
	}

	private static JsonNode event(Iterator<String> lines) {
		assertThat(lines.next()).isEqualTo("event: metrics");
		String data = lines.next();
		assertThat(data).startsWith("data: ");
		assertThat(lines.next()).isEmpty();
		return Http.JSON.readTree(data.substring("data: ".length()));
	}

}
