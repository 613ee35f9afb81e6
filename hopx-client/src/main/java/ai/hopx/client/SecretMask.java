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

import java.io.StringWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import ai.hopx.client.model.HopxJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Takes out of text what must not be read in a log: keys, tokens, passwords, values of
 * environment variables, users' code and its output.
 */
final class SecretMask {

	private static final String MASK = "***";

	private static final int MAX_LENGTH = 500;

	private static final Pattern SECRET_NAME = Pattern.compile(
			"token|secret|passw|api[_-]?key|authorization|credential|cookie|signature|private",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Objects whose every value is someone's business.
	 */
	private static final Pattern SECRET_OBJECT = Pattern.compile("env|env_?vars|environment|variables|(\\w+_)?headers",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CONTENT_NAME = Pattern.compile("stdout|stderr|content|data|result|output|code",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ERROR_CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

	private static final String NAMED = "(?<=(password|secret|token|api[_-]?key)[\"' ]{0,2}[=:] ?";

	/**
	 * What follows the name of a secret, to the end of its quotes where it has any, then
	 * keys and tokens by their looks.
	 */
	private static final Pattern IN_TEXT = Pattern.compile(NAMED + "[\"'])[^\"']+|" + NAMED
			+ ")[^\\s,;&\"'}]+|(?<=bearer )\\S+" + "|hopx_[a-z]+_[a-z0-9._-]+|eyJ[a-z0-9_-]{5,}[a-z0-9._-]*",
			Pattern.CASE_INSENSITIVE);

	/**
	 * What would begin a line, move a terminal's cursor or turn text around: not only
	 * what ASCII has of it.
	 */
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

	private SecretMask() {
	}

	/**
	 * Mask one line of text.
	 */
	static String text(String text) {
		String printable = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
		String masked = IN_TEXT.matcher(printable).replaceAll(MASK);
		return (masked.length() > MAX_LENGTH) ? masked.substring(0, MAX_LENGTH) + "..." : masked;
	}

	/**
	 * Mask one line of text that may quote a secret which is known.
	 */
	static String text(String text, @Nullable Credentials shown) {
		return text((shown != null) ? text.replace(shown.secret(), MASK) : text);
	}

	/**
	 * Mask the start of a body, which may be cut off anywhere.
	 */
	static String body(String body, @Nullable Credentials shown) {
		String text = (shown != null) ? body.replace(shown.secret(), MASK) : body;
		int start = jsonStart(text);
		return text((start >= 0) ? text.substring(0, start) + json(text.substring(start)) : text);
	}

	/**
	 * Where names of fields begin that tell what to mask. Something may be before them,
	 * such as a proxy's words.
	 */
	private static int jsonStart(String text) {
		return text.stripLeading().startsWith("[") ? text.indexOf('[') : text.indexOf('{');
	}

	/**
	 * Mask what an error came with.
	 */
	static Map<String, Object> details(Map<String, Object> details, @Nullable Credentials shown) {
		Map<String, Object> masked = new LinkedHashMap<>();
		details.forEach((name, value) -> masked.put(name, detail(name, value, shown)));
		return masked;
	}

	private static Object detail(String name, Object value, @Nullable Credentials shown) {
		if (SECRET_NAME.matcher(name).find() || SECRET_OBJECT.matcher(name).matches()) {
			return MASK;
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> masked = new LinkedHashMap<>();
			map.forEach((key, inner) -> masked.put(String.valueOf(key), detail(String.valueOf(key), inner, shown)));
			return masked;
		}
		if (value instanceof Collection<?> values) {
			return List.copyOf(values.stream().map((inner) -> detail(name, inner, shown)).toList());
		}
		return (value instanceof String text) ? text(text, shown) : value;
	}

	private static String json(String body) {
		StringWriter masked = new StringWriter();
		try (JsonParser parser = HopxJson.mapper().createParser(body);
				JsonGenerator generator = HopxJson.mapper().createGenerator(masked)) {
			copy(parser, generator);
		}
		catch (JacksonException ex) {
			// Cut off, or no JSON after all: what came before is copied
		}
		return masked.toString();
	}

	private static void copy(JsonParser parser, JsonGenerator generator) {
		int secretDepth = Integer.MAX_VALUE;
		int depth = 0;
		for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
			String name = String.valueOf(parser.currentName());
			if (token.isStructStart()) {
				depth++;
				if (SECRET_OBJECT.matcher(name).matches() || SECRET_NAME.matcher(name).find()) {
					secretDepth = Math.min(secretDepth, depth);
				}
			}
			if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
				if (depth >= secretDepth || SECRET_NAME.matcher(name).find()) {
					generator.writeString(MASK);
					continue;
				}
				if (token == JsonToken.VALUE_STRING && isContent(name, parser.getString())) {
					generator.writeString("(" + parser.getString().length() + " characters)");
					continue;
				}
			}
			generator.copyCurrentEvent(parser);
			if (token.isStructEnd()) {
				secretDepth = (depth == secretDepth) ? Integer.MAX_VALUE : secretDepth;
				depth--;
			}
		}
	}

	private static boolean isContent(String name, String value) {
		return CONTENT_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches() && !ERROR_CODE.matcher(value).matches();
	}

}
