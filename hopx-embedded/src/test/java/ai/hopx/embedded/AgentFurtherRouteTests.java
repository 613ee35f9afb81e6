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

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Routes that say no, or say what others say.
 */
class AgentFurtherRouteTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private final Http agent = this.sandbox.agent();

	@ParameterizedTest
	@ValueSource(strings = { "POST /vnc/start", "GET /vnc/start", "POST /vnc/stop", "GET /vnc/stop", "GET /vnc/status",
			"GET /vnc/info", "POST /screenshot", "GET /screenshot", "POST /screenshot/region", "POST /mouse/click",
			"POST /mouse/scroll", "POST /keyboard/combination", "POST /clipboard/set", "GET /clipboard/get",
			"GET /clipboard/history", "POST /recording/start", "GET /recording/status?id=1",
			"GET /recording/download?id=1", "GET /recording/rec_1/download", "GET /windows/list", "GET /windows",
			"POST /windows/minimize", "GET /display/current", "GET /display/info", "GET /display",
			"GET /display/available", "GET /display/resolutions", "POST /display/set", "POST /display/resolution",
			"POST /x11/drag-drop", "POST /x11/drag_drop", "POST /x11/find_element",
			"GET /x11/capture_window?window_id=1", "GET /debug/logs" })
	void thereIsNoDesktop(String route) {
		String[] words = route.split(" ");
		Reply reply = this.agent.send(words[0], "/desktop" + words[1], BodyPublishers.noBody());
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("DESKTOP_NOT_AVAILABLE");
		assertThat(reply.json().path("details").path("missing_dependencies").isEmpty()).isFalse();
	}

	@Test
	void aMissingDesktopHasTheStatusOfTheSettings() {
		EmbeddedHopx other = EmbeddedHopx.create(EmbeddedHopxSettings.builder().desktopStatus(503).build());
		other.start();
		try {
			Reply reply = TestSandbox.create(other).agent().get("/desktop/vnc/status");
			assertThat(reply.status()).isEqualTo(503);
			assertThat(reply.text("code")).isEqualTo("DESKTOP_NOT_AVAILABLE");
		}
		finally {
			other.stop();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/update/upload", "/update/apply", "/agent/update/restart", "/agent/update/backups" })
	void onlyOperatorsUpdateAgents(String path) {
		for (Reply reply : new Reply[] { this.agent.post(path), this.agent.get(path) }) {
			assertThat(reply.status()).isEqualTo(403);
			assertThat(reply.text("code")).isEqualTo("FORBIDDEN");
			assertThat(reply.text("error")).isEqualTo(reply.text("message"));
		}
	}

	@Test
	void theOldPrefixIsServed() {
		Reply run = this.agent.post("/v1/execute", Map.of("code", "6*7"));
		assertThat(run.text("result")).isEqualTo("42");
		this.agent.post("/v1/files/write", Map.of("path", "/workspace/a b.txt", "content", "x"));
		assertThat(this.agent.get("/v1/files/read?path=%2Fworkspace%2Fa%20b.txt").text("content")).isEqualTo("x");
		assertThat(this.agent.without("Authorization").get("/v1/health").status()).isEqualTo(200);
		assertThat(this.agent.without("Authorization").get("/v1/info").status()).isEqualTo(401);
		assertThat(this.agent.get("/v1/nothing").status()).isEqualTo(404);
		assertThat(this.agent.get("/v1").status()).isEqualTo(404);
	}

	@Test
	void prometheusReadsTheFigures() {
		this.sandbox.run("python", "1");
		this.agent.get("/nothing");
		Reply reply = this.agent.get("/metrics/prometheus");
		assertThat(reply.header("Content-Type")).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
		String text = new String(reply.bytes());
		assertThat(text).contains("# TYPE hopx_agent_requests_total counter\n")
			.contains("hopx_agent_requests_total{endpoint=\"/execute\"} 1\n")
			.contains("hopx_agent_errors_total{endpoint=\"other\"} 1\n")
			.contains("hopx_agent_request_duration_seconds_count{endpoint=\"/execute\"} 1\n")
			.contains("hopx_agent_active_executions 0\n")
			.contains("hopx_agent_total_executions 1\n")
			.endsWith("\n");
		assertThat(text.lines()).allMatch((line) -> line.startsWith("# ")
				|| line.matches("[a-z_0-9]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9.Ee-]+"));
	}

}
