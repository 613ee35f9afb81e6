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

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SandboxLifecycleTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final Http control = server.control();

	@Test
	void createAnswersWithTheWholeSandbox() {
		Reply reply = this.control.post("/v1/sandboxes", Map.of("template_id", 73, "region", "eu-west",
				"timeout_seconds", 600, "internet_access", false, "vcpu", 64));
		assertThat(reply.status()).isEqualTo(201);
		JsonNode json = reply.json();
		assertThat(json.path("id").stringValue()).matches("\\d{10}[a-z0-9]{8}");
		assertThat(json.path("object").stringValue()).isEqualTo("sandbox");
		assertThat(json.path("organization_id").isIntegralNumber()).isTrue();
		assertThat(json.path("status").stringValue()).isEqualTo("running");
		assertThat(json.path("region").stringValue()).isEqualTo("eu-west");
		assertThat(json.path("template_id").stringValue()).isEqualTo("73");
		assertThat(json.path("template_name").stringValue()).isEqualTo("code-interpreter");
		assertThat(json.path("internet_access").booleanValue()).isFalse();
		assertThat(json.path("live_mode").booleanValue()).isTrue();
		assertThat(json.path("timeout_seconds").intValue()).isEqualTo(600);
		Instant createdAt = instant(json, "created_at");
		assertThat(instant(json, "expires_at")).isEqualTo(createdAt.plusSeconds(600));
		assertThat(json.path("resources").path("vcpu").intValue()).isEqualTo(2);
		assertThat(json.path("resources").path("memory_mb").intValue()).isPositive();
		assertThat(json.path("resources").path("disk_mb").intValue()).isPositive();
		assertThat(json.path("auth_token").stringValue()).startsWith("eyJ");
		assertThat(instant(json, "token_expires_at")).isBetween(createdAt.plus(Duration.ofHours(23)),
				createdAt.plus(Duration.ofHours(25)));
		assertThat(json.path("request_id").stringValue()).isEqualTo(reply.header("X-Request-ID"));
		URI host = URI.create(json.path("public_host").stringValue());
		assertThat(host.getScheme()).isEqualTo("http");
		assertThat(host.getHost()).isEqualTo("127.0.0.1");
		assertThat(host.getPort()).isNotEqualTo(server.hopx().port());
		assertThat(host.getPath()).isEmpty();
	}

	private static Instant instant(JsonNode json, String field) {
		assertThat(json.path(field).stringValue()).endsWith("Z");
		return OffsetDateTime.parse(json.path(field).stringValue()).toInstant();
	}

	@Test
	void aSandboxWithoutTimeoutSaysSo() {
		JsonNode json = server.sandbox().created().json();
		assertThat(json.has("timeout_seconds")).isTrue();
		assertThat(json.path("timeout_seconds").isNull()).isTrue();
		assertThat(json.path("expires_at").isNull()).isTrue();
	}

	@Test
	void getShowsTheSandboxWithoutItsToken() {
		TestSandbox sandbox = server.sandbox();
		JsonNode json = this.control.get(sandbox.path()).json();
		assertThat(json.path("id").stringValue()).isEqualTo(sandbox.id());
		assertThat(json.path("public_host").stringValue()).isEqualTo(sandbox.created().text("public_host"));
		assertThat(json.has("auth_token")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer ", "bearer ", "BEARER " })
	void keyMayBeABearerToken(String scheme) {
		Http bearer = this.control.without("X-API-Key").with("Authorization", scheme + server.hopx().apiKey());
		assertThat(bearer.get("/v1/sandboxes").status()).isEqualTo(200);
		assertThat(bearer.with("X-API-Key", server.hopx().apiKey()).get("/v1/sandboxes").status()).isEqualTo(200);
	}

	@Test
	void healthNeedsNoKey() {
		Reply reply = this.control.without("X-API-Key").get("/health");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("status")).isEqualTo("healthy");
		assertThat(reply.text("version")).isNotBlank();
	}

	@Test
	void listShowsTheYoungestFirstAndCanBeFiltered() {
		TestSandbox first = TestSandbox.create(server.hopx(), Map.of("region", "one"));
		TestSandbox second = TestSandbox.create(server.hopx(), Map.of("region", "two"));
		this.control.post(first.path() + "/pause");
		Reply all = this.control.get("/v1/sandboxes");
		assertThat(ids(all)).containsExactly(second.id(), first.id());
		assertThat(all.text("object")).isEqualTo("list");
		assertThat(all.json().path("has_more").booleanValue()).isFalse();
		assertThat(all.json().has("next_cursor")).isFalse();
		assertThat(ids(this.control.get("/v1/sandboxes?status=paused"))).containsExactly(first.id());
		assertThat(ids(this.control.get("/v1/sandboxes?region=two"))).containsExactly(second.id());
		assertThat(ids(this.control.get("/v1/sandboxes?region=two&status=paused"))).isEmpty();
		assertThat(this.control.get("/v1/sandboxes?status=failed").json().path("data").isArray()).isTrue();
	}

	@Test
	void pagesShowEverySandboxOnceWhateverHappensBetweenThem() {
		List<String> created = IntStream.range(0, 5).mapToObj((i) -> server.sandbox().id()).toList();
		List<String> seen = new ArrayList<>();
		String cursor = "";
		do {
			Reply page = this.control.get("/v1/sandboxes?limit=2" + cursor);
			assertThat(ids(page)).hasSizeLessThanOrEqualTo(2);
			seen.addAll(ids(page));
			boolean more = page.json().path("has_more").booleanValue();
			assertThat(page.json().has("next_cursor")).isEqualTo(more);
			cursor = more ? "&cursor=" + page.text("next_cursor") : null;
			if (seen.size() == 2) {
				server.sandbox();
				this.control.delete("/v1/sandboxes/" + seen.get(0));
			}
		}
		while (cursor != null);
		assertThat(seen).containsExactlyInAnyOrderElementsOf(created);
	}

	@Test
	void limitIsClamped() {
		server.sandbox();
		server.sandbox();
		assertThat(ids(this.control.get("/v1/sandboxes?limit=0"))).hasSize(1);
		assertThat(ids(this.control.get("/v1/sandboxes?limit=99999999999"))).hasSize(2);
	}

	private static List<String> ids(Reply reply) {
		return StreamSupport.stream(reply.json().path("data").spliterator(), false)
			.map((item) -> item.path("id").stringValue())
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "POST" })
	void timeoutCountsFromNow(String method) {
		TestSandbox sandbox = TestSandbox.create(server.hopx(), Map.of("timeout_seconds", 60));
		Instant before = Instant.now();
		Reply reply = this.control.json(method, sandbox.path() + "/timeout", Map.of("timeout_seconds", 3600));
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().path("timeout_seconds").intValue()).isEqualTo(3600);
		assertThat(instant(reply.json(), "expires_at")).isBetween(before.plusSeconds(3598),
				Instant.now().plusSeconds(3601));
		assertThat(this.control.get(sandbox.path()).json().path("timeout_seconds").intValue()).isEqualTo(3600);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"timeout_seconds\":0}", "{\"timeout_seconds\":-5}", "{\"timeout_seconds\":1.5}",
			"{\"timeout_seconds\":99999999999}" })
	void timeoutMustBeAPositiveInteger(String body) {
		Reply reply = this.control.put(server.sandbox().path() + "/timeout", body);
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("INVALID_REQUEST");
		assertThat(reply.text("error")).contains("timeout_seconds");
	}

	@Test
	void expiredSandboxIsGoneForGood() {
		TestSandbox sandbox = server.sandbox();
		this.control.put(sandbox.path() + "/timeout", Map.of("timeout_seconds", 1));
		Reply reply = Awaitility.await()
			.until(() -> this.control.get(sandbox.path()), (answer) -> answer.status() != 200);
		assertThat(reply.status()).isEqualTo(410);
		assertThat(reply.text("code")).isEqualTo("SANDBOX_EXPIRED");
		assertThat(reply.text("sandbox_id")).isEqualTo(sandbox.id());
		assertThat(reply.text("created_at")).isEqualTo(sandbox.created().text("created_at"));
		assertThat(reply.text("expires_at")).endsWith("Z");
		assertThat(reply.text("status")).isEqualTo("expired");
		assertThat(reply.json().path("details").path("expires_at").stringValue()).endsWith("Z");
		assertThat(this.control.post(sandbox.path() + "/resume").status()).isEqualTo(410);
		assertThat(ids(this.control.get("/v1/sandboxes"))).isEmpty();
		Awaitility.await().untilAsserted(() -> assertAgentIsGone(sandbox));
	}

	@Test
	void aLongerTimeoutReplacesTheShorterOne() {
		TestSandbox sandbox = server.sandbox();
		this.control.put(sandbox.path() + "/timeout", Map.of("timeout_seconds", 1));
		this.control.put(sandbox.path() + "/timeout", Map.of("timeout_seconds", 600));
		Awaitility.await()
			.during(Duration.ofMillis(1300))
			.until(() -> this.control.get(sandbox.path()).status() == 200);
	}

	@Test
	void deleteEndsARunAndTheAgent() {
		TestSandbox sandbox = server.sandbox();
		CompletableFuture<Reply> run = sandbox.agent()
			.postLater("/execute", Map.of("language", "bash", "code", "touch started; sleep 60"));
		Awaitility.await()
			.until(() -> sandbox.agent()
				.get("/files/exists?path=/workspace/started")
				.json()
				.path("exists")
				.booleanValue());
		assertThat(this.control.delete(sandbox.path()).status()).isEqualTo(200);
		assertThat(run).succeedsWithin(Duration.ofSeconds(5)).satisfies((reply) -> {
			assertThat(reply.status()).isEqualTo(404);
			assertThat(reply.text("code")).isEqualTo("SANDBOX_NOT_FOUND");
		});
		assertAgentIsGone(sandbox);
	}

	private static void assertAgentIsGone(TestSandbox sandbox) {
		assertThatThrownBy(() -> sandbox.agent().get("/health")).hasCauseInstanceOf(ConnectException.class);
	}

	@Test
	void refreshGivesATokenAndLeavesTheOldOneValid() {
		TestSandbox sandbox = server.sandbox();
		Reply reply = this.control.post(sandbox.path() + "/token/refresh");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("auth_token")).isNotEqualTo(sandbox.created().text("auth_token"));
		assertThat(instant(reply.json(), "token_expires_at")).isAfter(Instant.now());
		Http refreshed = Http.withToken(sandbox.created().text("public_host"), reply.text("auth_token"));
		assertThat(refreshed.get("/info").status()).isEqualTo(200);
		assertThat(sandbox.agent().get("/info").status()).isEqualTo(200);
	}

	@Test
	void bootDelayIsWaitedFor() {
		try (EmbeddedHopx slow = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().bootDelay(Duration.ofMillis(700)).build())) {
			long start = System.nanoTime();
			TestSandbox sandbox = TestSandbox.create(slow);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
			assertThat(sandbox.status()).isEqualTo("running");
		}
	}

	@Test
	void noMoreSandboxesThanAllowed() {
		try (EmbeddedHopx small = EmbeddedHopx.start(EmbeddedHopxSettings.builder().maxSandboxes(1).build())) {
			TestSandbox only = TestSandbox.create(small);
			Reply refused = only.control().post("/v1/sandboxes", Map.of("template_name", "base"));
			assertThat(refused.status()).isEqualTo(403);
			assertThat(refused.text("code")).isEqualTo("RESOURCE_LIMIT_ERROR");
			assertThat(refused.text("error")).contains("limit");
			assertThat(refused.json().path("details").path("limit").intValue()).isEqualTo(1);
			only.close();
			assertThat(TestSandbox.create(small).status()).isEqualTo("running");
		}
	}

	@Test
	void rateLimitsAreShownAndHeld() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder()
			.quotas(Quotas.none().withRequestsPerMinute(1000).withCreatesPerMinute(1))
			.build();
		try (EmbeddedHopx limited = EmbeddedHopx.start(settings)) {
			Http http = Http.withKey(limited);
			Reply first = http.post("/v1/sandboxes", Map.of("template_name", "base"));
			assertThat(first.header("X-RateLimit-Limit")).isEqualTo("1000");
			assertThat(Integer.parseInt(first.header("X-RateLimit-Remaining"))).isLessThan(1000);
			assertThat(Long.parseLong(first.header("X-RateLimit-Reset"))).isBetween(Instant.now().getEpochSecond(),
					Instant.now().getEpochSecond() + 61);
			// A minute may have begun in between, but not twice
			Reply refused = http.post("/v1/sandboxes", Map.of("template_name", "base"));
			refused = (refused.status() == 201) ? http.post("/v1/sandboxes", Map.of("template_name", "base")) : refused;
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.text("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
			assertThat(refused.json().path("retry_after").intValue()).isBetween(1, 60);
			assertThat(refused.header("Retry-After")).isEqualTo(refused.text("retry_after"));
		}
	}

	@Test
	void createGoesOnWhenItsCallerHangsUp() {
		try (EmbeddedHopx slow = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().bootDelay(Duration.ofMillis(500)).build())) {
			Http http = Http.withKey(slow);
			CompletableFuture<Reply> create = http.postLater("/v1/sandboxes", Map.of("template_name", "base"));
			Awaitility.await().until(() -> ids(http.get("/v1/sandboxes?status=creating")).size() == 1);
			create.cancel(true);
			Awaitility.await().until(() -> ids(http.get("/v1/sandboxes?status=running")).size() == 1);
		}
	}

}
