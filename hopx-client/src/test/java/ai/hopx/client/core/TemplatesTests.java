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

package ai.hopx.client.core;

import ai.hopx.client.HopxValidationException;
import ai.hopx.client.TemplateNotFoundException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateStatus;
import ai.hopx.client.template.TemplateOperations;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the service may answer about templates, and what is never sent to it.
 */
class TemplatesTests {

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void walksThroughAllPages() {
		Wire.answer(wire.control(), "GET /v1/templates?limit=100", """
				{"data":[{"id":"1"}],"has_more":true,"next_cursor":"n&x"}""");
		Wire.answer(wire.control(), "GET /v1/templates?limit=100&cursor=n%26x", """
				{"data":[{"id":"2"}],"has_more":false}""");
		assertThat(templates().list()).extracting(Template::id).containsExactly("1", "2");
	}

	@Test
	void leavesAListThatGoesInCircles() {
		Wire.answer(wire.control(), """
				{"data":[{"id":"1"}],"has_more":true,"next_cursor":"same"}""");
		assertThat(templates().list()).hasSize(2);
	}

	@Test
	void keepsAStateThatIsNotKnown() {
		Wire.answer(wire.control(), """
				{"id":73,"status":"publishing","is_active":true,"tags":null,"organization_id":5}""");
		Template template = templates().get("code-interpreter");
		assertThat(template.status()).isEqualTo(new TemplateStatus("publishing"));
		assertThat(template.id()).isEqualTo("73");
		assertThat(template.tags()).isEmpty();
	}

	@Test
	void tellsAStubFromAnAnswer() {
		Wire.answer(wire.control(), "{\"success\":true}");
		TemplateOperations templates = templates();
		assertThatExceptionOfType(UnexpectedResponseException.class).isThrownBy(() -> templates.get("a"));
		assertThatExceptionOfType(UnexpectedResponseException.class).isThrownBy(() -> templates.status("1"));
		assertThatExceptionOfType(UnexpectedResponseException.class).isThrownBy(() -> templates.logs("1", 0));
		assertThatExceptionOfType(UnexpectedResponseException.class).isThrownBy(() -> templates.list().toList());
	}

	@Test
	void saysThatThereIsNoSuchTemplate() {
		Wire.answer(wire.control(), WireMock.jsonResponse("{\"error\":\"none\",\"code\":\"RESOURCE_NOT_FOUND\"}", 404));
		assertThatExceptionOfType(TemplateNotFoundException.class).isThrownBy(() -> templates().get("a"));
		assertThatExceptionOfType(TemplateNotFoundException.class).isThrownBy(() -> templates().delete("7"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "..", "../x", "a/b", "%2e%2e" })
	void sendsNothingForAnIdThatCanBeNone(String id) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> templates().status(id));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> templates().logs(id, 0));
		assertThat(wire.controlRequests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", "a/../b", "a\nb" })
	void sendsNothingForANameThatCanBeNone(String name) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> templates().get(name));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> templates().delete(name));
		assertThat(wire.controlRequests()).isEmpty();
	}

	@Test
	void looksUpTheIdOfANameToDelete() {
		Wire.answer(wire.control(), "GET /v1/templates/my%20own", "{\"id\":73,\"name\":\"my own\"}");
		Wire.answer(wire.control(), "DELETE /v1/templates/73", "{}");
		templates().delete("my own");
		assertThat(Wire.lines(wire.controlRequests())).containsExactly("GET /v1/templates/my%20own",
				"DELETE /v1/templates/73");
	}

	@Test
	void sendsNothingForAnOffsetBeforeTheStart() {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> templates().logs("1", -1))
			.withMessageContaining("offset");
		assertThat(wire.controlRequests()).isEmpty();
	}

	private static TemplateOperations templates() {
		return Wire.blocking(wire).templates();
	}

}
