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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds of templates, as a caller sees them.
 */
class TemplateBuildTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final Http control = server.control();

	private final TemplateBuilder builder = new TemplateBuilder(server.control());

	@AfterEach
	void deleteTemplates() {
		this.builder.deleteAll();
	}

	@Test
	void sandboxesStartWithWhatTheStepsMade() {
		Reply template = this.builder
			.step("RUN", "echo built > made.txt && mkdir inner && ln -s ../made.txt inner/link")
			.step("ENV", "GREETING", "hello")
			.step("ENV", "LONGER=$GREETING world")
			.step("WORKDIR", "app")
			.step("RUN", "echo \"$LONGER\" > where.txt; pwd")
			.buildActive("made");
		assertThat(template.text("category")).isEqualTo("custom");
		assertThat(template.json().path("is_active").booleanValue()).isTrue();
		try (TestSandbox sandbox = TestSandbox.create(server.hopx(), Map.of("template_name", "made"))) {
			assertThat(sandbox.run("bash", "cat ../made.txt ../inner/link where.txt; echo $GREETING").text("stdout"))
				.isEqualTo("built\nbuilt\nhello world\nhello\n");
			assertThat(sandbox.run("python", "import os; print(os.getcwd().rsplit('/', 1)[1], os.environ['LONGER'])")
				.text("stdout")).isEqualTo("app hello world\n");
			assertThat(sandbox.agent().get("/env").json().toString()).contains("hello world");
		}
	}

	@Test
	void failingCommandFailsTheBuild() {
		Map<String, Object> request = this.builder.step("RUN", "echo first")
			.step("RUN", "echo out; echo broken >&2; exit 7")
			.step("RUN", "echo never")
			.request("failing");
		String id = this.builder.start(request).text("build_id");
		Reply status = this.builder.awaitEnd(id);
		assertThat(status.text("status")).isEqualTo("failed");
		assertThat(status.text("error_message")).contains("Step 2 of", "exit code 7", "out", "broken");
		assertThat(status.json().propertyNames()).containsOnly("build_id", "template_id", "status", "progress",
				"started_at", "current_step", "completed_at", "error_message", "build_duration_ms", "request_id");
		assertThat(this.builder.log(id)).contains("first", "broken").doesNotContain("never");
		Reply template = this.control.get("/v1/templates/failing");
		assertThat(template.text("status")).isEqualTo("failed");
		assertThat(template.json().path("is_active").booleanValue()).isFalse();
		assertThat(this.control.post("/v1/sandboxes", Map.of("template_name", "failing")).status()).isEqualTo(409);
	}

}
