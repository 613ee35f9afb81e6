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

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.util.unit.DataSize;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ErrorEnvelopeTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension(
			EmbeddedHopxSettings.builder().maxRequestBodySize(DataSize.ofKilobytes(64)).build());

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void controlPlane(String name, Function<Http, Reply> call, int status, String code) {
		Reply reply = call.apply(server.control());
		assertFlat(reply, status, code);
		assertThat(reply.header("X-RateLimit-Limit")).isNotEmpty();
	}

	static Stream<Arguments> controlPlane() {
		return Stream.of(
				error("no key", (http) -> http.without("X-API-Key").get("/v1/sandboxes"), 401,
						"AUTHENTICATION_REQUIRED"),
				error("wrong key", (http) -> http.with("X-API-Key", "nope").get("/v1/sandboxes"), 401,
						"AUTHENTICATION_ERROR"),
				error("two keys", (http) -> http.with("Authorization", "Bearer nope").get("/v1/sandboxes"), 401,
						"AUTHENTICATION_ERROR"),
				error("other scheme",
						(http) -> http.without("X-API-Key").with("Authorization", "Basic eDp5").get("/v1/sandboxes"),
						401, "AUTHENTICATION_ERROR"),
				error("no key on an unknown route", (http) -> http.without("X-API-Key").get("/v1/nothing"), 401,
						"AUTHENTICATION_REQUIRED"),
				error("unknown route", (http) -> http.get("/v1/nothing"), 404, "RESOURCE_NOT_FOUND"),
				error("unknown sandbox", (http) -> http.get("/v1/sandboxes/unknown"), 404, "RESOURCE_NOT_FOUND"),
				error("strange id", (http) -> http.get("/v1/sandboxes/a%2F..%2Fb%0D%0Ac"), 404, "RESOURCE_NOT_FOUND"),
				error("wrong verb", (http) -> http.post("/v1/templates"), 405, "METHOD_NOT_ALLOWED"),
				error("broken JSON", (http) -> http.post("/v1/sandboxes", "{\"template_name\":"), 400, "INVALID_JSON"),
				error("two values", (http) -> http.post("/v1/sandboxes", "{} {}"), 400, "INVALID_JSON"),
				error("no object", (http) -> http.post("/v1/sandboxes", "[1]"), 400, "INVALID_REQUEST"),
				error("empty body", (http) -> http.post("/v1/sandboxes", ""), 400, "INVALID_REQUEST"),
				error("no body", (http) -> http.post("/v1/sandboxes"), 400, "INVALID_REQUEST"),
				error("form",
						(http) -> http.with("Content-Type", "application/x-www-form-urlencoded")
							.send("POST", "/v1/sandboxes", BodyPublishers.ofString("template_name=base")),
						415, "UNSUPPORTED_MEDIA_TYPE"),
				error("large body",
						(http) -> http.post("/v1/sandboxes", Map.of("template_name", "x".repeat(100 * 1024))), 413,
						"REQUEST_TOO_LARGE"),
				error("number for a name", (http) -> http.post("/v1/sandboxes", Map.of("template_name", 1)), 400,
						"INVALID_REQUEST"),
				error("text for a number",
						(http) -> http.post("/v1/sandboxes", Map.of("template_name", "base", "timeout_seconds", "60")),
						400, "INVALID_REQUEST"),
				error("text for a flag",
						(http) -> http.post("/v1/sandboxes", Map.of("template_name", "base", "internet_access", "yes")),
						400, "INVALID_REQUEST"),
				error("zero time-out",
						(http) -> http.post("/v1/sandboxes", Map.of("template_name", "base", "timeout_seconds", 0)),
						400, "INVALID_REQUEST"),
				error("object for a variable",
						(http) -> http.post("/v1/sandboxes",
								Map.of("template_name", "base", "env_vars", Map.of("A", Map.of()))),
						400, "INVALID_REQUEST"),
				error("impossible variable",
						(http) -> http.post("/v1/sandboxes",
								Map.of("template_name", "base", "env_vars", Map.of("A=B", "c"))),
						400, "INVALID_REQUEST"),
				error("unknown template", (http) -> http.post("/v1/sandboxes", Map.of("template_name", "cobol")), 404,
						"RESOURCE_NOT_FOUND"),
				error("text for a limit", (http) -> http.get("/v1/sandboxes?limit=many"), 400, "INVALID_REQUEST"),
				error("foreign cursor", (http) -> http.get("/v1/sandboxes?cursor=%21%21"), 400, "INVALID_REQUEST"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void agent(String name, Function<Http, Reply> call, int status, String code) {
		assertFlat(call.apply(server.sandbox().agent()), status, code);
	}

	static Stream<Arguments> agent() {
		return Stream.of(error("no token", (http) -> http.without("Authorization").get("/info"), 401, "INVALID_TOKEN"),
				error("no token on an unknown route", (http) -> http.without("Authorization").get("/nothing"), 401,
						"INVALID_TOKEN"),
				error("unknown route", (http) -> http.get("/nothing"), 404, "RESOURCE_NOT_FOUND"),
				error("wrong verb", (http) -> http.get("/execute"), 405, "METHOD_NOT_ALLOWED"),
				error("broken JSON", (http) -> http.post("/execute", "{'code'"), 400, "INVALID_JSON"),
				error("text",
						(http) -> http.with("Content-Type", "text/plain")
							.send("POST", "/execute", BodyPublishers.ofString("print(1)")),
						415, "UNSUPPORTED_MEDIA_TYPE"),
				error("large body", (http) -> http.post("/execute", Map.of("code", "#".repeat(100 * 1024))), 413,
						"REQUEST_TOO_LARGE"),
				error("no path", (http) -> http.get("/files/read"), 400, "MISSING_PARAMETER"),
				error("empty path", (http) -> http.get("/files/read?path="), 400, "MISSING_PARAMETER"),
				error("NUL in a path", (http) -> http.get("/files/read?path=%2Fworkspace%2Fa%00"), 400, "INVALID_PATH"),
				error("missing file", (http) -> http.get("/files/read?path=/workspace/none"), 404, "FILE_NOT_FOUND"),
				error("forbidden file", (http) -> http.get("/files/read?path=/etc/passwd"), 403, "PATH_NOT_ALLOWED"),
				error("bad base64",
						(http) -> http.post("/files/write",
								Map.of("path", "/workspace/a", "content", "%%", "encoding", "base64")),
						400, "INVALID_REQUEST"),
				error("bad mode",
						(http) -> http.post("/files/write",
								Map.of("path", "/workspace/a", "content", "", "mode", "rwx")),
						400, "INVALID_REQUEST"),
				error("variables missing", (http) -> http.put("/env", Map.of()), 400, "MISSING_PARAMETER"),
				error("path that is no URI", ErrorEnvelopeTests::brokenEscape, 400, "INVALID_REQUEST"));
	}

	@Test
	void wrongVerbSaysWhichAreRight() {
		assertThat(server.control().json("PATCH", "/v1/sandboxes", Map.of()).header("Allow")).isEqualTo("POST, GET");
		assertThat(server.sandbox().agent().post("/env", Map.of()).header("Allow"))
			.isEqualTo("GET, PUT, PATCH, DELETE");
	}

	@Test
	void unauthorizedSaysHowToAuthorize() {
		assertThat(server.control().without("X-API-Key").get("/v1/sandboxes").header("WWW-Authenticate"))
			.startsWith("Bearer");
	}

	@Test
	void errorsOfFilesNameTheFile() {
		JsonNode json = server.sandbox().agent().get("/files/read?path=/workspace/none").json();
		assertThat(json.path("details").path("path").stringValue()).isEqualTo("/workspace/none");
		assertThat(json.path("path").stringValue()).isEqualTo("/workspace/none");
	}

	@Test
	void emptyBodyLabelledJsonIsAccepted() {
		TestSandbox sandbox = server.sandbox();
		Http labelled = server.control().with("Content-Type", "application/json");
		assertThat(labelled.get("/v1/sandboxes").status()).isEqualTo(200);
		assertThat(labelled.post(sandbox.path() + "/pause").status()).isEqualTo(200);
		assertThat(labelled.post(sandbox.path() + "/token/refresh").status()).isEqualTo(200);
		assertThat(labelled.delete(sandbox.path()).status()).isEqualTo(200);
	}

	@Test
	void nestedErrorsOnDemand() {
		try (EmbeddedHopx nested = EmbeddedHopx.start(EmbeddedHopxSettings.builder().nestedErrors(true).build())) {
			Reply reply = Http.withKey(nested).get("/v1/sandboxes/unknown");
			JsonNode error = reply.json().path("error");
			assertThat(error.path("message").stringValue()).contains("unknown");
			assertThat(error.path("code").stringValue()).isEqualTo("RESOURCE_NOT_FOUND");
			assertThat(error.path("request_id").stringValue()).isEqualTo(reply.header("X-Request-ID"));
		}
	}

	private static Arguments error(String name, Function<Http, Reply> call, int status, String code) {
		return arguments(name, call, status, code);
	}

	private static Reply brokenEscape(Http http) {
		return http.getRaw("/files/read?path={a|b}");
	}

	private static void assertFlat(Reply reply, int status, String code) {
		assertThat(reply.status()).as(reply::toString).isEqualTo(status);
		assertThat(reply.header("Content-Type")).isEqualTo("application/json");
		JsonNode json = reply.json();
		assertThat(json.path("code").stringValue()).isEqualTo(code);
		assertThat(json.path("error").stringValue()).isNotBlank().isEqualTo(json.path("message").stringValue());
		assertThat(json.path("request_id").stringValue()).startsWith("req_").isEqualTo(reply.header("X-Request-ID"));
		assertThat(json.path("timestamp").stringValue()).endsWith("Z");
	}

}
