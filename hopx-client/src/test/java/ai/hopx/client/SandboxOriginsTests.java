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

package ai.hopx.client;

import java.util.List;

import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.SandboxInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SandboxOriginsTests {

	private final AllowedHosts allowed = new AllowedHosts(List.of("*.hopx.dev"), true);

	private final SandboxOrigins origins = new SandboxOrigins("https://{sandbox_id}.hopx.dev", this.allowed);

	@Test
	void prefersThePublicHost() {
		SandboxInfo sandbox = sandbox("""
				{"id":"s1","public_host":"https://7777-s1.eu.vms.hopx.dev/","direct_url":"https://other.hopx.dev"}""");
		assertThat(SandboxOrigins.isNamed(sandbox)).isTrue();
		assertThat(this.origins.named(sandbox)).hasToString("https://7777-s1.eu.vms.hopx.dev");
	}

	@Test
	void takesTheDirectUrlWhereThereIsNoPublicHost() {
		SandboxInfo sandbox = sandbox("""
				{"id":"s1","public_host":" ","direct_url":"https://other.hopx.dev"}""");
		assertThat(this.origins.named(sandbox)).hasToString("https://other.hopx.dev");
	}

	@Test
	void takesTheTemplateWhereTheServiceNamesNoHost() {
		assertThat(SandboxOrigins.isNamed(sandbox("{\"id\":\"s1\",\"status\":\"running\"}"))).isFalse();
		assertThat(this.origins.templated("s1")).hasToString("https://s1.hopx.dev");
	}

	@Test
	void refusesAHostThatIsNotAllowed() {
		SandboxInfo sandbox = sandbox("""
				{"id":"s1","public_host":"https://evil.example","request_id":"req_1"}""");
		assertThatExceptionOfType(UnexpectedResponseException.class).isThrownBy(() -> this.origins.named(sandbox))
			.withMessage("The service says that sandbox s1 is at 'https://evil.example', but that is not allowed by "
					+ "'hopx.data-plane.allowed-hosts'. Add its host there if sandboxes really live on it")
			.satisfies((ex) -> {
				assertThat(ex.getSandboxId()).isEqualTo("s1");
				assertThat(ex.getRequestId()).isEqualTo("req_1");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "sandbox_1", "a-", "a123456789a123456789a123456789a123456789a123456789a123456789abcd" })
	void refusesIdsThatMakeNoHost(String id) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> this.origins.templated(id))
			.withMessageContaining("makes no valid host")
			.withMessageContaining("'hopx.data-plane.url-template'");
	}

	@ParameterizedTest
	@CsvSource({ "https://sandboxes.hopx.dev,must hold '{sandbox_id}'",
			"https://x.hopx.dev/{sandbox_id},cannot be used",
			"https://{sandbox_id}.other.example,'hopx.data-plane.allowed-hosts'",
			"http://{sandbox_id}.hopx.dev,is not https", "{sandbox_id}.hopx.dev,cannot be used" })
	void refusesTemplatesThatCannotWork(String template, String reason) {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> new SandboxOrigins(template, this.allowed))
			.withMessageStartingWith("'hopx.data-plane.url-template' ")
			.withMessageContaining(reason);
	}

	private static SandboxInfo sandbox(String json) {
		return HopxJson.mapper().readValue(json, SandboxInfo.class);
	}

}
