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

package ai.hopx.spring.boot.autoconfigure.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application's health endpoint and info endpoint say of Hopx.
 */
class HealthEndpointTests {

	private static final String[] SETTINGS = { "--server.port=0", "--hopx.embedded.enabled=true",
			"--hopx.pools.python.min-idle=1", "--hopx.pools.python.drain-timeout=0s",
			"--management.endpoint.health.show-details=always", "--management.endpoint.health.probes.enabled=true",
			"--management.endpoints.web.exposure.include=health,info" };

	private static ConfigurableApplicationContext application;

	private static EmbeddedHopx hopx;

	@BeforeAll
	static void start() {
		SpringApplication starting = new SpringApplication(Application.class);
		starting.setWebApplicationType(WebApplicationType.REACTIVE);
		application = starting.run(SETTINGS);
		hopx = application.getBean(EmbeddedHopx.class);
		application.getBean(SandboxPool.class).awaitWarm();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@AfterEach
	void mend() {
		hopx.faults().reset();
	}

	@Test
	void showsHopxAndItsPools() throws Exception {
		JsonNode health = get("/actuator/health", 200);
		JsonNode hopxHealth = health.at("/components/hopx");
		assertThat(hopxHealth.path("status").asString()).isEqualTo("UP");
		assertThat(hopxHealth.at("/details/baseUrl").asString()).isEqualTo(hopx.baseUrl().toString());
		assertThat(hopxHealth.at("/details/apiKey").asString()).isEqualTo("accepted");
		JsonNode python = health.at("/components/hopxPools/components/python");
		assertThat(python.path("status").asString()).isEqualTo("UP");
		assertThat(python.at("/details/idle").asInt()).isEqualTo(1);
		assertThat(health.toString()).doesNotContain(hopx.apiKey());
	}

	@Test
	void isDownWithHopxButAlive() throws Exception {
		hopx.faults().controlPlane().refuse();
		JsonNode health = get("/actuator/health", 503);
		assertThat(health.at("/components/hopx/status").asString()).isEqualTo("DOWN");
		assertThat(health.at("/components/hopxPools/status").asString()).isEqualTo("UP");
		get("/actuator/health/liveness", 200);
		get("/actuator/health/readiness", 200);
	}

	@Test
	void showsWhichHopxItIs() throws Exception {
		JsonNode info = get("/actuator/info", 200).path("hopx");
		assertThat(info.path("baseUrl").asString()).isEqualTo(hopx.baseUrl().toString());
		assertThat(info.path("version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
	}

	@Test
	void servesThoseWhoBlock() {
		assertThat(application.getBean(HealthEndpoint.class).health())
			.isInstanceOfSatisfying(CompositeHealthDescriptor.class, (health) -> {
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getComponents()).containsKeys("hopx", "hopxPools");
			});
	}

	private static JsonNode get(String path, int status) throws IOException, InterruptedException {
		URI uri = URI
			.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return JsonMapper.shared().readTree(response.body());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
