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

package ai.hopx.embedded.agent;

import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

import ai.hopx.embedded.web.ApiException;

/**
 * Signs and checks the tokens that open agents. A token opens one sandbox until it
 * expires; a newer one does not revoke it, and with the server its key is gone. Safe for
 * use from many threads.
 */
public final class AgentTokens {

	private static final int KEY_BYTES = 32;

	private final JWSSigner signer;

	private final JWSVerifier verifier;

	private final Duration lifetime;

	private final Clock clock;

	public AgentTokens(Duration lifetime, Clock clock) {
		byte[] key = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(key);
		try {
			this.signer = new MACSigner(key);
			this.verifier = new MACVerifier(key);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("This JVM cannot sign with HMAC-SHA256", ex);
		}
		this.lifetime = lifetime;
		this.clock = clock;
	}

	/**
	 * Issue a token.
	 * @param sandboxId the sandbox it opens
	 * @return the token
	 */
	public Token issue(String sandboxId) {
		Instant now = this.clock.instant();
		// A JWT's times are whole seconds: rounded up, or a short token would be born
		// dead
		Instant expiry = now.plus(this.lifetime).plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer("hopx-embedded")
			.subject(sandboxId)
			.jwtID(UUID.randomUUID().toString())
			.issueTime(Date.from(now))
			.expirationTime(Date.from(expiry))
			.build();
		SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
		try {
			jwt.sign(this.signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("Cannot sign a token", ex);
		}
		return new Token(jwt.serialize(), expiry);
	}

	/**
	 * Check a token.
	 * @param sandboxId the sandbox it should open
	 * @param token what the caller sent, or {@code null}
	 * @throws ApiException with status 401 if it does not open that sandbox
	 */
	void check(String sandboxId, @Nullable String token) {
		if (token == null || token.isEmpty()) {
			throw invalid("A sandbox's agent needs 'Authorization: Bearer <auth_token>' with that sandbox's token");
		}
		JWTClaimsSet claims = verify(token);
		if (!sandboxId.equals(claims.getSubject())) {
			throw invalid("The token is another sandbox's");
		}
		Date expiry = claims.getExpirationTime();
		if (expiry == null || !this.clock.instant().isBefore(expiry.toInstant())) {
			throw ApiException.unauthorized("TOKEN_EXPIRED",
					"The token has expired; get a new one from POST /v1/sandboxes/" + sandboxId + "/token/refresh");
		}
	}

	private JWTClaimsSet verify(String token) {
		try {
			SignedJWT jwt = SignedJWT.parse(token);
			if (JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) && jwt.verify(this.verifier)) {
				return jwt.getJWTClaimsSet();
			}
		}
		catch (ParseException | JOSEException | IllegalArgumentException ex) {
			// No token of ours, whatever it is
		}
		throw invalid("The token is not valid");
	}

	private static ApiException invalid(String message) {
		return ApiException.unauthorized("INVALID_TOKEN", message);
	}

	/**
	 * A token.
	 *
	 * @param value the JWT
	 * @param expiresAt when it stops to open the sandbox
	 */
	public record Token(String value, Instant expiresAt) {

		@Override
		public String toString() {
			return "Token[expiresAt=" + this.expiresAt + "]";
		}

	}

}
