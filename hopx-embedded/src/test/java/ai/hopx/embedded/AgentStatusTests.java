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

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AgentStatusTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private final Http agent = this.sandbox.agent();

	@Test
	void health() {
		JsonNode json = this.agent.get("/health").json();
		assertThat(json.path("status").stringValue()).isEqualTo("healthy");
		assertThat(json.path("agent").stringValue()).isNotBlank();
		assertThat(json.path("version").stringValue()).isNotBlank();
		assertThat(json.path("uptime").stringValue()).matches("\\d+h\\d+m\\d+s");
		assertThat(json.path("vm_id").stringValue()).isEqualTo(this.sandbox.id());
		assertThat(json.path("features").path("code_execution").booleanValue()).isTrue();
		assertThat(json.path("features").path("languages").toString()).contains("python", "bash");
	}

	@Test
	void ping() {
		Reply reply = this.agent.get("/ping");
		assertThat(reply.text("message")).isEqualTo("pong");
		assertThat(reply.text("status")).isEqualTo("ok");
	}

	@Test
	void info() {
		JsonNode json = this.agent.get("/info").json();
		assertThat(json.path("agent").stringValue()).isNotBlank();
		assertThat(json.path("vm_id").stringValue()).isEqualTo(this.sandbox.id());
		assertThat(this.sandbox.created().text("public_host")).endsWith(":" + json.path("port").stringValue());
		assertThat(json.path("start_time").stringValue()).endsWith("Z");
		assertThat(json.path("os").stringValue()).isNotBlank();
		assertThat(json.path("uptime_seconds").isIntegralNumber()).isTrue();
		assertThat(json.path("endpoints").isObject()).isTrue();
		assertThat(json.path("features").isObject()).isTrue();
		assertThat(this.agent.get("/").text("agent")).isEqualTo(json.path("agent").stringValue());
	}

	@Test
	void systemShowsWhatTheSandboxUsesOfItsShare() {
		this.sandbox.run("python", "held = bytearray(50 << 20)");
		this.sandbox.run("bash", "head -c 3000000 /dev/zero > data");
		JsonNode json = this.agent.get("/system").json();
		assertThat(json.path("cpu").path("cores").intValue()).isEqualTo(2);
		assertThat(json.path("cpu").path("usage_percent").doubleValue()).isBetween(0.0, 100.0);
		assertThat(json.path("memory").path("total").longValue()).isEqualTo(2048L << 20);
		assertThat(json.path("memory").path("used").longValue()).isBetween(50L << 20, 1L << 30);
		assertThat(json.path("disk").path("used").longValue()).isBetween(3_000_000L, 100_000_000L);
		assertThat(json.path("disk").path("free").longValue()).isPositive();
	}

	@Test
	void snapshotCountsRunsAndRequests() {
		this.sandbox.run("python", "1");
		this.sandbox.run("python", "1");
		this.agent.get("/nothing");
		JsonNode json = this.agent.get("/metrics/snapshot").json();
		assertThat(json.path("total_executions").intValue()).isEqualTo(2);
		assertThat(json.path("active_executions").intValue()).isZero();
		assertThat(json.path("total_requests").intValue()).isEqualTo(3);
		assertThat(json.path("total_errors").intValue()).isEqualTo(1);
		assertThat(json.path("requests_total").path("/execute").intValue()).isEqualTo(2);
		assertThat(json.path("avg_duration_ms").path("/execute").doubleValue()).isPositive();
		assertThat(json.path("p95_duration_ms").path("/execute").doubleValue()).isPositive();
		assertThat(json.path("uptime_seconds").doubleValue()).isPositive();
		assertThat(json.path("system").path("memory").path("used").longValue()).isPositive();
		assertThat(json.path("process").path("count").intValue()).isPositive();
		assertThat(json.path("cache").path("size").intValue()).isZero();
		assertThat(this.agent.get("/metrics").json().path("total_executions").intValue()).isEqualTo(2);
	}

	@Test
	void snapshotShowsRunsUnderWay() {
		CompletableFuture<Reply> run = this.agent.postLater("/execute",
				Map.of("language", "bash", "code", "sleep 60", "timeout", 60));
		Awaitility.await()
			.until(() -> this.agent.get("/metrics/snapshot").json().path("active_executions").intValue() == 1);
		assertThat(run).isNotDone();
	}

	@Test
	void processesOfTheSandboxAreListed() {
		this.agent.postLater("/execute", Map.of("language", "bash", "code", "exec -a the-sleeper sleep 61"));
		JsonNode sleeper = Awaitility.await().until(this::sleeper, JsonNode::isObject);
		assertThat(sleeper.path("pid").intValue()).isPositive();
		assertThat(sleeper.path("command").stringValue()).contains("the-sleeper");
		assertThat(sleeper.path("user").stringValue()).isNotBlank();
		assertThat(sleeper.path("status").stringValue()).isEqualTo("sleeping");
		assertThat(sleeper.path("memory_mb").doubleValue()).isPositive();
		assertThat(sleeper.path("cpu_percent").doubleValue()).isNotNegative();
	}

	private JsonNode sleeper() {
		for (JsonNode process : this.agent.get("/processes").json().path("processes")) {
			if (process.path("command").stringValue().contains("the-sleeper 61")) {
				return process;
			}
		}
		return Http.JSON.missingNode();
	}

	@Test
	void thereIsNothingInTheCache() {
		for (String path : new String[] { "/cache/stats", "/cache" }) {
			JsonNode cache = this.agent.get(path).json().path("cache");
			assertThat(cache.path("size").intValue()).isZero();
			assertThat(cache.path("ttl").stringValue()).isEqualTo("0s");
		}
		Reply cleared = this.agent.post("/cache/clear");
		assertThat(cleared.json().path("entries_removed").intValue()).isZero();
		assertThat(cleared.text("message")).isNotBlank();
	}

	@Test
	void everyAnswerHasARequestId() {
		assertThat(this.agent.get("/ping").header("X-Request-ID")).startsWith("req_");
		assertThat(this.agent.get("/files/download?path=/workspace").header("X-Request-ID")).startsWith("req_");
	}

}
