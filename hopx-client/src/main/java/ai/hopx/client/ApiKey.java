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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Where the API key comes from. Asked for each request, so that the key can be rotated.
 */
final class ApiKey {

	private final Supplier<? extends @Nullable String> source;

	ApiKey(Supplier<? extends @Nullable String> source) {
		this.source = source;
	}

	Credentials credentials(AuthScheme scheme) {
		String key = read();
		return (scheme == AuthScheme.BEARER) ? Credentials.bearer(key) : Credentials.apiKey(key);
	}

	/**
	 * Both ways at once, for calls of which it is not known which one they take.
	 */
	Credentials credentials() {
		return Credentials.apiKeyAndBearer(read());
	}

	private String read() {
		String key = fromSource();
		if (key.isEmpty()) {
			throw new HopxAuthenticationException("There is no API key: set 'hopx.api-key' or HOPX_API_KEY",
					HopxError.NONE);
		}
		if (!Credentials.isUsable(key)) {
			throw new HopxAuthenticationException(
					"The API key holds a space, a line break or another character that no key has: check 'hopx.api-key'",
					HopxError.NONE);
		}
		return key;
	}

	private String fromSource() {
		try {
			String key = this.source.get();
			// A key out of a file often ends with a line break
			return (key != null) ? key.strip() : "";
		}
		catch (RuntimeException ex) {
			throw new HopxAuthenticationException(
					"The API key could not be read: check where 'hopx.api-key' comes from", HopxError.NONE, ex);
		}
	}

	@Override
	public String toString() {
		return "ApiKey[***]";
	}

}
