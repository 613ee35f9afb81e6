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

package ai.hopx.client.model;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HopxJsonTests {

	@Test
	void readsTheWholeSandbox() {
		SandboxInfo sandbox = read("""
				{"id":"1764616089abcdefgh","object":"sandbox","organization_id":42,"node_id":"n1","region":"us-east",
				"status":"running","public_host":"https://7777-x.eu.vms.hopx.dev","direct_url":"https://d",
				"preview_url":"https://p","template_id":73,"template_name":"code-interpreter",
				"resources":{"vcpu":2,"memory_mb":2048,"disk_mb":10240},"internet_access":true,"live_mode":false,
				"timeout_seconds":3600,"expires_at":"2026-01-01T01:00:00Z","created_at":"2026-01-01T00:00:00.123+00:00",
				"updated_at":"2026-01-01T00:00:01Z","started_at":"2026-01-01T00:00:02+02:00","auth_token":"eyJ.secret",
				"token_expires_at":"2026-01-02T00:00:00Z","request_id":"req_1","something_new":{"a":[1]}}""",
				SandboxInfo.class);
		assertThat(sandbox).isEqualTo(new SandboxInfo("1764616089abcdefgh", SandboxState.RUNNING,
				"https://7777-x.eu.vms.hopx.dev", "https://d", "https://p", "73", "code-interpreter", "us-east", "42",
				"n1", new SandboxResources(2, 2048, 10240L), true, false, 3600L, Instant.parse("2026-01-01T01:00:00Z"),
				Instant.parse("2026-01-01T00:00:00.123Z"), Instant.parse("2026-01-01T00:00:01Z"),
				Instant.parse("2025-12-31T22:00:02Z"), "eyJ.secret", Instant.parse("2026-01-02T00:00:00Z"), "req_1"));
		assertThat(sandbox.missing()).isNull();
	}

	@Test
	void readsASandboxThatIsNoMoreThanIdAndStatus() {
		SandboxInfo sandbox = read("""
				{"id":"sbx","status":"creating"}""", SandboxInfo.class);
		assertThat(sandbox.id()).isEqualTo("sbx");
		assertThat(sandbox.status()).isEqualTo(SandboxState.CREATING);
		assertThat(sandbox.token()).isNull();
		assertThat(sandbox.missing()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sandbox_id", "sandboxId" })
	void readsOtherNamesOfTheId(String name) {
		assertThat(read("{\"%s\":\"sbx\"}".formatted(name), SandboxInfo.class).id()).isEqualTo("sbx");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"id\":null}", "{\"id\":\" \"}",
			"{\"agent\":\"vm\",\"status\":\"running\",\"version\":\"3\",\"vm_id\":\"x\",\"message\":\"success\"}" })
	void aStubIsNoSandbox(String json) {
		assertThat(read(json, SandboxInfo.class).missing()).isEqualTo("id");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"auth_token\":\"\"}", "{\"token_expires_at\":\"2026-01-01T00:00:00Z\"}" })
	void aReplyWithoutTokenIsNoToken(String json) {
		assertThat(read(json, AgentToken.class).missing()).isEqualTo("auth_token");
	}

	@Test
	void aMistypedFieldCountsAsMissing() {
		SandboxInfo sandbox = read(
				"""
						{"id":"sbx","status":{"deep":[1,{"x":2}]},"timeout_seconds":"unlimited","expires_at":"never",
						"created_at":"2026-01-01T00:00:00","resources":"large","internet_access":"perhaps","region":["a"],
						"updated_at":{},"live_mode":"true","token_expires_at":"0001-01-01T00:00:00Z","template_name":"t"} trailing""",
				SandboxInfo.class);
		assertThat(sandbox.status()).isEqualTo(SandboxState.UNKNOWN);
		assertThat(sandbox.timeoutSeconds()).isNull();
		assertThat(sandbox.expiresAt()).isNull();
		assertThat(sandbox.createdAt()).isNull();
		assertThat(sandbox.updatedAt()).isNull();
		assertThat(sandbox.resources()).isNull();
		assertThat(sandbox.internetAccess()).isNull();
		assertThat(sandbox.region()).isNull();
		assertThat(sandbox.liveMode()).isTrue();
		assertThat(sandbox.tokenExpiresAt()).isNull();
		assertThat(sandbox.templateName()).isEqualTo("t");
	}

	@Test
	void keepsAStateThatItDoesNotKnow() {
		assertThat(read("{\"id\":\"x\",\"status\":\"hibernating\"}", SandboxInfo.class).status())
			.isEqualTo(new SandboxState("hibernating"))
			.hasToString("hibernating");
	}

	@Test
	void readsDiskInGigabytes() {
		assertThat(read("{\"vcpu\":\"2\",\"disk_gb\":3}", SandboxResources.class))
			.isEqualTo(new SandboxResources(2, null, 3072L));
		assertThat(read("{\"disk_gb\":3,\"disk_mb\":7}", SandboxResources.class).diskMb()).isEqualTo(7);
	}

	@Test
	void neverShowsATokenInTextOrJson() {
		SandboxInfo sandbox = read("{\"id\":\"x\",\"auth_token\":\"eyJ.secret\"}", SandboxInfo.class);
		assertThat(sandbox.toString()).contains("x").doesNotContain("secret");
		assertThat(sandbox.token()).isNotNull().asString().doesNotContain("secret");
		assertThat(HopxJson.mapper().writeValueAsString(sandbox)).doesNotContain("secret").contains("\"id\":\"x\"");
		assertThat(HopxJson.mapper().writeValueAsString(sandbox.token())).doesNotContain("secret");
		assertThat(tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(sandbox))
			.doesNotContain("secret");
	}

	private static <T> T read(String json, Class<T> type) {
		return HopxJson.mapper().readValue(json, type);
	}

}
