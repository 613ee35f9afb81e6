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
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AgentEnvironmentTests {

	private static final String MASK = "***MASKED***";

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private final Http agent = this.sandbox.agent();

	@Test
	void aFreshSandboxHasVariablesOfItsOwn() {
		JsonNode json = this.agent.get("/env").json();
		assertThat(json.path("env_vars").propertyNames()).contains("PATH", "HOME", "LANG");
		assertThat(json.path("count").intValue()).isEqualTo(json.path("env_vars").size());
		assertThat(json.path("timestamp").stringValue()).endsWith("Z");
	}

	@Test
	void whatItHasOfItsOwnIsWhatItsCodeSees() {
		JsonNode variables = this.agent.get("/env").json().path("env_vars");
		assertThat(this.sandbox.run("bash", "echo $PATH:$HOME:$LANG").text("stdout"))
			.isEqualTo(String.join(":", variables.path("PATH").stringValue(), variables.path("HOME").stringValue(),
					variables.path("LANG").stringValue()) + "\n");
	}

	@Test
	void putReplacesAllButTheSandboxesOwn() {
		put(Map.of("A", "1", "B", "2"));
		Reply reply = put(Map.of("B", "3"));
		assertThat(reply.json().path("env_vars").path("B").stringValue()).isEqualTo("3");
		assertThat(reply.json().path("env_vars").has("A")).isFalse();
		assertThat(reply.json().path("env_vars").has("PATH")).isTrue();
		assertThat(this.sandbox.run("bash", "echo ${A:-none} $B").text("stdout")).isEqualTo("none 3\n");
	}

	@Test
	void patchMergesUnlessToldNotTo() {
		patch("{\"env_vars\":{\"A\":\"1\"}}");
		patch("{\"env_vars\":{\"B\":\"2\"},\"merge\":true}");
		assertThat(echo()).isEqualTo("1 2\n");
		patch("{\"env_vars\":{\"B\":\"3\"},\"merge\":false}");
		assertThat(echo()).isEqualTo("none 3\n");
	}

	private void patch(String body) {
		assertThat(this.agent.patch("/env", body).status()).isEqualTo(200);
	}

	private String echo() {
		return this.sandbox.agent().post("/commands/run", Map.of("command", "echo ${A:-none} $B")).text("stdout");
	}

	@Test
	void deleteClearsAllButTheSandboxesOwn() {
		put(Map.of("A", "1"));
		Reply reply = this.agent.delete("/env");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.json().path("env_vars").has("A")).isFalse();
		assertThat(reply.json().path("env_vars").has("PATH")).isTrue();
	}

	@Test
	void secretsAreHiddenButUsed() {
		put(Map.of("MY_API_KEY", "s3cret", "db_password", "s3cret", "PLAIN", "shown"));
		JsonNode variables = this.agent.get("/env").json().path("env_vars");
		assertThat(variables.path("MY_API_KEY").stringValue()).isEqualTo(MASK);
		assertThat(variables.path("db_password").stringValue()).isEqualTo(MASK);
		assertThat(variables.path("PLAIN").stringValue()).isEqualTo("shown");
		assertThat(this.agent.get("/env/MY_API_KEY").text("value")).isEqualTo(MASK);
		assertThat(this.sandbox.run("bash", "echo $MY_API_KEY").text("stdout")).isEqualTo("s3cret\n");
	}

	@Test
	void aMaskWrittenBackChangesNothing() {
		put(Map.of("TOKEN", "s3cret", "OTHER", "1"));
		put(Map.of("TOKEN", MASK));
		assertThat(this.sandbox.run("bash", "echo $TOKEN ${OTHER:-gone}").text("stdout")).isEqualTo("s3cret gone\n");
		patch("{\"env_vars\":{\"TOKEN\":\"" + MASK + "\"}}");
		this.agent.put("/env/TOKEN", Map.of("value", MASK));
		assertThat(this.sandbox.run("bash", "echo $TOKEN").text("stdout")).isEqualTo("s3cret\n");
	}

	@Test
	void masksCanBeSwitchedOff() {
		try (EmbeddedHopx open = EmbeddedHopx.start(EmbeddedHopxSettings.builder().maskSecrets(false).build())) {
			TestSandbox sandbox = TestSandbox.create(open, Map.of("env_vars", Map.of("TOKEN", "s3cret")));
			assertThat(sandbox.agent().get("/env").json().path("env_vars").path("TOKEN").stringValue())
				.isEqualTo("s3cret");
		}
	}

	@Test
	void whatWasReadCanBeWrittenBack() {
		JsonNode before = this.agent.get("/env").json().path("env_vars");
		this.agent.put("/env", Map.of("env_vars", Http.JSON.treeToValue(before, Map.class)));
		assertThat(this.agent.get("/env").json().path("env_vars")).isEqualTo(before);
		assertThat(this.sandbox.run("bash", "cd && echo ok").text("stdout")).isEqualTo("ok\n");
	}

	@Test
	void singleVariablesCanBeSetReadAndDeleted() {
		Reply set = this.agent.put("/env/GREETING", Map.of("value", "hello"));
		assertThat(set.status()).isEqualTo(200);
		assertThat(set.text("key")).isEqualTo("GREETING");
		assertThat(set.text("value")).isEqualTo("hello");
		assertThat(this.agent.get("/env/GREETING").text("value")).isEqualTo("hello");
		assertThat(this.sandbox.run("bash", "echo $GREETING").text("stdout")).isEqualTo("hello\n");
		assertThat(this.agent.delete("/env/GREETING").status()).isEqualTo(200);
		assertThat(this.agent.get("/env/GREETING").status()).isEqualTo(404);
		assertThat(this.agent.delete("/env/GREETING").status()).isEqualTo(200);
	}

	@Test
	void deletingOneKeepsSecretsWhole() {
		put(Map.of("TOKEN", "s3cret", "OTHER", "1"));
		this.agent.delete("/env/OTHER");
		assertThat(this.sandbox.run("bash", "echo $TOKEN ${OTHER:-gone}").text("stdout")).isEqualTo("s3cret gone\n");
	}

	private Reply put(Map<String, String> variables) {
		Reply reply = this.agent.put("/env", Map.of("env_vars", variables));
		assertThat(reply.status()).isEqualTo(200);
		return reply;
	}

}
