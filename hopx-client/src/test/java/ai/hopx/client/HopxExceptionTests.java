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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class HopxExceptionTests {

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 402, 403, 404, 405, 408, 409, 410, 429, 500 })
	void survivesSerialization(int status) throws Exception {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Retry-After", "3");
		HopxException failure = new ErrorMapper(Clock.systemUTC()).map(
				new Call(HopxRequest.to(Endpoint.EXECUTE).build(), "s1", null), Credentials.bearer("t"), status,
				headers,
				"{\"error\":\"x\",\"code\":\"SOME_CODE\",\"request_id\":\"r1\",\"details\":{\"a\":[1,{\"b\":null}]}}"
					.getBytes(StandardCharsets.UTF_8));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		new ObjectOutputStream(bytes).writeObject(failure);
		HopxException copy = (HopxException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))
			.readObject();
		assertThat(copy).hasSameClassAs(failure).hasMessage(failure.getMessage());
		assertThat(copy.getStatus()).isEqualTo(status);
		assertThat(copy.getCode()).isEqualTo("SOME_CODE");
		assertThat(copy.getRequestId()).isEqualTo("r1");
		assertThat(copy.getSandboxId()).isEqualTo("s1");
		assertThat(copy.getDetails()).isEqualTo(failure.getDetails()).containsKey("a");
		assertThat(copy.isRetryable()).isEqualTo(failure.isRetryable());
	}

	@ParameterizedTest
	@CsvSource({ "400,false", "401,false", "403,false", "409,false", "429,false", "500,true", "503,true" })
	void knowsWhetherTheServiceMayHaveActed(int status, boolean may) {
		assertThat(failure(status, "{}").mayHaveActed()).isEqualTo(may);
	}

	@Test
	void onlyWhatProvablyWasNotSentHasNotActedWithoutAReply() {
		assertThat(new HopxTransportException("", HopxError.NONE, true, null).mayHaveActed()).isFalse();
		assertThat(new HopxTransportException("", HopxError.NONE, false, null).mayHaveActed()).isTrue();
		assertThat(new HopxTimeoutException("", HopxError.NONE).mayHaveActed()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "404,SANDBOX_NOT_FOUND,true", "404,FILE_NOT_FOUND,false", "410,SANDBOX_EXPIRED,true",
			"500,INTERNAL_ERROR,false" })
	void knowsWhetherTheSandboxIsGone(int status, String code, boolean gone) {
		assertThat(failure(status, "{\"error\":\"x\",\"code\":\"%s\"}".formatted(code)).isSandboxGone())
			.isEqualTo(gone);
	}

	private static HopxException failure(int status, String body) {
		return new ErrorMapper(Clock.systemUTC()).map(new Call(HopxRequest.to(Endpoint.EXECUTE).build(), "s1", null),
				Credentials.bearer("t"), status, new HttpHeaders(), body.getBytes(StandardCharsets.UTF_8));
	}

}
