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

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What one request shows to be let in.
 */
final class Credentials {

	static final String API_KEY_HEADER = "X-API-Key";

	private final String header;

	private final String prefix;

	private final String secret;

	private final boolean alsoBearer;

	private Credentials(String header, String prefix, String secret, boolean alsoBearer) {
		this.header = header;
		this.prefix = prefix;
		this.secret = secret;
		this.alsoBearer = alsoBearer;
	}

	static Credentials apiKey(String key) {
		return new Credentials(API_KEY_HEADER, "", key, false);
	}

	static Credentials apiKeyAndBearer(String key) {
		return new Credentials(API_KEY_HEADER, "", key, true);
	}

	static Credentials bearer(String token) {
		return new Credentials(HttpHeaders.AUTHORIZATION, "Bearer ", token, false);
	}

	/**
	 * Return whether a text can be the value of a header. Anything else could end the
	 * header and start another one.
	 */
	static boolean isUsable(@Nullable String secret) {
		return secret != null && !secret.isEmpty() && secret.chars().allMatch((c) -> c > ' ' && c < 0x7F);
	}

	void applyTo(HttpHeaders headers) {
		headers.set(this.header, this.prefix + this.secret);
		if (this.alsoBearer) {
			headers.setBearerAuth(this.secret);
		}
	}

	boolean isToken() {
		return this.header.equals(HttpHeaders.AUTHORIZATION);
	}

	/**
	 * Return whether others would be refused for the same reason.
	 */
	boolean isSameAs(Credentials other) {
		return this.header.equals(other.header) && this.secret.equals(other.secret);
	}

	/**
	 * Return the secret, for finding it in text that must not show it.
	 */
	String secret() {
		return this.secret;
	}

	@Override
	public String toString() {
		return this.header + ": ***";
	}

}
