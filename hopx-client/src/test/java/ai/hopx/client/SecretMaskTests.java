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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretMaskTests {

	@ParameterizedTest
	@ValueSource(strings = { "key hopx_live_abc123.hunter2-_x is bad", "token eyJhbGciOiJIUzI1NiJ9.hunter2.sig expired",
			"Authorization: Bearer hunter2", "password=hunter2", "secret: hunter2", "api_key=hunter2&x=1",
			"{'token': 'hunter2'}", "'token': 'two hunter2'", "token: \"eyJhbGciOiJI\ufffdhunter2\"" })
	void masksWhatLooksLikeASecret(String text) {
		assertThat(SecretMask.text(text)).doesNotContain("hunter2").contains("***");
	}

	@Test
	void masksTheSecretThatWasShown() {
		assertThat(SecretMask.text("you sent odd-looking", Credentials.bearer("odd-looking")))
			.isEqualTo("you sent ***");
	}

	@Test
	void keepsPlainText() {
		assertThat(SecretMask.text("File /workspace/a.txt not found")).isEqualTo("File /workspace/a.txt not found");
	}

	@Test
	void leavesOneLineOfBoundedLength() {
		assertThat(SecretMask.text("a\r\nWARN forged\u001b[0m")).isEqualTo("a WARN forged [0m");
		assertThat(SecretMask.text("a\u0085b\u2028c\u2029d\u009b0me\u202ef")).isEqualTo("a b c d 0me f");
		assertThat(SecretMask.text("x".repeat(10_000))).hasSize(503);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"auth_token\":\"hunter2\"}",
			"{\"registry_credentials\":{\"username\":\"u\",\"password\":\"hunter2\"}}",
			"{\"env_vars\":{\"A\":\"hunter2\",\"B\":{\"C\":[\"hunter2\"]}},\"id\":\"s1\"}",
			"{\"a\":{\"tokens\":[\"hunter2\"]}}", "{\"callback_headers\":{\"X\":\"hunter2\"}}",
			"[{\"apiKey\":\"hunter2\"}]", "{\"env\":{\"A\":\"hunter2",
			"{\"secret\":12345,\"x\":\"hopx_live_a.hunter2\"}", "{\"stdout\":\"hunter2\"}",
			"oops {\"env_vars\":{\"A\":\"hunter2\"}}", "\ufeff{\"password\":\"two hunter2\"}",
			"{\"content\":\"hunter2\",\"code\":\"print('hunter2')\"}" })
	void masksBodiesByTheNamesOfTheirFields(String body) {
		assertThat(SecretMask.body(body, null)).doesNotContain("hunter2", "12345");
	}

	@Test
	void keepsWhatHelps() {
		assertThat(SecretMask.body("{\"agent\":\"vm\",\"status\":\"running\",\"code\":\"FILE_NOT_FOUND\",\"n\":1.5}",
				null))
			.isEqualTo("{\"agent\":\"vm\",\"status\":\"running\",\"code\":\"FILE_NOT_FOUND\",\"n\":1.5}");
	}

	@Test
	void goesOnAfterASecretObject() {
		assertThat(SecretMask.body("{\"env\":{\"A\":{\"B\":1}},\"status\":\"running\"}", null))
			.isEqualTo("{\"env\":{\"A\":{\"B\":\"***\"}},\"status\":\"running\"}");
	}

	@Test
	void copesWithABodyThatIsCutOff() {
		assertThat(SecretMask.body("{\"status\":\"running\",\"auth_tok", null)).startsWith("{\"status\":\"running\"");
		assertThat(SecretMask.body("<html>502</html>", null)).isEqualTo("<html>502</html>");
		assertThat(SecretMask.body("{not json", null)).doesNotContain("not json");
	}

}
