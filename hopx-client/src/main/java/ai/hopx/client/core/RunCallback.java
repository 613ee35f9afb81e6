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

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whom the agent tells that a run has ended. Immutable: each method returns a copy. The
 * agent calls the URL with {@code POST} and a {@link ai.hopx.client.model.RunReport} as
 * its body. Give a {@code signatureSecret} and check what arrives with a
 * {@link CallbackVerifier}: anybody can call a URL. Text shows neither the query of the
 * URL nor the values of headers nor the secret.
 *
 * @param url where to call: absolute, http or https, without user and password
 * @param headers headers to send along, such as {@code Authorization}. The sandbox's
 * agent gets to see them
 * @param signatureSecret what the agent signs the call with, {@code null} for no
 * signature. Make one for each run: the sandbox gets to see it
 */
public record RunCallback(URI url, Map<String, String> headers, @Nullable String signatureSecret) {

	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

	private static final Set<String> RESERVED = Set.of("host", "content-length", "transfer-encoding", "connection",
			CallbackVerifier.SIGNATURE_HEADER.toLowerCase(Locale.ROOT),
			CallbackVerifier.TIMESTAMP_HEADER.toLowerCase(Locale.ROOT));

	public RunCallback {
		checkUrl(url);
		headers.forEach(RunCallback::checkHeader);
		headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
		if (signatureSecret != null) {
			Arguments.text(signatureSecret, "The secret of a callback's signature must not be empty");
		}
	}

	/**
	 * Return a callback to a URL, without signature.
	 * @param url where to call
	 * @return the callback
	 */
	public static RunCallback to(URI url) {
		return new RunCallback(url, Map.of(), null);
	}

	/**
	 * Return a callback to a URL, without signature.
	 * @param url where to call
	 * @return the callback
	 */
	public static RunCallback to(String url) {
		Arguments.text(url, "Name the URL to call back");
		try {
			return to(URI.create(url));
		}
		catch (IllegalArgumentException ex) {
			// The cause's message quotes the URL, which may hold a secret
			throw Arguments.invalid("The URL to call back is no valid URL");
		}
	}

	/**
	 * Add a header.
	 * @param name its name
	 * @param value its value
	 * @return a copy
	 */
	public RunCallback header(String name, String value) {
		Map<String, String> headers = new LinkedHashMap<>(this.headers);
		headers.put(name, value);
		return new RunCallback(this.url, headers, this.signatureSecret);
	}

	/**
	 * Have the call signed.
	 * @param secret what it is signed with
	 * @return a copy
	 */
	public RunCallback signatureSecret(String secret) {
		return new RunCallback(this.url, this.headers, secret);
	}

	private static void checkUrl(@Nullable URI url) {
		if (url == null || url.getScheme() == null || url.getHost() == null
				|| !Set.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT))) {
			throw Arguments.invalid("The URL to call back must be absolute and begin with http:// or https://");
		}
		if (url.getRawUserInfo() != null) {
			throw Arguments
				.invalid("The URL to call back must not hold a user or a password: send a header along instead");
		}
	}

	private static void checkHeader(@Nullable String name, @Nullable String value) {
		if (name == null || !HEADER_NAME.matcher(name).matches()) {
			throw Arguments.invalid("A header of a callback has a name that no header can have");
		}
		if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
			throw Arguments.invalid("The header '%s' of a callback is the agent's to set".formatted(name));
		}
		if (value == null || !HEADER_VALUE.matcher(value).matches()) {
			throw Arguments
				.invalid("The header '%s' of a callback has a value that no header can have".formatted(name));
		}
	}

	@Override
	public String toString() {
		String path = (this.url.getRawPath() != null) ? this.url.getRawPath() : "";
		return "RunCallback[url=%s://%s%s, headers=%s, signatureSecret=%s]".formatted(this.url.getScheme(),
				this.url.getRawAuthority(), path, this.headers.keySet(), (this.signatureSecret != null) ? "***" : null);
	}

}
