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

import java.time.Duration;
import java.util.Base64;
import java.util.Date;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AgentTokenTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	@Test
	void tokenNamesItsSandboxAndItsEnd() throws Exception {
		JWTClaimsSet claims = SignedJWT.parse(this.sandbox.created().text("auth_token")).getJWTClaimsSet();
		assertThat(claims.getSubject()).isEqualTo(this.sandbox.id());
		assertThat(claims.getExpirationTime().toInstant()).isEqualTo(this.sandbox.created().text("token_expires_at"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/health", "/ping" })
	void someRoutesNeedNoToken(String path) {
		assertThat(this.sandbox.agent().without("Authorization").get(path).status()).isEqualTo(200);
	}

	@Test
	void anotherSandboxesTokenDoesNotOpen() {
		TestSandbox other = server.sandbox();
		assertInvalid(with(other.created().text("auth_token")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.", "." })
	void garbageDoesNotOpen(String token) {
		assertInvalid(with(token));
	}

	@Test
	void theApiKeyDoesNotOpen() {
		assertInvalid(with(server.hopx().apiKey()));
		assertInvalid(this.sandbox.agent().without("Authorization").with("X-API-Key", server.hopx().apiKey()));
	}

	@Test
	void aStrayApiKeyIsIgnoredAndWarnedOfOnce() {
		try (EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
				LogCapture log = new LogCapture("ai.hopx.embedded.agent")) {
			Http agent = TestSandbox.create(hopx).agent().with("X-API-Key", "hopx_live_test.test");
			assertThat(agent.get("/info").status()).isEqualTo(200);
			assertThat(agent.get("/info").status()).isEqualTo(200);
			assertThat(log.warnings()).singleElement()
				.asString()
				.contains("X-API-Key")
				.doesNotContain("hopx_live_test");
		}
	}

	@Test
	void anUnsignedTokenDoesNotOpen() {
		assertInvalid(with(new PlainJWT(claims()).serialize()));
	}

	@Test
	void aTokenSignedByOthersDoesNotOpen() throws Exception {
		SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims());
		jwt.sign(new MACSigner(new byte[32]));
		assertInvalid(with(jwt.serialize()));
	}

	@Test
	void aChangedTokenDoesNotOpen() {
		String[] parts = this.sandbox.created().text("auth_token").split("\\.");
		String payload = new String(Base64.getUrlDecoder().decode(parts[1])).replaceAll("\"exp\":\\d+",
				"\"exp\":99999999999");
		parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes());
		assertInvalid(with(String.join(".", parts)));
	}

	@Test
	void anExpiredTokenIsToldApart() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder().tokenLifetime(Duration.ofMillis(1)).build();
		try (EmbeddedHopx shortLived = EmbeddedHopx.start(settings)) {
			TestSandbox sandbox = TestSandbox.create(shortLived);
			Reply refused = Awaitility.await()
				.until(() -> sandbox.agent().get("/info"), (reply) -> reply.status() == 401);
			assertThat(refused.text("code")).isEqualTo("TOKEN_EXPIRED");
			assertThat(refused.text("error")).contains("/token/refresh");
			String fresh = sandbox.control().post(sandbox.path() + "/token/refresh").text("auth_token");
			assertThat(Http.withToken(sandbox.created().text("public_host"), fresh).get("/info").text("code"))
				.isNotEqualTo("INVALID_TOKEN");
		}
	}

	private JWTClaimsSet claims() {
		return new JWTClaimsSet.Builder().subject(this.sandbox.id())
			.expirationTime(new Date(System.currentTimeMillis() + 60_000))
			.build();
	}

	private Http with(String token) {
		return this.sandbox.agent().with("Authorization", "Bearer " + token);
	}

	private static void assertInvalid(Http agent) {
		Reply reply = agent.get("/info");
		assertThat(reply.status()).isEqualTo(401);
		assertThat(reply.text("code")).isEqualTo("INVALID_TOKEN");
		assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
	}

}
