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

package ai.hopx.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import ai.hopx.client.pool.SandboxPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application on the embedded server, with real code running.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient(timeout = "30s")
class RunTests {

	@Autowired
	private WebTestClient client;

	@Autowired
	private SandboxPool pool;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			python     | print(6*7)
			bash       | echo $((6*7))
			javascript | console.log(6*7)
			""")
	void runsCode(String language, String code) {
		run(language, code).expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.language")
			.isEqualTo(language)
			.jsonPath("$.success")
			.isEqualTo(true)
			.jsonPath("$.exitCode")
			.isEqualTo(0)
			.jsonPath("$.stdout")
			.isEqualTo("42\n")
			.jsonPath("$.stderr")
			.isEqualTo("")
			.jsonPath("$.timedOut")
			.isEqualTo(false)
			.jsonPath("$.durationMs")
			.isNumber()
			.jsonPath("$.sandbox.id")
			.isNotEmpty()
			.jsonPath("$.sandbox.source")
			.value(String.class, (source) -> assertThat(source).isIn("warm", "created"))
			.jsonPath("$.sandbox.acquireMs")
			.isNumber();
	}

	@Test
	void failingCodeIsAResult() {
		run("python", "1/0").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.success")
			.isEqualTo(false)
			.jsonPath("$.exitCode")
			.isEqualTo(1)
			.jsonPath("$.stderr")
			.value(String.class, (stderr) -> assertThat(stderr).contains("ZeroDivisionError: division by zero"));
	}

	@Test
	void richOutputsComeWithTheirType() {
		run("python", "class Table:\n    def _repr_html_(self):\n        return '<b>42</b>'\nTable()").expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.outputs[0].type")
			.isEqualTo("text/html")
			.jsonPath("$.outputs[0].data")
			.isEqualTo("<b>42</b>");
	}

	@Test
	void eachRunHasASandboxOfItsOwn() {
		run("bash", "echo hello > left-behind").expectStatus().isOk().expectBody();
		run("bash", "ls").expectStatus().isOk().expectBody().jsonPath("$.stdout").isEqualTo("");
	}

	@Test
	void noSandboxThatRanCodeIsLeft() {
		byte[] body = run("python", "print(6*7)").expectStatus().isOk().expectBody().returnResult().getResponseBody();
		String id = JsonMapper.shared().readTree(body).path("sandbox").path("id").asString();
		assertThat(id).isNotBlank();
		await().untilAsserted(() -> assertThat(sandboxes()).doesNotContain(id));
	}

	@Test
	void runsFromAPoolThatStaysWithinItsMaximum() {
		List<HttpStatusCode> answers = Flux.range(0, 20)
			.flatMap((i) -> Mono.fromCallable(() -> run("bash", "echo " + i).returnResult(Void.class).getStatus())
				.subscribeOn(Schedulers.boundedElastic()), 20)
			.doOnNext((status) -> assertThat(this.pool.status())
				.satisfies((pool) -> assertThat(pool.warming() + pool.idle() + pool.borrowed())
					.isLessThanOrEqualTo(pool.maxSize())))
			.collectList()
			.block(Duration.ofSeconds(60));
		assertThat(answers).hasSize(20).containsOnly(HttpStatus.OK);
	}

	private String sandboxes() {
		return new String(this.client.get()
			.uri("/api/sandboxes")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody());
	}

	@Test
	void unknownLanguageIsAProblemThatNamesTheKnown() {
		run("cobol", "DISPLAY 42").expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("cobol", "python", "javascript", "bash"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                               | 'code'
			{}                               | 'language'
			{"language":"python"}            | 'code'
			{"language":"python","code":" "} | 'code'
			{"code":"print(1)"}              | 'language'
			""", quoteCharacter = '"')
	void missingFieldsAreNamed(String body, String named) {
		problem(body, MediaType.APPLICATION_JSON, HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains(named));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"language\":", "[]", "42", "{\"language\":{},\"code\":1}" })
	void unreadableBodiesAreAProblemWithAnExample(String body) {
		problem(body, MediaType.APPLICATION_JSON, HttpStatus.BAD_REQUEST).jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("print(6*7)"));
	}

	@Test
	void emptyBodyIsAProblemWithAnExample() {
		this.client.post()
			.uri("/api/run")
			.contentType(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("print(6*7)"));
	}

	@Test
	void onlyJsonIsTaken() {
		problem("print(6*7)", MediaType.TEXT_PLAIN, HttpStatus.UNSUPPORTED_MEDIA_TYPE).jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("application/json"));
	}

	@Test
	void tooLargeABodyIsRefused() {
		String body = "{\"language\":\"python\",\"code\":\"" + "#".repeat(2_000_000) + "\"}";
		problem(body, MediaType.APPLICATION_JSON, HttpStatus.CONTENT_TOO_LARGE);
	}

	@Test
	void unknownPathsAreAProblem() {
		this.client.get()
			.uri("/api/nothing")
			.exchange()
			.expectStatus()
			.isNotFound()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody();
	}

	private WebTestClient.ResponseSpec run(String language, String code) {
		return this.client.post()
			.uri("/api/run")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Map.of("language", language, "code", code))
			.exchange();
	}

	private WebTestClient.BodyContentSpec problem(String body, MediaType contentType, HttpStatus status) {
		return this.client.post()
			.uri("/api/run")
			.contentType(contentType)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody();
	}

}
