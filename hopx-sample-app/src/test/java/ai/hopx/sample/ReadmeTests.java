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

package ai.hopx.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.pool.SandboxPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the README shows compiles, runs and answers as it says.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class ReadmeTests {

	@Autowired
	private WebTestClient client;

	@Autowired
	private HopxTemplate hopx;

	@Autowired
	private SandboxPool pool;

	@BeforeEach
	void fillThePool() {
		this.pool.awaitWarm();
		await().untilAsserted(() -> assertThat(this.pool.status().idle()).isEqualTo(2));
	}

	@Test
	void curlAnswersWhatTheReadmeShows() {
		byte[] body = this.client.post()
			.uri("/api/run")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Readme.curlBody())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
		assertThat(body).isNotNull();
		assertThat(withoutWhatVaries(new String(body))).isEqualTo(withoutWhatVaries(Readme.blocks("json").get(0)));
	}

	@Test
	void actuatorShowsWhatTheReadmeShows() {
		String[] health = Readme.blocks("json").get(1).split("\n");
		assertThat(withoutValues(get("/actuator/health/hopx"))).isEqualTo(withoutValues(health[0]));
		assertThat(JsonMapper.shared().readTree(get("/actuator/health/hopxPools")))
			.isEqualTo(JsonMapper.shared().readTree(health[1]));
		this.hopx.runCode("print(6*7)");
		String meters = withoutNumbers(Readme.blocks("text").get(1));
		Pattern shown = Pattern.compile(readmePattern());
		await().untilAsserted(() -> assertThat(withoutNumbers(get("/actuator/prometheus").lines()
			.filter((line) -> shown.matcher(line).find())
			// Other tests create sandboxes of no pool
			.filter((line) -> !line.contains("pool=\"none\""))
			.collect(Collectors.joining("\n", "", "\n")))).isEqualTo(meters));
	}

	private static String readmePattern() {
		Matcher grep = Pattern.compile("grep -E '(.*?)'").matcher(String.join("\n", Readme.blocks("shell")));
		assertThat(grep.find()).isTrue();
		return grep.group(1);
	}

	private String get(String path) {
		byte[] body = this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody();
		return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
	}

	private static String withoutValues(String json) {
		return json.replaceAll("http://127.0.0.1:\\d+", "URL")
			.replaceAll("\"latency\":\"\\d+ms\"", "LATENCY")
			.replaceAll("\"remaining\":\\d+,\"reset\":\"[^\"]+\"", "REMAINING");
	}

	private static String withoutNumbers(String meters) {
		return meters.replaceAll("(?m) [0-9.E]+$", "");
	}

	@Test
	void everyJavaBlockIsCompiled() throws IOException {
		String source = flat(Files.readString(Path.of("src/test/java/ai/hopx/sample/ReadmeSnippets.java")));
		assertThat(Readme.blocks("java")).isNotEmpty()
			.allSatisfy((block) -> assertThat(source)
				.contains(flat(block).replaceFirst("^@Serviceclass", "@Servicestaticclass")));
	}

	@Test
	void theJavaBlocksRun() throws IOException {
		ReadmeSnippets snippets = new ReadmeSnippets(this.hopx);
		assertThat(new ReadmeSnippets.Calculator(this.hopx).calculate("print(6*7)")).isEqualTo("42\n");
		assertThat(snippets.hold()).isEqualTo("42\ntotal 0\n");
		try (Sandbox sandbox = this.hopx.create()) {
			StringBuilder log = new StringBuilder();
			snippets.stream(sandbox, "echo one; echo two", log);
			assertThat(log).hasToString("one\ntwo\n");
		}
		Path sales = Path.of("sales.csv");
		Files.writeString(sales, "amount\n40\n2\n");
		try {
			assertThat(snippets
				.lend("import csv\nprint(sum(int(row['amount']) for row in csv.DictReader(open('sales.csv'))))"))
				.isEqualTo("42\n");
		}
		finally {
			Files.delete(sales);
		}
	}

	@Test
	void thePoolIsAsConfigured() throws IOException {
		assertThat(Readme.blocks("yaml")).hasSize(1);
		String application = Files.readString(Path.of("src/main/resources/application.yaml"));
		assertThat(application).contains(Readme.blocks("yaml").get(0).substring("hopx:\n".length()));
		ReadmeSnippets.Reports reports = new ReadmeSnippets.Reports(this.pool);
		assertThat(reports.readiness()).isEqualTo(Readme.blocks("text").get(0).strip());
		assertThat(reports.run("import os; print(os.environ['REPORT_TOKEN'])", "secret")).isEqualTo("secret\n");
	}

	@Test
	void theDependencyIsTheStarter() throws IOException {
		assertThat(Readme.blocks("xml")).hasSize(1);
		String pom = flat(Files.readString(Path.of("../hopx-spring-boot-starter/pom.xml")));
		assertThat(pom).contains("<artifactId>hopx-spring-boot-starter</artifactId>");
		assertThat(flat(Readme.blocks("xml").get(0))).contains("<groupId>ai.hopx</groupId>",
				"<artifactId>hopx-spring-boot-starter</artifactId>", "<version>0.1.0-SNAPSHOT</version>");
		assertThat(pom).contains("<version>0.1.0-SNAPSHOT</version>");
	}

	private static JsonNode withoutWhatVaries(String json) {
		ObjectNode node = (ObjectNode) JsonMapper.shared().readTree(json);
		node.put("durationMs", 0);
		((ObjectNode) node.get("sandbox")).put("id", "id").put("acquireMs", 0);
		return node;
	}

	private static String flat(String text) {
		// The formatter breaks lines where a reader would not
		return text.replaceAll("\\s", "");
	}

}
