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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final Http control = server.control();

	@Test
	void listHasTheBuiltInTemplatesWithAllFields() {
		Reply reply = this.control.get("/v1/templates");
		assertThat(reply.text("object")).isEqualTo("list");
		assertThat(reply.json().path("data").findValuesAsString("name")).contains("code-interpreter", "desktop",
				"base");
		for (JsonNode template : reply.json().path("data")) {
			for (String field : new String[] { "id", "name", "display_name", "description", "category", "language",
					"status", "build_id", "organization_id" }) {
				assertThat(template.path(field).stringValue()).as(field).isNotBlank();
			}
			for (String list : new String[] { "features", "tags" }) {
				assertThat(template.path(list).isArray()).as(list).isTrue();
			}
			for (String resources : new String[] { "default_resources", "min_resources", "max_resources" }) {
				assertThat(template.path(resources).path("vcpu").intValue()).isPositive();
				assertThat(template.path(resources).path("memory_mb").intValue()).isPositive();
				assertThat(template.path(resources).path("disk_gb").intValue()).isPositive();
			}
			assertThat(template.path("is_active").booleanValue()).isTrue();
			assertThat(template.path("is_public").booleanValue()).isTrue();
			assertThat(template.path("created_at").stringValue()).endsWith("Z");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "73", "code-interpreter" })
	void templatesAreFoundByNameAndById(String nameOrId) {
		Reply reply = this.control.get("/v1/templates/" + nameOrId);
		assertThat(reply.text("id")).isEqualTo("73");
		assertThat(reply.text("name")).isEqualTo("code-interpreter");
		assertThat(reply.text("language")).contains("python");
		assertThat(reply.text("request_id")).isEqualTo(reply.header("X-Request-ID"));
	}

	@Test
	void listIsFilteredAndPaged() {
		assertThat(this.control.get("/v1/templates?language=python").json().path("data")).hasSize(1);
		assertThat(this.control.get("/v1/templates?category=none").json().path("data")).isEmpty();
		Reply first = this.control.get("/v1/templates?limit=2");
		Reply second = this.control.get("/v1/templates?limit=2&cursor=" + first.text("next_cursor"));
		assertThat(first.json().path("data").findValuesAsString("id")).containsExactly("399", "73");
		assertThat(second.json().path("data").path(0).path("id").stringValue()).isEqualTo("1");
		assertThat(second.json().path("has_more").booleanValue()).isFalse();
	}

	@Test
	void unknownTemplateIsNotFound() {
		Reply reply = this.control.get("/v1/templates/cobol");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.text("error")).contains("cobol", "code-interpreter");
		assertThat(this.control.delete("/v1/templates/cobol").status()).isEqualTo(404);
	}

	@Test
	void publicTemplatesCannotBeDeleted() {
		Reply reply = this.control.delete("/v1/templates/73");
		assertThat(reply.status()).isEqualTo(403);
		assertThat(reply.text("code")).isEqualTo("FORBIDDEN");
	}

	@Test
	void sandboxesAreCreatedByIdAsTextOrNumberAndIdWins() {
		for (Object id : new Object[] { "73", 73 }) {
			Reply reply = this.control.post("/v1/sandboxes", Map.of("template_id", id, "template_name", "base"));
			assertThat(reply.text("template_name")).isEqualTo("code-interpreter");
		}
	}

}
