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

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RequestUrisTests {

	private static final URI ORIGIN = URI.create("https://a1.hopx.dev");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "a b|a%20b", "a+b|a%2Bb", "a&b=c|a%26b%3Dc", "a?b#c|a%3Fb%23c",
					"/workspace/x.txt|%2Fworkspace%2Fx.txt", "100%|100%25", "ä€|%C3%A4%E2%82%AC", "../x|..%2Fx",
					"a;b,c|a%3Bb%2Cc", "~._-|~._-", "{path}|%7Bpath%7D" })
	void encodesQueryValues(String value, String encoded) {
		HopxRequest request = HopxRequest.to(Endpoint.READ_FILE).query("path", value).build();
		assertThat(RequestUris.of(ORIGIN, request)).hasToString("https://a1.hopx.dev/files/read?path=" + encoded);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "A B|A%20B", "a/b|a%2Fb", "a?b|a%3Fb", "a#b|a%23b", "a%2Fb|a%252Fb", "..a|..a", "PATH|PATH" })
	void encodesPathVariables(String value, String encoded) {
		HopxRequest request = HopxRequest.to(Endpoint.DELETE_VARIABLE).variable("key", value).build();
		assertThat(RequestUris.of(ORIGIN, request)).hasToString("https://a1.hopx.dev/env/" + encoded);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "../x", "x/..", "x/../y", "x/./y", "..\\x", "a\r\nb", "a\u0000" })
	void refusesVariablesThatWalk(String value) {
		HopxRequest request = HopxRequest.to(Endpoint.DELETE_VARIABLE).variable("key", value).build();
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> RequestUris.of(ORIGIN, request))
			.withMessageContaining("The key must not");
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", "a/b", "a b", "a?b", "a\r\nb", "" })
	void refusesIdsThatAreNone(String value) {
		HopxRequest request = HopxRequest.to(Endpoint.GET_SANDBOX).variable("id", value).build();
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> RequestUris.of(ORIGIN, request));
	}

	@Test
	void keepsThePathOfTheBaseUrl() {
		HopxRequest request = HopxRequest.to(Endpoint.LIST_SANDBOXES).query("limit", 5).query("status", null).build();
		assertThat(RequestUris.of(URI.create("https://proxy.example/hopx"), request))
			.hasToString("https://proxy.example/hopx/v1/sandboxes?limit=5");
	}

	@Test
	void namesTheVariableThatIsMissing() {
		assertThatIllegalStateException()
			.isThrownBy(() -> RequestUris.of(ORIGIN, HopxRequest.to(Endpoint.GET_SANDBOX).build()))
			.withMessageContaining("'id'");
	}

}
