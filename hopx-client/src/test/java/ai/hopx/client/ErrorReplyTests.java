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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorReplyTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
			"{\"error\":\"no file\",\"code\":\"FILE_NOT_FOUND\",\"request_id\":\"req_1\"}|no file|FILE_NOT_FOUND|req_1",
			"{\"error\":\"short\",\"message\":\"the whole story\",\"code\":\"X_Y\"}|the whole story|X_Y|-",
			"{\"error\":{\"message\":\"nested\",\"code\":\"CONFLICT\",\"request_id\":\"req_2\"}}|nested|CONFLICT|req_2",
			"{\"error\":{\"message\":\"nested\"},\"request_id\":\"req_3\"}|nested|-|req_3",
			"{\"error\":\"NOT_INITIALIZED\",\"message\":\"cold\"}|cold|NOT_INITIALIZED|-",
			"{\"error\":\"NOT_INITIALIZED\"}|NOT_INITIALIZED|NOT_INITIALIZED|-",
			"{\"error\":\"only text\"}|only text|-|-", "{\"message\":\"only a message\"}|only a message|-|-",
			"{\"detail\":\"a framework's own\"}|a framework's own|-|-", "{\"error\":\"OOPS\"}|OOPS|-|-",
			"{\"error\":\"\",\"code\":\"\"}|-|-|-", "{\"error\":null,\"code\":17}|-|17|-", "{}|-|-|-" })
	void readsEveryEnvelope(String body, String message, String code, String requestId) {
		ErrorReply reply = read(body);
		assertThat(reply.message()).isEqualTo(message);
		assertThat(reply.code()).isEqualTo(code);
		assertThat(reply.requestId()).isEqualTo(requestId);
		assertThat(reply.isEnvelope()).isEqualTo(message != null || code != null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html><h1>502 Bad Gateway</h1></html>", "Bad Gateway", "{\"error\":\"cut o", "[1]",
			"null", "\u0000" })
	void makesNothingOfWhatIsNoEnvelope(String body) {
		assertThat(read(body)).isEqualTo(new ErrorReply(null, null, null, Map.of()));
	}

	@Test
	void keepsFurtherFields() {
		ErrorReply reply = read(
				"""
						{"error":"gone","code":"SANDBOX_EXPIRED","path":"/x","timestamp":"t","expires_at":"2026-01-01T00:00:00Z",
						"details":{"limit":5,"current":[1,2],"inner":{"a":true}}}""");
		assertThat(reply.details()).containsEntry("path", "/x")
			.containsEntry("expires_at", "2026-01-01T00:00:00Z")
			.containsEntry("limit", 5)
			.containsEntry("current", List.of(1, 2))
			.containsEntry("inner", Map.of("a", true))
			.doesNotContainKeys("error", "code", "details");
	}

	@Test
	void masksSecretsAmongThem() {
		ErrorReply reply = read("""
				{"error":"no","auth_token":"abc","details":{"env_vars":{"A":"hunter2"},"note":"Bearer hunter2",
				"list":["hopx_live_abc.hunter2"]}}""");
		assertThat(reply.details().toString()).doesNotContain("hunter2", "abc");
		assertThat(reply.details()).containsEntry("auth_token", "***").containsEntry("env_vars", "***");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"error\":\"x\",\"retry_after\":12}",
			"{\"error\":\"x\",\"details\":{\"retry_after_seconds\":12}}",
			"{\"error\":{\"message\":\"x\",\"details\":{\"retry_after_seconds\":12}}}",
			"{\"error\":{\"message\":\"x\",\"retry_after\":12}}" })
	void findsHowLongToWait(String body) {
		assertThat(read(body).retryAfter()).isEqualTo(12);
	}

	private static ErrorReply read(String body) {
		return ErrorReply.read(body.getBytes(StandardCharsets.UTF_8));
	}

}
