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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.CallbackReceiver.Call;
import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AsyncRunTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private CallbackReceiver receiver = new CallbackReceiver(200);

	@AfterEach
	void close() {
		this.receiver.close();
	}

	@Test
	void theCallerIsToldOfTheEnd() throws Exception {
		Reply reply = start("import sys; print('out'); print('err', file=sys.stderr)", Map.of("callback_headers",
				Map.of("X-Mine", "yes", "Authorization", "Bearer mine"), "callback_signature_secret", "s3cret"));
		assertThat(reply.status()).as(reply::toString).isEqualTo(202);
		assertThat(reply.text("status")).isEqualTo("queued");
		assertThat(reply.text("callback_url")).isEqualTo(this.receiver.url("/told?key=hidden"));
		assertThat(reply.text("message")).isNotBlank();
		assertThat(reply.text("timestamp")).endsWith("Z");
		Call call = call();
		assertThat(call.method()).isEqualTo("POST");
		assertThat(call.uri()).isEqualTo("/told?key=hidden");
		assertThat(call.header("Content-Type")).isEqualTo("application/json");
		assertThat(call.header("X-Mine")).isEqualTo("yes");
		assertThat(call.header("Authorization")).isEqualTo("Bearer mine");
		JsonNode json = call.json();
		assertThat(json.path("execution_id").stringValue()).isEqualTo(reply.text("execution_id")).isNotBlank();
		assertThat(json.path("status").stringValue()).isEqualTo("completed");
		assertThat(json.path("success").booleanValue()).isTrue();
		assertThat(json.path("stdout").stringValue()).isEqualTo("out\n");
		assertThat(json.path("stderr").stringValue()).isEqualTo("err\n");
		assertThat(json.path("exit_code").intValue()).isZero();
		assertThat(json.path("execution_time").doubleValue()).isPositive();
		assertThat(json.path("timestamp").stringValue()).endsWith("Z");
		assertThat(json.has("error")).isFalse();
		String timestamp = call.header("X-HOPX-Timestamp");
		assertThat(Long.parseLong(timestamp)).isBetween(Instant.now().getEpochSecond() - 60,
				Instant.now().getEpochSecond());
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec("s3cret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
		mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
		assertThat(call.header("X-HOPX-Signature"))
			.isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(call.body())));
	}

	@Test
	void withoutASecretNothingIsSigned() {
		start("pass", Map.of());
		assertThat(call().headers()).doesNotContainKey("X-hopx-signature").containsKey("X-hopx-timestamp");
	}

	@ParameterizedTest
	@CsvSource({ "import sys; sys.exit(3), failed, 3", "import time; time.sleep(60), timeout, 124" })
	void theCallerIsToldHowItFailed(String code, String status, int exitCode) {
		start(code, Map.of("timeout", 2));
		JsonNode json = call().json();
		assertThat(json.path("status").stringValue()).isEqualTo(status);
		assertThat(json.path("success").booleanValue()).isFalse();
		assertThat(json.path("exit_code").intValue()).isEqualTo(exitCode);
		assertThat(json.path("error").stringValue()).isNotBlank();
	}

	@Test
	void theCallerIsToldOfAKill() {
		Reply reply = start("import time; time.sleep(60)", Map.of());
		assertThat(this.sandbox.agent().post("/execute/kill/" + reply.text("execution_id")).status()).isEqualTo(200);
		assertThat(call().json().path("status").stringValue()).isEqualTo("failed");
		assertThat(call().json().path("error").stringValue()).contains("killed");
	}

	@Test
	void aServerErrorIsTriedAgain() {
		receiver(500, 503, 200);
		start("pass", Map.of("callback_signature_secret", "s3cret"));
		Awaitility.await().until(() -> this.receiver.calls().size() == 3);
		assertThat(this.receiver.calls()).extracting((call) -> call.json()).containsOnly(call().json());
		noMoreCalls(3);
	}

	@Test
	void afterThreeAttemptsAWarningSaysSoWithoutSecrets() {
		receiver(500);
		try (LogCapture log = new LogCapture("ai.hopx.embedded")) {
			start("pass",
					Map.of("callback_signature_secret", "s3cret", "callback_headers", Map.of("X-Token", "t0ken")));
			Awaitility.await().until(() -> !log.warnings().isEmpty());
			assertThat(this.receiver.calls()).hasSize(3);
			assertThat(log.warnings()).singleElement()
				.asString()
				.contains(this.receiver.url("/told"), "500")
				.doesNotContain("hidden", "s3cret", "t0ken");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 302, 307 })
	void aRefusalIsNotTriedAgainAndNoRedirectIsFollowed(int status) {
		receiver(status);
		try (LogCapture log = new LogCapture("ai.hopx.embedded")) {
			start("pass", Map.of());
			Awaitility.await().until(() -> !log.warnings().isEmpty());
			assertThat(this.receiver.calls()).singleElement()
				.satisfies((call) -> assertThat(call.uri()).startsWith("/told"));
		}
	}

	@Test
	void nobodyThereIsAWarning() {
		this.receiver.close();
		try (LogCapture log = new LogCapture("ai.hopx.embedded")) {
			start("pass", Map.of());
			Awaitility.await().until(() -> !log.warnings().isEmpty());
			assertThat(log.warnings()).singleElement()
				.asString()
				.contains("/told", "nobody answers there")
				.doesNotContain("hidden");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://127.0.0.1/x", "file:///etc/passwd", "/told", "http://", "not a url",
			"http://user:pw@127.0.0.1/x", "http://127.0.0.1:99999/" })
	void badUrlsAreRefused(String url) {
		Reply reply = start("pass", Map.of("callback_url", url));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.toString()).doesNotContain("pw@");
	}

	@Test
	void aUrlIsNeeded() {
		Reply reply = this.sandbox.agent().post("/execute/async", Map.of("code", "pass"));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("MISSING_PARAMETER");
	}

	@Test
	void headersThatWouldBreakTheRequestAreRefused() {
		for (String name : List.of("Host", "content-length", "Transfer-Encoding", "X-HOPX-Signature", "a b", "", "a:b",
				"X\r\nY")) {
			assertRefused(Map.of(name, "1"));
		}
		for (String value : List.of("a\r\nX-Injected: 1", "a\nb", "\0", "ü", "x".repeat(9000))) {
			assertRefused(Map.of("X-Mine", value));
		}
		assertRefused(Map.of("X-Mine", 1));
		assertRefused(List.of("X-Mine"));
		assertThat(this.sandbox.agent().get("/execute/processes").json().path("count").intValue()).isZero();
	}

	private void assertRefused(Object headers) {
		Reply reply = start("pass", Map.of("callback_headers", headers));
		assertThat(reply.status()).as("%s: %s", headers, reply).isEqualTo(400);
	}

	@Test
	void whatCannotRunIsRefusedAtOnce() {
		assertThat(start("pass", Map.of("language", "cobol")).status()).isEqualTo(400);
		assertThat(start("pass", Map.of("workdir", "/workspace/nowhere")).status()).isEqualTo(400);
		noMoreCalls(0);
	}

	@Test
	void theEndOfTheSandboxIsNoSuccess() {
		start("import time; time.sleep(60)", Map.of());
		this.sandbox.close();
		noMoreCalls(0);
	}

	/**
	 * Another run's callback comes after all that could still have come.
	 */
	private void noMoreCalls(int expected) {
		try (CallbackReceiver other = new CallbackReceiver(200); TestSandbox next = server.sandbox()) {
			next.agent()
				.post("/execute/async", Map.of("code", "import time; time.sleep(1)", "callback_url", other.url("/")));
			Awaitility.await().until(() -> other.calls().size() == 1);
		}
		assertThat(this.receiver.calls()).hasSize(expected);
	}

	private void receiver(Integer... statuses) {
		this.receiver.close();
		this.receiver = new CallbackReceiver(statuses);
	}

	private Reply start(String code, Map<String, Object> extra) {
		Map<String, Object> body = new HashMap<>(
				Map.of("code", code, "callback_url", this.receiver.url("/told?key=hidden")));
		body.putAll(extra);
		return this.sandbox.agent().post("/execute/async", body);
	}

	private Call call() {
		Awaitility.await().until(() -> !this.receiver.calls().isEmpty());
		return this.receiver.calls().get(0);
	}

}
