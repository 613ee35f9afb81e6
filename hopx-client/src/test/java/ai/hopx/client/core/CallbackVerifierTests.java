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

package ai.hopx.client.core;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import ai.hopx.client.HopxValidationException;
import ai.hopx.client.core.CallbackVerification.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Which calls are taken for the agent's.
 */
class CallbackVerifierTests {

	private static final String SECRET = "s3cret";

	private static final long NOW = 1_764_616_089;

	private static final String BODY = """
			{"execution_id":"e1","status":"completed","success":true,"stdout":"hé","exit_code":0,"execution_time":1.5}""";

	private final CallbackVerifier verifier = CallbackVerifier.of(SECRET)
		.clock(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

	@Test
	void takesWhatIsSigned() throws Exception {
		HttpHeaders headers = new HttpHeaders();
		headers.set("x-hopx-timestamp", "" + NOW);
		headers.set("x-hopx-signature", sign(SECRET, "" + NOW, BODY));
		CallbackVerification verification = this.verifier.verify(headers, bytes(BODY));
		assertThat(verification.isGenuine()).isTrue();
		assertThat(verification.report().executionId()).isEqualTo("e1");
		assertThat(verification.report().stdout()).isEqualTo("hé");
		assertThat(verification.report().duration()).isEqualTo(Duration.ofMillis(1500));
		assertThat(verification.report().isSuccess()).isTrue();
		assertThat(verification.report().toString()).doesNotContain("hé");
	}

	@Test
	void takesHexOfEitherCase() throws Exception {
		String signature = "sha256=" + sign(SECRET, "" + NOW, BODY).substring(7).toUpperCase(Locale.ROOT);
		assertThat(outcome("" + NOW, signature, BODY)).isEqualTo(Outcome.GENUINE);
	}

	@Test
	void refusesABodyThatWasChanged() throws Exception {
		String signature = sign(SECRET, "" + NOW, BODY);
		assertThat(outcome("" + NOW, signature, BODY.replace("true", "null"))).isEqualTo(Outcome.FORGED);
	}

	@Test
	void refusesATimeThatWasChanged() throws Exception {
		String signature = sign(SECRET, "" + (NOW - 9999), BODY);
		assertThat(outcome("" + NOW, signature, BODY)).isEqualTo(Outcome.FORGED);
	}

	@Test
	void refusesAnotherSecret() throws Exception {
		assertThat(outcome("" + NOW, sign("other", "" + NOW, BODY), BODY)).isEqualTo(Outcome.FORGED);
	}

	@Test
	void refusesASignatureOfTheBodyAlone() throws Exception {
		assertThat(outcome("" + NOW, sign(SECRET, "", BODY), BODY)).isEqualTo(Outcome.FORGED);
	}

	@ParameterizedTest
	@CsvSource({ "-301,STALE", "-300,GENUINE", "300,GENUINE", "301,STALE" })
	void refusesWhatIsTooOldOrTooNew(long offset, Outcome expected) throws Exception {
		String timestamp = "" + (NOW + offset);
		assertThat(outcome(timestamp, sign(SECRET, timestamp, BODY), BODY)).isEqualTo(expected);
	}

	@Test
	void keepsToAWindowOfItsOwn() throws Exception {
		String timestamp = "" + (NOW - 11);
		assertThat(this.verifier.window(Duration.ofSeconds(10))
			.verify(timestamp, sign(SECRET, timestamp, BODY), bytes(BODY))
			.outcome()).isEqualTo(Outcome.STALE);
	}

	@Test
	void refusesWhatIsNotSigned() throws Exception {
		assertThat(outcome("" + NOW, null, BODY)).isEqualTo(Outcome.UNSIGNED);
		assertThat(outcome(null, sign(SECRET, "", BODY), BODY)).isEqualTo(Outcome.UNSIGNED);
		assertThat(this.verifier.verify(new HttpHeaders(), bytes(BODY)).outcome()).isEqualTo(Outcome.UNSIGNED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "sha256=", "sha256=xyz", "sha256=00", "md5=00", "sha1=" })
	void refusesWhatIsNoSignature(String signature) {
		assertThat(outcome("" + NOW, signature, BODY)).isEqualTo(Outcome.FORGED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "soon", "1.5", "99999999999999999999" })
	void refusesWhatIsNoTime(String timestamp) throws Exception {
		assertThat(outcome(timestamp, sign(SECRET, timestamp, BODY), BODY)).isEqualTo(Outcome.FORGED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{", "{\"status\":\"completed\"}" })
	void saysWhereASignedBodyIsNoReport(String body) throws Exception {
		CallbackVerification verification = this.verifier.verify("" + NOW, sign(SECRET, "" + NOW, body), bytes(body));
		assertThat(verification.outcome()).isEqualTo(Outcome.UNREADABLE);
		assertThatIllegalStateException().isThrownBy(verification::report).withMessageContaining("UNREADABLE");
	}

	@Test
	void showsNoSecret() {
		RunCallback callback = RunCallback.to("https://app.example/runs?token=hunter2")
			.header("Authorization", "hunter2")
			.signatureSecret("hunter2");
		assertThat(callback.toString()).doesNotContain("hunter2").contains("app.example", "Authorization");
		assertThat(CallbackVerifier.of("hunter2").toString()).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "/runs", "ftp://app.example", "http:///runs", "https://me:hunter2@app.example", "ht tp" })
	void refusesUrlsThatCannotBeCalled(String url) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> RunCallback.to(url))
			.satisfies((error) -> assertThat(error.getMessage()).doesNotContain("hunter2"));
	}

	@Test
	void refusesHeadersThatCannotBeSent() {
		RunCallback callback = RunCallback.to("https://app.example");
		for (String name : new String[] { "", "a b", "a:b", "a\n", "Host", "x-hopx-signature" }) {
			assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> callback.header(name, "1"));
		}
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> callback.header("A", "1\r\nB: 2"));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> callback.signatureSecret(" "));
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> CallbackVerifier.of(""));
	}

	private Outcome outcome(String timestamp, String signature, String body) {
		return this.verifier.verify(timestamp, signature, bytes(body)).outcome();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String sign(String secret, String timestamp, String body) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
		return "sha256=" + HexFormat.of().formatHex(mac.doFinal(bytes(timestamp + body)));
	}

}
