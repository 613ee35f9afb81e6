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

package ai.hopx.embedded.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

import ai.hopx.embedded.build.TemplateBuilds;
import ai.hopx.embedded.web.ApiException;

/**
 * Lets in who has the key, in either header; every key that is sent must be the right
 * one.
 */
final class ApiKeyFilter implements WebFilter {

	static final String OPEN_PATH = "/health";

	private static final String BEARER = "Bearer ";

	private final byte[] key;

	ApiKeyFilter(String key) {
		this.key = bytes(key);
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (!isOpen(exchange.getRequest().getPath().value())) {
			ApiException refusal = check(keys(exchange.getRequest().getHeaders()));
			if (refusal != null) {
				return Mono.error(refusal);
			}
		}
		return chain.filter(exchange);
	}

	private static boolean isOpen(String path) {
		return OPEN_PATH.equals(path) || path.startsWith(TemplateBuilds.UPLOADS);
	}

	private @Nullable ApiException check(List<String> keys) {
		if (keys.isEmpty()) {
			return ApiException.unauthorized("AUTHENTICATION_REQUIRED",
					"An API key is required, as 'X-API-Key: <key>' or 'Authorization: Bearer <key>'");
		}
		boolean right = true;
		for (String candidate : keys) {
			right &= MessageDigest.isEqual(this.key, bytes(candidate));
		}
		return right ? null : ApiException.unauthorized("AUTHENTICATION_ERROR", "The API key is not valid");
	}

	private static List<String> keys(HttpHeaders headers) {
		List<String> keys = new ArrayList<>(headers.getOrEmpty("X-API-Key"));
		for (String value : headers.getOrEmpty(HttpHeaders.AUTHORIZATION)) {
			boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
			keys.add(bearer ? value.substring(BEARER.length()).trim() : "");
		}
		return keys;
	}

	private static byte[] bytes(String key) {
		return key.getBytes(StandardCharsets.UTF_8);
	}

}
