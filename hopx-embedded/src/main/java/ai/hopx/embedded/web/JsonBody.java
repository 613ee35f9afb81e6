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

package ai.hopx.embedded.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The JSON object of a request, read field by field so that each mistake is answered with
 * a sentence about that field. Unknown fields are ignored; {@code null} is the same as
 * absent; an empty body is an empty object.
 */
public final class JsonBody {

	/** Larger bodies are parsed off the event loop. */
	private static final int SMALL = 64 * 1024;

	private static final byte[] EMPTY = {};

	private final JsonNode fields;

	private JsonBody(JsonNode fields) {
		this.fields = fields;
	}

	/**
	 * Read the body of a request.
	 * @param request the request
	 * @return its fields
	 */
	public static Mono<JsonBody> of(ServerRequest request) {
		return request.bodyToMono(byte[].class).defaultIfEmpty(EMPTY).flatMap((body) -> {
			if (body.length > 0) {
				checkType(request);
			}
			Mono<JsonBody> parsed = Mono.fromSupplier(() -> parse(body));
			return (body.length <= SMALL) ? parsed : parsed.subscribeOn(Schedulers.boundedElastic());
		});
	}

	/**
	 * Read a frame of a WebSocket.
	 * @param frame the frame
	 * @return its fields
	 */
	public static JsonBody of(String frame) {
		return parse(frame.getBytes(StandardCharsets.UTF_8));
	}

	private static void checkType(ServerRequest request) {
		MediaType type = request.headers().contentType().orElse(MediaType.APPLICATION_JSON);
		boolean json = "json".equalsIgnoreCase(type.getSubtype()) || "json".equals(type.getSubtypeSuffix());
		if (!json) {
			throw new ApiException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE",
					"This route takes application/json, not " + type.getType() + "/" + type.getSubtype());
		}
	}

	private static JsonBody parse(byte[] body) {
		if (isBlank(body)) {
			body = new byte[] { '{', '}' };
		}
		JsonNode tree;
		try {
			tree = Json.read(body);
		}
		catch (JacksonException ex) {
			String where = (ex.getLocation() != null)
					? " (line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() + ")"
					: "";
			throw new ApiException(HttpStatus.BAD_REQUEST, "INVALID_JSON",
					"The request's body is no valid JSON" + where);
		}
		if (!tree.isObject()) {
			throw ApiException.invalidRequest("The request's body must be a JSON object");
		}
		return new JsonBody(tree);
	}

	private static boolean isBlank(byte[] body) {
		for (byte b : body) {
			if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
				return false;
			}
		}
		return true;
	}

	private @Nullable JsonNode field(String name) {
		JsonNode node = this.fields.get(name);
		return (node == null || node.isNull()) ? null : node;
	}

	public boolean has(String name) {
		return field(name) != null;
	}

	public @Nullable String text(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return null;
		}
		if (!node.isString()) {
			throw mustBe(name, "a string");
		}
		return node.stringValue();
	}

	/**
	 * Read a string that must be there.
	 * @param name the field's name
	 * @return its value, which may be empty
	 */
	public String requiredText(String name) {
		String value = text(name);
		if (value == null) {
			throw ApiException.missingParameter(name);
		}
		return value;
	}

	/**
	 * Read an id or a name that some clients send as a number.
	 * @param name the field's name
	 * @return its text
	 */
	public @Nullable String textOrNumber(String name) {
		JsonNode node = field(name);
		return (node != null && node.isIntegralNumber()) ? node.asString() : text(name);
	}

	public @Nullable Integer integer(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return null;
		}
		if (!node.isIntegralNumber() || !node.canConvertToInt()) {
			throw mustBe(name, "an integer");
		}
		return node.intValue();
	}

	public @Nullable Long longInteger(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return null;
		}
		if (!node.isIntegralNumber() || !node.canConvertToLong()) {
			throw mustBe(name, "an integer");
		}
		return node.longValue();
	}

	/**
	 * Read a positive number of seconds, whole or not.
	 * @param name the field's name
	 * @return the number
	 */
	public @Nullable Double seconds(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return null;
		}
		if (!node.isNumber() || !(node.doubleValue() > 0)) {
			throw mustBe(name, "a number of seconds greater than 0");
		}
		return node.doubleValue();
	}

	public boolean flag(String name, boolean defaultValue) {
		JsonNode node = field(name);
		if (node == null) {
			return defaultValue;
		}
		if (!node.isBoolean()) {
			throw mustBe(name, "true or false");
		}
		return node.booleanValue();
	}

	/**
	 * Read an object within this one.
	 * @param name the field's name
	 * @return its fields, or {@code null} where there is none
	 */
	public @Nullable JsonBody object(String name) {
		JsonNode node = field(name);
		if (node != null && !node.isObject()) {
			throw mustBe(name, "an object");
		}
		return (node != null) ? new JsonBody(node) : null;
	}

	/**
	 * Read objects within this one.
	 * @param name the field's name
	 * @return the fields of each; empty where there are none
	 */
	public List<JsonBody> objects(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return List.of();
		}
		if (!node.isArray()) {
			throw mustBe(name, "an array of objects");
		}
		List<JsonBody> objects = new ArrayList<>();
		for (JsonNode element : node) {
			if (!element.isObject()) {
				throw mustBe(name, "an array of objects");
			}
			objects.add(new JsonBody(element));
		}
		return objects;
	}

	public @Nullable List<String> texts(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return null;
		}
		if (!node.isArray()) {
			throw mustBe(name, "an array of strings");
		}
		List<String> values = new ArrayList<>();
		for (JsonNode element : node) {
			if (!element.isString()) {
				throw mustBe(name, "an array of strings");
			}
			values.add(element.stringValue());
		}
		return values;
	}

	/**
	 * Read environment variables: names without {@code =}, values that are text; numbers
	 * and booleans count as text.
	 * @param name the field's name
	 * @return the variables, in their order; empty where there are none
	 */
	public Map<String, String> variables(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return Map.of();
		}
		if (!node.isObject()) {
			throw mustBe(name, "an object of strings");
		}
		Map<String, String> variables = new LinkedHashMap<>();
		node.forEachEntry((key, value) -> {
			if (key.isEmpty() || key.indexOf('=') >= 0 || key.indexOf('\0') >= 0) {
				throw ApiException
					.invalidRequest("Field '" + name + "' has a name that no environment variable can have");
			}
			if (!value.isValueNode() || value.isNull() || value.asString().indexOf('\0') >= 0) {
				throw ApiException.invalidRequest("Variable '" + key + "' of field '" + name + "' must be a string");
			}
			variables.put(key, value.asString());
		});
		return variables;
	}

	/**
	 * Read an object whose values are strings.
	 * @param name the field's name
	 * @return its values by name, in their order; empty where there are none
	 */
	public Map<String, String> textMap(String name) {
		JsonNode node = field(name);
		if (node == null) {
			return Map.of();
		}
		if (!node.isObject() || !node.valueStream().allMatch(JsonNode::isString)) {
			throw mustBe(name, "an object of strings");
		}
		Map<String, String> texts = new LinkedHashMap<>();
		node.forEachEntry((key, value) -> texts.put(key, value.stringValue()));
		return texts;
	}

	private static ApiException mustBe(String name, String what) {
		return ApiException.invalidRequest("Field '" + name + "' must be " + what).detail("field", name);
	}

}
