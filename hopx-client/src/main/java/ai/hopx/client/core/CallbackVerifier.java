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
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import ai.hopx.client.core.CallbackVerification.Outcome;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.RunReport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;

/**
 * Tells calls of a sandbox's agent to a {@link RunCallback} from calls of anybody else,
 * by their signature: HMAC-SHA256 of the timestamp and the body, one after the other, in
 * header {@value #SIGNATURE_HEADER} as {@code sha256=<hex>}. Immutable, and safe for use
 * from many threads.
 * <p>
 * Takes the body as it came, byte by byte, in WebFlux as in MVC:
 *
 * <pre class="code">
 * &#064;PostMapping("/runs")
 * ResponseEntity&lt;Void&gt; ended(&#064;RequestHeader HttpHeaders headers, &#064;RequestBody byte[] body) {
 *     CallbackVerification verification = this.verifier.verify(headers, body);
 *     if (!verification.isGenuine()) {
 *         return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
 *     }
 *     handle(verification.report());
 *     return ResponseEntity.noContent().build();
 * }
 * </pre>
 *
 * Within the freshness window a call can be repeated by who has seen it: handle the same
 * execution id once.
 */
public final class CallbackVerifier {

	/**
	 * Header with the signature.
	 */
	public static final String SIGNATURE_HEADER = "X-HOPX-Signature";

	/**
	 * Header with the time of the call, in seconds since 1970.
	 */
	public static final String TIMESTAMP_HEADER = "X-HOPX-Timestamp";

	private static final String ALGORITHM = "HmacSHA256";

	private static final Duration WINDOW = Duration.ofMinutes(5);

	private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-f]{64})", Pattern.CASE_INSENSITIVE);

	private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

	private final SecretKeySpec key;

	private final Duration window;

	private final Clock clock;

	private CallbackVerifier(SecretKeySpec key, Duration window, Clock clock) {
		this.key = key;
		this.window = window;
		this.clock = clock;
	}

	/**
	 * Return a verifier that takes calls of the last five minutes, and as far ahead of
	 * this machine's clock.
	 * @param signatureSecret the secret that the {@link RunCallback} had
	 * @return the verifier
	 */
	public static CallbackVerifier of(String signatureSecret) {
		String secret = Arguments.text(signatureSecret, "The secret of a callback's signature must not be empty");
		return new CallbackVerifier(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM), WINDOW,
				Clock.systemUTC());
	}

	/**
	 * Set how far the time of a call may be from now, either way.
	 * @param window the time; what allows for slow networks and clocks that differ
	 * @return a copy
	 */
	public CallbackVerifier window(Duration window) {
		return new CallbackVerifier(this.key, Arguments.positive(window, "The window of a callback"), this.clock);
	}

	/**
	 * Set what tells the time.
	 * @param clock the clock
	 * @return a copy
	 */
	public CallbackVerifier clock(Clock clock) {
		Assert.notNull(clock, "'clock' must not be null");
		return new CallbackVerifier(this.key, this.window, clock);
	}

	/**
	 * Judge a call, and read it where it is genuine. Throws nothing, whatever came.
	 * @param headers the headers of the call
	 * @param body its body, as it came
	 * @return the verdict, with the report of a genuine call
	 */
	public CallbackVerification verify(HttpHeaders headers, byte[] body) {
		Assert.notNull(headers, "'headers' must not be null");
		return verify(headers.getFirst(TIMESTAMP_HEADER), headers.getFirst(SIGNATURE_HEADER), body);
	}

	/**
	 * Judge a call, and read it where it is genuine. Throws nothing, whatever came.
	 * @param timestamp value of header {@value #TIMESTAMP_HEADER}, or {@code null}
	 * @param signature value of header {@value #SIGNATURE_HEADER}, or {@code null}
	 * @param body its body, as it came
	 * @return the verdict, with the report of a genuine call
	 */
	public CallbackVerification verify(@Nullable String timestamp, @Nullable String signature, byte[] body) {
		Assert.notNull(body, "'body' must not be null");
		if (timestamp == null || signature == null) {
			return CallbackVerification.rejected(Outcome.UNSIGNED);
		}
		if (!isSigned(timestamp.strip(), signature.strip(), body)) {
			return CallbackVerification.rejected(Outcome.FORGED);
		}
		if (!isFresh(timestamp.strip())) {
			return CallbackVerification.rejected(Outcome.STALE);
		}
		RunReport report = read(body);
		return (report != null) ? CallbackVerification.genuine(report)
				: CallbackVerification.rejected(Outcome.UNREADABLE);
	}

	private boolean isSigned(String timestamp, String signature, byte[] body) {
		if (!TIMESTAMP.matcher(timestamp).matches() || !SIGNATURE.matcher(signature).matches()) {
			return false;
		}
		byte[] given = HexFormat.of().parseHex(signature, signature.indexOf('=') + 1, signature.length());
		// Compares all of it, so that the time taken tells nothing
		return MessageDigest.isEqual(sign(timestamp, body), given);
	}

	private byte[] sign(String timestamp, byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
			return mac.doFinal(body);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM cannot sign with HMAC-SHA256", ex);
		}
	}

	private boolean isFresh(String timestamp) {
		Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
		return Duration.between(sent, this.clock.instant()).abs().compareTo(this.window) <= 0;
	}

	private static @Nullable RunReport read(byte[] body) {
		try {
			RunReport report = HopxJson.mapper().readValue(body, RunReport.class);
			return (report != null && report.missing() == null) ? report : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return "CallbackVerifier[signatureSecret=***, window=%s]".formatted(this.window);
	}

}
