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

import java.time.Duration;

import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which exception comes of which reply.
 */
class ErrorMappingTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@ParameterizedTest
	@CsvSource({ "400,HopxValidationException", "401,HopxAuthenticationException", "402,HopxPaymentRequiredException",
			"403,HopxForbiddenException", "404,HopxNotFoundException", "405,UnexpectedResponseException",
			"408,HopxTimeoutException", "409,HopxConflictException", "410,SandboxExpiredException",
			"413,HopxValidationException", "415,HopxValidationException", "418,UnexpectedResponseException",
			"422,HopxValidationException", "429,HopxRateLimitException", "500,HopxServerException",
			"501,HopxServerException", "502,HopxServerException", "503,HopxServerException", "504,HopxServerException",
			"302,UnexpectedResponseException", "304,UnexpectedResponseException" })
	void mapsEveryStatusAlsoWithoutABody(int status, String type) {
		HopxException failure = fail(Endpoint.EXECUTE,
				aResponse().withStatus(status).withHeader("X-Request-ID", "req_7"));
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure.getStatus()).isEqualTo(status);
		assertThat(failure.getRequestId()).isEqualTo("req_7");
		assertThat(failure.getSandboxId()).isEqualTo(HopxWire.SANDBOX_ID);
		assertThat(failure).hasMessage(
				"POST /execute was answered with " + status + " (sandbox " + HopxWire.SANDBOX_ID + ", request req_7)");
	}

	/**
	 * The agent of a sandbox may be anybody: its words must neither forge lines of a log
	 * nor quote what it was shown, wherever it puts them.
	 */
	@Test
	void trustsNoPartOfAnError() {
		String body = """
				{"error":"a %1$s","code":"X\\r\\nWARN forged %1$s","request_id":"\\u0085%1$s%2$s",
				"details":{"a":"%1$s","b":["%1$s"]}}""".formatted(HopxWire.TOKEN.substring(3), "r".repeat(5000));
		// Without its first letters it no longer looks like a token
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(400).withBody(body)));
		SandboxConnection connection = wire.client()
			.build()
			.connection(wire.sandbox("{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"%s\"}"
				.formatted(wire.agentUrl(), HopxWire.TOKEN.substring(3))), true);
		StepVerifier.create(connection.send(HopxRequest.to(Endpoint.EXECUTE).json("{}").build()))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOfSatisfying(HopxException.class, (ex) -> {
				assertThat(ex.getMessage()).contains("400 X WARN forged").hasSizeLessThan(2000);
				String all = ex.getMessage() + ex.getCode() + ex.getRequestId() + ex.getDetails();
				assertThat(all).doesNotContain(HopxWire.TOKEN.substring(3)).contains("***");
				assertThat(all.chars()).noneMatch(Character::isISOControl);
			}))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@CsvSource({ "FILE_NOT_FOUND,READ_FILE,SandboxFileNotFoundException",
			"DIRECTORY_NOT_FOUND,LIST_FILES,SandboxFileNotFoundException",
			"RESOURCE_NOT_FOUND,DOWNLOAD_FILE,SandboxFileNotFoundException",
			"PROCESS_NOT_FOUND,EXECUTE,ProcessNotFoundException", "SANDBOX_NOT_FOUND,EXECUTE,SandboxNotFoundException",
			"RESOURCE_NOT_FOUND,EXECUTE,HopxNotFoundException", "ROUTE_NOT_FOUND,READ_FILE,HopxNotFoundException",
			",READ_FILE,HopxNotFoundException", "RESOURCE_NOT_FOUND,GET_SANDBOX,SandboxNotFoundException",
			",GET_SANDBOX,SandboxNotFoundException", "RESOURCE_NOT_FOUND,RESUME_SANDBOX,SandboxNotFoundException",
			"RESOURCE_NOT_FOUND,CREATE_SANDBOX,TemplateNotFoundException", ",CREATE_SANDBOX,TemplateNotFoundException",
			"TEMPLATE_NOT_FOUND,CREATE_SANDBOX,TemplateNotFoundException",
			"RESOURCE_NOT_FOUND,LIST_SANDBOXES,HopxNotFoundException" })
	void tellsWhatIsNotFoundByCodeAndCall(String code, Endpoint endpoint, String type) {
		// The text says "file", whatever it is about: the official client believes it
		String json = (code != null) ? "{\"error\":\"file not found\",\"code\":\"" + code + "\"}"
				: "{\"error\":\"file not found\"}";
		HopxException failure = fail(endpoint, aResponse().withStatus(404).withBody(json));
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure.getCode()).isEqualTo(code);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "400,DESKTOP_NOT_AVAILABLE,true", "404,DESKTOP_NOT_AVAILABLE,true",
			"409,DESKTOP_NOT_AVAILABLE,true", "501,DESKTOP_NOT_AVAILABLE,true", "503,DESKTOP_NOT_AVAILABLE,true",
			"501,-,true", "503,-,true", "400,-,false", "400,INVALID_REQUEST,false", "401,TOKEN_EXPIRED,false",
			"403,-,false", "404,-,false", "408,-,false", "410,SANDBOX_EXPIRED,false", "429,-,false",
			"500,INTERNAL_ERROR,false", "503,SERVICE_UNAVAILABLE,false", "503,SANDBOX_STOPPED,false" })
	void tellsAMissingDesktopFromOtherFailures(int status, String code, boolean missing) {
		String json = (code != null) ? "{\"error\":\"no desktop\",\"code\":\"" + code + "\"}"
				: "{\"error\":\"no desktop\"}";
		HopxException failure = fail(Endpoint.VNC_STATUS, aResponse().withStatus(status).withBody(json));
		assertThat(failure instanceof DesktopNotAvailableException).isEqualTo(missing);
		assertThat(failure.getStatus()).isEqualTo(status);
	}

	@Test
	void takesNoProxysWordForAMissingDesktop() {
		HopxException failure = fail(Endpoint.VNC_STATUS,
				aResponse().withStatus(503).withBody("<html>no desktop</html>"));
		assertThat(failure).isInstanceOf(HopxServerException.class);
		assertThat(fail(Endpoint.EXECUTE, aResponse().withStatus(501).withBody("{\"error\":\"no\"}")))
			.isInstanceOf(HopxServerException.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "GET_SANDBOX", "CREATE_SANDBOX", "READ_FILE" })
	void takesNoProxysWordForWhatIsNotFound(Endpoint endpoint) {
		HopxException failure = fail(endpoint,
				aResponse().withStatus(404)
					.withHeader("Content-Type", "text/html")
					.withBody("<html>sandbox not found</html>"));
		assertThat(failure).isExactlyInstanceOf(HopxNotFoundException.class);
	}

	@Test
	void hintsAtTheTemplateWhereCreateFails() {
		assertThat(fail(Endpoint.CREATE_SANDBOX, aResponse().withStatus(404).withBody("{\"error\":\"no\"}")))
			.hasMessageContaining("Does the template exist?");
		assertThat(fail(Endpoint.CREATE_SANDBOX, aResponse().withStatus(500).withBody("{\"error\":\"internal\"}")))
			.isInstanceOf(HopxServerException.class)
			.hasMessageContaining("Does the template exist?");
		assertThat(fail(Endpoint.CREATE_SANDBOX, aResponse().withStatus(503)).getMessage()).doesNotContain("template");
		assertThat(fail(Endpoint.EXECUTE, aResponse().withStatus(500)).getMessage()).doesNotContain("template");
	}

	@Test
	void tellsASandboxThatEndedWhileItWasCreatedFromAMissingTemplate() {
		HopxException failure = fail(Endpoint.CREATE_SANDBOX,
				aResponse().withStatus(404)
					.withBody("{\"error\":\"Sandbox sb1 not found\",\"code\":\"RESOURCE_NOT_FOUND\","
							+ "\"details\":{\"sandbox_id\":\"sb1\"}}"));
		assertThat(failure).isInstanceOf(SandboxNotFoundException.class);
		assertThat(failure.getSandboxId()).isEqualTo("sb1");
		assertThat(failure.getMessage()).doesNotContain("template");
	}

	@Test
	void carriesTheServicesWords() {
		HopxException failure = fail(Endpoint.GET_SANDBOX,
				aResponse().withStatus(410)
					.withBody("{\"error\":\"Sandbox is over\",\"code\":\"SANDBOX_EXPIRED\",\"request_id\":\"req_b\","
							+ "\"expires_at\":\"2026-01-01T00:00:00Z\"}")
					.withHeader("X-Request-ID", "req_h"));
		assertThat(failure).isInstanceOf(SandboxExpiredException.class)
			.hasMessage("GET /v1/sandboxes/{id} was answered with 410 SANDBOX_EXPIRED: Sandbox is over (sandbox "
					+ HopxWire.SANDBOX_ID + ", request req_b)");
		assertThat(failure.getRequestId()).isEqualTo("req_b");
		assertThat(failure.getDetails()).containsEntry("expires_at", "2026-01-01T00:00:00Z");
	}

	@Test
	void letsATimedOutRunBeToldFromATimedOutRequest() {
		HopxException failure = fail(Endpoint.EXECUTE,
				aResponse().withStatus(408).withBody("{\"error\":\"too slow\",\"code\":\"EXECUTION_TIMEOUT\"}"));
		assertThat(failure).isInstanceOf(HopxTimeoutException.class);
		assertThat(failure.getCode()).isEqualTo("EXECUTION_TIMEOUT");
		assertThat(wire.agentRequests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "500,true", "501,false", "502,true", "503,true", "504,true", "507,false", "429,true", "408,true",
			"404,false", "401,false", "409,false", "410,false" })
	void saysWhetherARetryCanHelp(int status, boolean retryable) {
		assertThat(fail(Endpoint.EXECUTE, aResponse().withStatus(status)).isRetryable()).isEqualTo(retryable);
	}

	@Test
	void readsAnErrorInPlaceOfAStream() {
		wire.agent()
			.stubFor(any(anyUrl())
				.willReturn(aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"FILE_NOT_FOUND\"}")));
		StepVerifier.create(wire.connection().stream(HopxRequest.to(Endpoint.DOWNLOAD_FILE).build()))
			.expectError(SandboxFileNotFoundException.class)
			.verify(LIMIT);
	}

	@Test
	void keepsTheKeyOutOfTheServicesWords() {
		HopxException failure = fail(Endpoint.GET_SANDBOX, aResponse().withStatus(403)
			.withBody("{\"error\":\"no: %s, %s\\r\\nforged\"}".formatted(HopxWire.API_KEY, HopxWire.TOKEN)));
		assertThat(failure.getMessage()).doesNotContain(HopxWire.API_KEY, HopxWire.TOKEN, "\r", "\n");
	}

	@Test
	void readsNoMoreOfAnErrorThanItNeeds() {
		HopxException failure = fail(Endpoint.EXECUTE,
				aResponse().withStatus(400).withBody("{\"error\":\"" + "x".repeat(5_000_000) + "\"}"));
		assertThat(failure).isInstanceOf(HopxValidationException.class);
		assertThat(failure.getMessage()).hasSizeLessThan(1000);
	}

	private static HopxException fail(Endpoint endpoint, ResponseDefinitionBuilder response) {
		boolean control = endpoint.plane() == Endpoint.Plane.CONTROL;
		(control ? wire.control() : wire.agent()).stubFor(any(anyUrl()).willReturn(response));
		if (!control) {
			// What a refused token leads to
			wire.control().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(405)));
		}
		HopxClient client = wire.client()
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
			.build();
		HopxExchange exchange = control ? client : client.connection(wire.sandbox(), true);
		HopxRequest request = HopxRequest.to(endpoint).variable("id", HopxWire.SANDBOX_ID).json("{}").build();
		HopxException[] failure = new HopxException[1];
		StepVerifier.create(exchange.retrieve(request, JsonNode.class)).expectErrorSatisfies((error) -> {
			assertThat(error).isInstanceOf(HopxException.class);
			failure[0] = (HopxException) error;
		}).verify(LIMIT);
		return failure[0];
	}

}
