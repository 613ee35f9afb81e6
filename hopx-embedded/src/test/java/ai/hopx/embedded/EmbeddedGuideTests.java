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

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import ai.hopx.embedded.fault.Fault;
import ai.hopx.embedded.fault.FaultTarget;
import ai.hopx.embedded.fault.Faults;
import ai.hopx.embedded.ledger.EndCause;
import ai.hopx.embedded.ledger.RequestEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The snippets of the guide, and what keeps the guide complete.
 */
class EmbeddedGuideTests {

	private static final Path GUIDE = Path.of("..", "docs", "embedded.md");

	private static final Path SOURCE = Path.of("src/test/java",
			EmbeddedGuideTests.class.getName().replace('.', '/') + ".java");

	@Test
	void startsAndStops() throws Exception {
		try (EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults())) {
			HttpRequest request = HttpRequest.newBuilder(hopx.baseUrl().resolve("/v1/sandboxes"))
				.header("X-API-Key", hopx.apiKey())
				.POST(BodyPublishers.ofString("{\"template_name\":\"base\"}"))
				.build();
			HttpResponse<String> created = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
			assertThat(created.statusCode()).isEqualTo(201);
		}
	}

	@Test
	void failsOnDemandAndRemembers() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder()
			.bootDelay(Duration.ofMillis(200))
			.quotas(Quotas.none().withCreatesPerMinute(2))
			.build();
		EmbeddedHopx hopx = EmbeddedHopx.start(settings);
		TestSandbox sandbox = TestSandbox.create(hopx);
		hopx.faults().dataPlane().post("/execute").resetAfterWork();
		hopx.faults().controlPlane().get("/v1/sandboxes/{id}").times(2).status(503, "SERVICE_UNAVAILABLE");
		hopx.faults().controlPlane().post("/v1/sandboxes").skipping(1).rateLimited(Duration.ofSeconds(2));
		Fault outage = hopx.faults().controlPlane().refuse();
		outage.lift();
		assertThatException().isThrownBy(() -> sandbox.run("python", "print('once')"));
		assertThat(sandbox.control().get(sandbox.path()).status()).isEqualTo(503);
		TestSandbox.create(hopx).close();
		assertThat(sandbox.control().post("/v1/sandboxes", Map.of("template_name", "base")).header("Retry-After"))
			.isEqualTo("2");
		hopx.stop();
		assertThat(hopx.ledger().runs("print('once')")).hasSize(1);
		assertThat(hopx.ledger().alive()).isEmpty();
		assertThat(hopx.ledger().requests()).noneMatch(RequestEntry::showedApiKeyToSandbox);
	}

	@Test
	void everySnippetIsInThisSource() throws IOException {
		String source = withoutIndent(Files.readString(SOURCE));
		List<String> snippets = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(GUIDE))
			.results()
			.map((snippet) -> withoutIndent(snippet.group(1)))
			.toList();
		assertThat(snippets).hasSize(4).allSatisfy((snippet) -> assertThat(source).contains(snippet));
	}

	@Test
	void nothingIsMissing() throws IOException {
		String guide = Files.readString(GUIDE);
		assertThat(namesOf(EmbeddedHopxSettings.Builder.class, EmbeddedHopxSettings.Builder.class))
			.allSatisfy((setting) -> assertThat(guide).contains("| `" + setting + "` |"));
		assertThat(namesOf(FaultTarget.class, Fault.class)).allSatisfy((fault) -> assertThat(guide).contains(fault));
		assertThat(namesOf(Faults.class, Fault.class)).allSatisfy((fault) -> assertThat(guide).contains(fault));
		assertThat(EndCause.values()).allSatisfy((cause) -> assertThat(guide).contains("`" + cause + "`"));
	}

	private static Set<String> namesOf(Class<?> type, Class<?> returned) {
		return Arrays.stream(type.getMethods())
			.filter((method) -> method.getReturnType() == returned)
			.map((method) -> method.getName())
			.collect(Collectors.toSet());
	}

	private static String withoutIndent(String text) {
		return text.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

}
