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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;
import ai.hopx.embedded.runtime.Isolation;

import static org.assertj.core.api.Assertions.assertThat;

class SandboxStateTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	@RegisterExtension
	static final EmbeddedHopxExtension slow = new EmbeddedHopxExtension(
			EmbeddedHopxSettings.builder().bootDelay(Duration.ofSeconds(30)).build());

	@ParameterizedTest(name = "{0}: {1} -> {2} {3}")
	@CsvSource({ "running,pause,200,paused", "running,resume,200,running", "running,start,200,running",
			"running,stop,200,stopped", "paused,pause,200,paused", "paused,resume,200,running",
			"paused,start,409,paused", "paused,stop,200,stopped", "stopped,pause,409,stopped",
			"stopped,resume,409,stopped", "stopped,start,200,running", "stopped,stop,200,stopped" })
	void table(String from, String action, int status, String to) {
		TestSandbox sandbox = server.sandbox();
		bring(sandbox, from);
		Reply reply = sandbox.control().post(sandbox.path() + "/" + action);
		assertThat(reply.status()).as(reply::toString).isEqualTo(status);
		if (status == 200) {
			assertThat(reply.text("id")).isEqualTo(sandbox.id());
			assertThat(reply.text("status")).isEqualTo(to);
			assertThat(reply.text("request_id")).isEqualTo(reply.header("X-Request-ID"));
		}
		else {
			assertThat(reply.text("code")).isEqualTo("CONFLICT");
			assertThat(reply.text("error")).contains(action, from);
		}
		assertThat(sandbox.status()).isEqualTo(to);
		Reply agent = sandbox.agent().post("/execute", Map.of("code", "1"));
		assertThat(agent.status()).isEqualTo("running".equals(to) ? 200 : 503);
	}

	@ParameterizedTest
	@ValueSource(strings = { "running", "paused", "stopped" })
	void everyStateCanBeDeleted(String state) {
		TestSandbox sandbox = server.sandbox();
		bring(sandbox, state);
		Reply reply = sandbox.control().delete(sandbox.path());
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("status")).isEqualTo("deleted");
		for (String action : new String[] { "pause", "resume", "start", "stop", "token/refresh" }) {
			assertThat(sandbox.control().post(sandbox.path() + "/" + action).status()).isEqualTo(404);
		}
		assertThat(sandbox.control().get(sandbox.path()).status()).isEqualTo(404);
		assertThat(sandbox.control().delete(sandbox.path()).status()).isEqualTo(404);
	}

	@Test
	void creatingAllowsNothingButDeletion() {
		CompletableFuture<Reply> creating = slow.control().postLater("/v1/sandboxes", Map.of("template_name", "base"));
		JsonNode sandbox = Awaitility.await()
			.until(() -> slow.control().get("/v1/sandboxes?status=creating").json().path("data").path(0),
					JsonNode::isObject);
		String path = "/v1/sandboxes/" + sandbox.path("id").stringValue();
		for (String action : new String[] { "pause", "resume", "start", "stop" }) {
			assertThat(slow.control().post(path + "/" + action).status()).isEqualTo(409);
		}
		Http agent = Http.withToken(sandbox.path("public_host").stringValue(), token(path));
		assertThat(agent.get("/info").status()).isEqualTo(503);
		assertThat(agent.get("/info").text("code")).isEqualTo("SANDBOX_CREATING");
		assertThat(creating).isNotDone();
		assertThat(slow.control().delete(path).status()).isEqualTo(200);
		assertThat(creating).succeedsWithin(Duration.ofSeconds(5))
			.satisfies((reply) -> assertThat(reply.status()).isEqualTo(404));
	}

	@Test
	void creationThatTakesLongerThanTheTimeoutSaysSo() {
		Reply reply = slow.control().post("/v1/sandboxes", Map.of("template_name", "base", "timeout_seconds", 1));
		assertThat(reply.status()).isEqualTo(410);
		assertThat(reply.text("code")).isEqualTo("SANDBOX_EXPIRED");
	}

	private static String token(String path) {
		return slow.control().post(path + "/token/refresh").text("auth_token");
	}

	@Test
	void pauseStopsTheRunAndResumeLetsItGoOn() {
		TestSandbox sandbox = server.sandbox();
		String code = "i=0; while [ $i -lt 20 ]; do i=$((i+1)); echo $i > count; sleep 0.05; done; echo done";
		CompletableFuture<Reply> run = sandbox.agent().postLater("/execute", Map.of("language", "bash", "code", code));
		Awaitility.await()
			.until(() -> sandbox.agent()
				.get("/files/exists?path=/workspace/count")
				.json()
				.path("exists")
				.booleanValue());
		assertThat(sandbox.control().post(sandbox.path() + "/pause").status()).isEqualTo(200);
		assertThat(sandbox.agent().get("/health").status()).isEqualTo(503);
		Awaitility.await().during(Duration.ofMillis(1500)).until(() -> !run.isDone());
		assertThat(sandbox.control().post(sandbox.path() + "/resume").status()).isEqualTo(200);
		assertThat(run).succeedsWithin(Duration.ofSeconds(10))
			.satisfies((reply) -> assertThat(reply.text("stdout")).isEqualTo("done\n"));
	}

	@Test
	void aSandboxThatBreaksDownSaysSoUntilItIsDeleted() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder().isolation(Isolation.PLAIN).build();
		try (EmbeddedHopx plain = EmbeddedHopx.start(settings)) {
			TestSandbox sandbox = TestSandbox.create(plain);
			// Without isolation nothing keeps the code from what runs it
			Reply killing = sandbox.run("python", "import os; os.kill(os.getppid(), 9)");
			assertThat(killing.status()).as(killing::toString).isEqualTo(404);
			Awaitility.await().until(() -> "error".equals(sandbox.status()));
			Reply reply = sandbox.agent().get("/health");
			assertThat(reply.status()).isEqualTo(404);
			assertThat(reply.text("code")).isEqualTo("SANDBOX_NOT_FOUND");
			assertThat(reply.text("error")).contains("broken down", "supervisor");
			for (String action : new String[] { "pause", "resume", "start", "stop" }) {
				assertThat(sandbox.control().post(sandbox.path() + "/" + action).status()).isEqualTo(409);
			}
			assertThat(sandbox.control().delete(sandbox.path()).status()).isEqualTo(200);
			assertThat(sandbox.control().get(sandbox.path()).status()).isEqualTo(404);
		}
	}

	@Test
	void stopKeepsFilesAndForgetsVariables() {
		TestSandbox sandbox = server.sandbox();
		sandbox.run("python", "x = 1\nopen('kept.txt', 'w').write('here')");
		sandbox.control().post(sandbox.path() + "/stop");
		assertThat(sandbox.agent().get("/ping").text("code")).isEqualTo("SANDBOX_STOPPED");
		sandbox.control().post(sandbox.path() + "/start");
		assertThat(sandbox.run("python", "print(open('kept.txt').read(), 'x' in globals())").text("stdout"))
			.isEqualTo("here False\n");
	}

	@Test
	void stopOfAPausedSandboxLeadsBackToRunning() {
		TestSandbox sandbox = server.sandbox();
		sandbox.run("python", "x = 1");
		sandbox.control().post(sandbox.path() + "/pause");
		sandbox.control().post(sandbox.path() + "/stop");
		sandbox.control().post(sandbox.path() + "/start");
		assertThat(sandbox.run("python", "print('x' in globals())").text("stdout")).isEqualTo("False\n");
	}

	private static void bring(TestSandbox sandbox, String state) {
		String action = switch (state) {
			case "paused" -> "pause";
			case "stopped" -> "stop";
			default -> "resume";
		};
		assertThat(sandbox.control().post(sandbox.path() + "/" + action).status()).isEqualTo(200);
	}

}
