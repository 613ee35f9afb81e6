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

package ai.hopx.spring.boot.actuate.endpoint;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint shows and does, over HTTP.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = "NONE", mode = Mode.EXCLUDE)
class HopxEndpointTests {

	private static final String SECRET = "s3cr3t-of-the-sandbox";

	private static final String[] SETTINGS = { "--server.port=0", "--hopx.embedded.enabled=true",
			"--hopx.pools.python.min-idle=1", "--hopx.pools.python.drain-timeout=0s",
			"--hopx.sandbox.env.TOKEN=" + SECRET, "--management.endpoint.hopx.access=unrestricted",
			"--management.endpoints.web.exposure.include=hopx" };

	private static ConfigurableApplicationContext application;

	private static EmbeddedHopx hopx;

	@Parameter
	private WebApplicationType type;

	private final HopxTemplate template = application.getBean(HopxTemplate.class);

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		SpringApplication starting = new SpringApplication(Application.class);
		starting.setWebApplicationType(type);
		application = starting.run(SETTINGS);
		hopx = application.getBean(EmbeddedHopx.class);
		application.getBean(SandboxPool.class).awaitWarm();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@AfterEach
	void mend() {
		hopx.faults().reset();
	}

	@Test
	void showsPoolsAndSandboxes() throws Exception {
		try (Sandbox sandbox = this.template.create()) {
			Awaitility.await().until(() -> get("/" + sandbox.id(), 200).has("snapshot"));
			JsonNode all = get("", 200);
			assertThat(all.path("baseUrl").asString()).isEqualTo(hopx.baseUrl().toString());
			assertThat(all.at("/pools/0/pool").asString()).isEqualTo("python");
			assertThat(all.at("/pools/0/minIdle").asInt()).isOne();
			JsonNode shown = all.path("sandboxes").get(all.path("sandboxes").size() - 1);
			assertThat(shown.path("id").asString()).isEqualTo(sandbox.id());
			assertThat(shown.path("state").asString()).isEqualTo("running");
			assertThat(shown.path("template").asString()).isEqualTo("code-interpreter");
			assertThat(shown.has("pool")).isFalse();
			assertThat(shown.path("age").asString()).startsWith("PT");
			assertThat(shown.path("leaseLeft").asString()).startsWith("PT59M");
			assertThat(shown.path("snapshot").has("values")).isFalse();
			assertThat(get("/" + sandbox.id(), 200).at("/snapshot/values").size()).isPositive();
			assertThat(all.toString()).doesNotContain(SECRET, hopx.apiKey());
		}
	}

	@Test
	void killsASandbox() throws Exception {
		Sandbox sandbox = this.template.create();
		send("DELETE", "/" + sandbox.id(), null, 204);
		assertThat(hopx.ledger().alive()).extracting((alive) -> alive.id()).doesNotContain(sandbox.id());
		get("/" + sandbox.id(), 404);
		assertThat(send("DELETE", "/" + sandbox.id(), null, 404).path("error").asString()).contains(sandbox.id());
	}

	@Test
	void sendsASandboxToSleepAndWakesIt() throws Exception {
		try (Sandbox sandbox = this.template.create()) {
			for (String[] step : new String[][] { { "pause", "paused" }, { "resume", "running" }, { "stop", "stopped" },
					{ "start", "running" } }) {
				send("POST", "/" + sandbox.id(), "{\"action\":\"%s\"}".formatted(step[0]), 204);
				assertThat(sandbox.status()).isEqualTo(new SandboxState(step[1]));
				assertThat(get("/" + sandbox.id(), 200).path("state").asString()).isEqualTo(step[1]);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"action\":\"explode\"}", "{}", "{\"action\":null}" })
	void refusesWhatItCannotDo(String body) throws Exception {
		try (Sandbox sandbox = this.template.create()) {
			send("POST", "/" + sandbox.id(), body, 400);
			assertThat(sandbox.status()).isEqualTo(SandboxState.RUNNING);
		}
	}

	@Test
	void tellsThatHopxDidNotDoIt() throws Exception {
		try (Sandbox sandbox = this.template.create()) {
			hopx.faults().controlPlane().always().status(403, "FORBIDDEN");
			assertThat(send("POST", "/" + sandbox.id(), "{\"action\":\"pause\"}", 502).path("error").asString())
				.contains("403");
			hopx.faults().reset();
			hopx.faults().controlPlane().always().status(409, "CONFLICT");
			send("POST", "/" + sandbox.id(), "{\"action\":\"start\"}", 409);
			hopx.faults().reset();
		}
	}

	@Test
	void touchesNoSandboxOfOthers() throws Exception {
		String other = "sbx1764616089";
		send("DELETE", "/" + other, null, 404);
		send("POST", "/" + other, "{\"action\":\"stop\"}", 404);
		assertThat(hopx.ledger().requests()).extracting((request) -> request.path())
			.noneMatch((path) -> path.contains(other));
	}

	@Test
	void onlyShowsByDefault() {
		assertThat(HopxEndpoint.class.getAnnotation(Endpoint.class).defaultAccess()).isEqualTo(Access.READ_ONLY);
	}

	@Test
	void asksNobodyToShow() throws Exception {
		Awaitility.await()
			.until(() -> application.getBean(SandboxMonitor.class)
				.sandboxes()
				.stream()
				.allMatch((sandbox) -> sandbox.snapshot() != null));
		int before = hopx.ledger().requests().size();
		get("", 200);
		assertThat(hopx.ledger().requests()).hasSize(before);
	}

	private static JsonNode get(String path, int status) throws Exception {
		return send("GET", path, null, status);
	}

	private static JsonNode send(String method, String path, String body, int status) throws Exception {
		URI uri = URI.create("http://127.0.0.1:%s/actuator/hopx%s"
			.formatted(application.getEnvironment().getProperty("local.server.port"), path));
		HttpRequest request = HttpRequest.newBuilder(uri)
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
			.header("Content-Type", "application/json")
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return JsonMapper.shared().readTree(response.body());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
