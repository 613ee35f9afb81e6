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

package ai.hopx.spring.boot.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.hopx.client.HopxException;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Language;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.web.exchanges.InMemoryHttpExchangeRepository;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All that Actuator can show of an application that has used Hopx, and failed at it,
 * shows no key, no token and no value of an environment variable. A heap dump is left
 * out: it is the memory itself.
 */
class SecretsInActuatorTests {

	private static final String SECRET = "hunter2";

	private static ConfigurableApplicationContext application;

	private static EmbeddedHopx hopx;

	private static Sandbox sandbox;

	@BeforeAll
	static void start() {
		SpringApplication starting = new SpringApplication(Application.class);
		starting.setWebApplicationType(WebApplicationType.REACTIVE);
		starting.setDefaultProperties(Map.ofEntries(Map.entry("server.port", "0"),
				Map.entry("hopx.embedded.enabled", "true"), Map.entry("hopx.api-key", "hopx_live_test." + SECRET),
				Map.entry("hopx.sandbox.env.TOKEN", SECRET), Map.entry("hopx.http.proxy.password", SECRET),
				Map.entry("hopx.pools.python.env.TOKEN", SECRET), Map.entry("hopx.pools.python.min-idle", "1"),
				Map.entry("hopx.pools.python.drain-timeout", "0s"),
				Map.entry("management.endpoints.web.exposure.include", "*"),
				Map.entry("management.endpoint.health.show-details", "always"),
				Map.entry("management.endpoint.configprops.show-values", "when-authorized"),
				Map.entry("management.info.env.enabled", "true")));
		application = starting.run();
		hopx = application.getBean(EmbeddedHopx.class);
		application.getBean(SandboxPool.class).awaitWarm();
		use(application.getBean(HopxTemplate.class));
	}

	@AfterAll
	static void stop() {
		sandbox.close();
		application.close();
	}

	private static void use(HopxTemplate template) {
		sandbox = template.create();
		sandbox.env().set("PASSWORD", SECRET);
		sandbox.runCode(CodeRequest.of(Language.BASH, "echo " + SECRET + " >&2; exit 3").env("A", SECRET));
		hopx.faults().controlPlane().refuse();
		assertThatExceptionOfType(HopxException.class).isThrownBy(template::create);
		hopx.faults().reset();
	}

	@Test
	void showsNoSecret() throws Exception {
		Map<String, String> pages = new LinkedHashMap<>();
		for (String path : paths()) {
			pages.put(path, get(path));
		}
		assertThat(pages).containsKeys("/actuator/env", "/actuator/configprops", "/actuator/beans", "/actuator/health",
				"/actuator/hopx", "/actuator/metrics", "/actuator/loggers", "/actuator/mappings",
				"/actuator/conditions", "/actuator/httpexchanges", "/actuator/hopx/" + sandbox.id());
		// They are where one would look for them
		assertThat(pages.get("/actuator/env/hopx.api-key")).contains("******");
		assertThat(pages.get("/actuator/configprops/hopx")).contains("apiKey", "******");
		pages.forEach(
				(path, page) -> assertThat(page).as(path).doesNotContain(SECRET, hopx.apiKey(), "eyJhbGci", "eyJ0eX"));
	}

	private static List<String> paths() throws Exception {
		List<String> paths = new ArrayList<>(
				List.of("/actuator/env/hopx.api-key", "/actuator/env/hopx.sandbox.env.TOKEN",
						"/actuator/env/hopx.http.proxy.password", "/actuator/configprops/hopx", "/actuator/health/hopx",
						"/actuator/health/hopxPools/python", "/actuator/hopx/" + sandbox.id()));
		for (JsonNode link : json("/actuator").path("_links")) {
			String path = URI.create(link.path("href").asString().replaceAll("\\{.*", "")).getPath();
			if (!link.path("templated").asBoolean() && !path.endsWith("/heapdump")) {
				paths.add(path);
			}
		}
		for (JsonNode name : json("/actuator/metrics").path("names")) {
			paths.add("/actuator/metrics/" + name.asString());
		}
		return paths;
	}

	private static JsonNode json(String path) throws Exception {
		return JsonMapper.shared().readTree(get(path));
	}

	private static String get(String path) throws IOException, InterruptedException {
		URI uri = URI
			.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
		assertThat(response.statusCode()).as(path + ": " + response.body()).isBetween(200, 204);
		return response.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		InMemoryHttpExchangeRepository httpExchanges() {
			return new InMemoryHttpExchangeRepository();
		}

	}

}
