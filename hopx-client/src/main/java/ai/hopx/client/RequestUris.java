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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.util.Assert;
import org.springframework.web.util.UriUtils;

/**
 * Makes the URI of a request. Values are encoded to the last reserved character, and
 * those that mean another path even so are refused.
 */
final class RequestUris {

	private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

	/**
	 * {@code .} and {@code ..} as a part of a path: dots are never encoded, and servers
	 * that decode a slash early would walk up.
	 */
	private static final Pattern WALKS = Pattern.compile("(^|[/\\\\])\\.\\.?($|[/\\\\])");

	private RequestUris() {
	}

	static URI of(URI origin, HopxRequest request) {
		return URI.create(origin + path(request) + query(request.query()));
	}

	private static String path(HopxRequest request) {
		String path = request.endpoint().path();
		if (path.indexOf('{') < 0) {
			return path;
		}
		return VARIABLE.matcher(path).replaceAll((variable) -> {
			String name = variable.group(1);
			String value = request.variables().get(name);
			Assert.state(value != null, () -> "No value for '" + name + "' in " + request);
			return Matcher.quoteReplacement(encode(checked(name, value)));
		});
	}

	private static String checked(String name, String value) {
		if (name.equals("id")) {
			// Each {id} is one of the service's own ids
			return HopxIds.check("valid", value);
		}
		if (value.isEmpty() || WALKS.matcher(value).find()
				|| value.chars().anyMatch((c) -> Character.isISOControl((char) c))) {
			throw new HopxValidationException(
					"The %s must not be empty, hold control characters or walk paths with '.' or '..'".formatted(name),
					HopxError.NONE);
		}
		return value;
	}

	private static String query(Map<String, String> query) {
		if (query.isEmpty()) {
			return "";
		}
		return query.entrySet()
			.stream()
			.map((entry) -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
			.collect(Collectors.joining("&", "?", ""));
	}

	private static String encode(String value) {
		return UriUtils.encode(value, StandardCharsets.UTF_8);
	}

}
