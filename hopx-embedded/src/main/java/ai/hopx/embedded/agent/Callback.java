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

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;

/**
 * Where a caller wants to be told that a run has ended, and how.
 *
 * @param url absolute, http or https
 * @param headers headers of the caller's own
 * @param secret what the request is signed with, or {@code null}
 */
record Callback(URI url, Map<String, String> headers, @Nullable String secret) {

	private static final int MAX_HEADERS = 64;

	private static final int MAX_HEADER_LENGTH = 8 * 1024;

	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

	private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

	/** What frames and routes a request, and what says that it is ours. */
	private static final Set<String> RESERVED = reserved("Host", "Content-Length", "Transfer-Encoding", "Connection",
			"Keep-Alive", "Upgrade", "Expect", "TE", "Trailer", CallbackSender.TIMESTAMP, CallbackSender.SIGNATURE);

	private static Set<String> reserved(String... names) {
		Set<String> reserved = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		reserved.addAll(Set.of(names));
		return reserved;
	}

	static Callback of(JsonBody body) {
		String secret = body.text("callback_signature_secret");
		return new Callback(url(body.requiredText("callback_url")), headers(body),
				(secret == null || secret.isEmpty()) ? null : secret);
	}

	private static URI url(String text) {
		URI url;
		try {
			url = new URI(text.trim());
		}
		catch (URISyntaxException ex) {
			throw invalid("callback_url", "is no valid URL");
		}
		if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
			throw invalid("callback_url", "must begin with http:// or https://");
		}
		if (url.getHost() == null || url.getPort() > 65535) {
			throw invalid("callback_url", "names no host that can be called");
		}
		if (url.getUserInfo() != null) {
			throw invalid("callback_url", "must not hold a password; use 'callback_headers'");
		}
		return url;
	}

	private static Map<String, String> headers(JsonBody body) {
		Map<String, String> headers = body.textMap("callback_headers");
		if (headers.size() > MAX_HEADERS) {
			throw invalid("callback_headers", "has more than " + MAX_HEADERS + " headers");
		}
		headers.forEach((name, value) -> {
			if (!HEADER_NAME.matcher(name).matches()) {
				throw invalid("callback_headers", "has a name that no header can have");
			}
			if (RESERVED.contains(name)) {
				throw invalid("callback_headers", "must not set " + name);
			}
			if (value.length() > MAX_HEADER_LENGTH || !HEADER_VALUE.matcher(value).matches()) {
				throw invalid("callback_headers", "has a value for " + name + " that no header can have");
			}
		});
		return headers;
	}

	private static ApiException invalid(String field, String why) {
		return ApiException.invalidRequest("Field '" + field + "' " + why).detail("field", field);
	}

	/**
	 * Return the address as logs may show it.
	 * @return the URL without its query
	 */
	String target() {
		String path = (this.url.getRawPath() != null) ? this.url.getRawPath() : "";
		return this.url.getScheme() + "://" + this.url.getRawAuthority() + path;
	}

	@Override
	public String toString() {
		return "Callback[" + target() + "]";
	}

}
