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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.desktop.Mouse.Point;
import ai.hopx.embedded.desktop.ScreenRegion;
import ai.hopx.embedded.desktop.ScreenSize;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;

/**
 * Fields that several of the desktop's routes have, each checked for its range.
 */
final class DesktopFields {

	private static final int MAX_KEYS = 8;

	private static final String HEXADECIMAL = "0x";

	private static final Map<String, Integer> BUTTONS = Map.of("left", 1, "middle", 2, "right", 3);

	private DesktopFields() {
	}

	static Mono<ServerResponse> done() {
		return Replies.ok(Map.of("success", true));
	}

	static int required(JsonBody body, String name, int least, int most) {
		Integer value = body.integer(name);
		if (value == null) {
			throw ApiException.missingParameter(name);
		}
		return inRange(name, value, least, most);
	}

	static int optional(JsonBody body, String name, int usual, int least, int most) {
		Integer value = body.integer(name);
		return (value != null) ? inRange(name, value, least, most) : usual;
	}

	private static int inRange(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw invalid(name, "must be from " + least + " to " + most + ", not " + value);
		}
		return value;
	}

	static Point point(JsonBody body, String x, String y) {
		return new Point(required(body, x, 0, ScreenSize.MAX.width() - 1),
				required(body, y, 0, ScreenSize.MAX.height() - 1));
	}

	static ScreenRegion region(JsonBody body) {
		Point corner = point(body, "x", "y");
		return new ScreenRegion(corner.x(), corner.y(), required(body, "width", 1, ScreenSize.MAX.width()),
				required(body, "height", 1, ScreenSize.MAX.height()));
	}

	static int button(JsonBody body) {
		String button = body.textOrNumber("button");
		if (button == null) {
			return 1;
		}
		Integer number = BUTTONS.get(button.toLowerCase(Locale.ROOT));
		if (number == null && button.matches("[1-3]")) {
			number = Integer.valueOf(button);
		}
		if (number == null) {
			throw invalid("button", "must be left, middle or right");
		}
		return number;
	}

	/**
	 * Read keys that are pressed together: all in one list, or one and its modifiers.
	 * @param body the request
	 * @return the keys, the modifiers first
	 */
	static List<String> keys(JsonBody body) {
		List<String> keys = body.texts("keys");
		String name = "keys";
		if (keys == null || keys.isEmpty()) {
			name = "modifiers";
			List<String> modifiers = body.texts(name);
			keys = new ArrayList<>((modifiers != null) ? modifiers : List.of());
			keys.add(body.requiredText("key"));
		}
		if (keys.size() > MAX_KEYS || keys.contains("")) {
			throw invalid(name, "must be up to " + MAX_KEYS + " keys, none of them empty");
		}
		return keys;
	}

	static long window(JsonBody body) {
		String id = body.textOrNumber("window_id");
		if (id == null || id.isBlank()) {
			throw ApiException.missingParameter("window_id");
		}
		return window(id);
	}

	/**
	 * Read the id of a window.
	 * @param id a number, decimal or as X shows it
	 * @return the number
	 */
	static long window(String id) {
		try {
			long number = id.startsWith(HEXADECIMAL) ? Long.parseLong(id.substring(HEXADECIMAL.length()), 16)
					: Long.parseLong(id.strip());
			if (number > 0 && number <= 0xFFFFFFFFL) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Said below
		}
		throw invalid("window_id", "must be the number of a window, such as 37748739 or 0x02400003");
	}

	/**
	 * Read text that is not empty and not too long.
	 * @param body the request
	 * @param name the field's name
	 * @param most characters at most
	 * @return the text
	 */
	static String text(JsonBody body, String name, int most) {
		String text = body.requiredText(name);
		if (text.isBlank() || text.length() > most) {
			throw invalid(name, "must have from 1 to " + most + " characters, not all of them blank");
		}
		return text;
	}

	static @Nullable String choice(JsonBody body, String name, String... choices) {
		String text = body.text(name);
		if (text == null) {
			return null;
		}
		for (String choice : choices) {
			if (choice.equalsIgnoreCase(text)) {
				return choice;
			}
		}
		throw invalid(name, "must be one of " + String.join(", ", choices));
	}

	static ApiException invalid(String name, String what) {
		return ApiException.invalidRequest("Field '" + name + "' " + what).detail("field", name);
	}

}
