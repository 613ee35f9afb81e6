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

import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.HopxIds;
import ai.hopx.client.model.ScreenPoint;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.WindowId;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Checks of what callers give to a desktop, before anything is sent, and how it is
 * written.
 */
final class DesktopArguments {

	private DesktopArguments() {
	}

	static Map<String, Object> point(String name, ScreenPoint point) {
		return put(new LinkedHashMap<>(), name, point, "");
	}

	static Map<String, Object> way(ScreenPoint from, ScreenPoint to) {
		return put(put(new LinkedHashMap<>(), "from", from, "from_"), "to", to, "to_");
	}

	private static Map<String, Object> put(Map<String, Object> body, String name, ScreenPoint point, String prefix) {
		Arguments.present(point, "'%s' must not be null".formatted(name));
		body.put(prefix + "x", notNegative(name + ".x", point.x()));
		body.put(prefix + "y", notNegative(name + ".y", point.y()));
		return body;
	}

	static Map<String, Object> region(ScreenRegion region) {
		Arguments.present(region, "'region' must not be null");
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("x", notNegative("region.x", region.x()));
		body.put("y", notNegative("region.y", region.y()));
		body.put("width", positive("region.width", region.width()));
		body.put("height", positive("region.height", region.height()));
		return body;
	}

	private static int notNegative(String name, int value) {
		if (value < 0) {
			throw Arguments.invalid("'%s' must not be negative but is %d".formatted(name, value));
		}
		return value;
	}

	static int positive(String name, int value) {
		if (value < 1) {
			throw Arguments.invalid("'%s' must be at least 1 but is %d".formatted(name, value));
		}
		return value;
	}

	/**
	 * The name of something that the agent knows.
	 */
	static String name(String argument, @Nullable String name) {
		if (!StringUtils.hasText(name) || name.chars().anyMatch(Character::isISOControl)) {
			throw Arguments.invalid("'%s' must not be empty or hold control characters".formatted(argument));
		}
		return name;
	}

	/**
	 * Text to look for.
	 */
	static String visible(@Nullable String text) {
		return Arguments.text(text, "'text' must not be empty: there is nothing to look for");
	}

	/**
	 * Text to type, line breaks and tabs included. A NUL would end it early.
	 */
	static String typed(@Nullable String text) {
		if (text == null || text.isEmpty() || text.indexOf('\0') >= 0) {
			throw Arguments.invalid("'text' must not be empty or hold the character NUL");
		}
		return text;
	}

	static WindowId window(WindowId id) {
		Arguments.present(id, "'id' must not be null");
		HopxIds.check("window", id.value());
		return id;
	}

}
