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
import java.nio.file.Files;
import java.nio.file.Path;

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
		assertThat(Readme.blocks("json")).hasSize(1);
		assertThat(withoutWhatVaries(new String(body))).isEqualTo(withoutWhatVaries(Readme.blocks("json").get(0)));
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
